"""Long pasted text behind a short stand-in."""

from hypothesis import given
from hypothesis import strategies as st

from ui.session.held_text import LONGEST_SHOWN, HeldText


def named(number: int, length: int) -> str:
    return f"[{number}: {length}]"


def test_short_text_is_shown_as_it_is() -> None:
    assert HeldText(named).shown("tight\nchest") == "tight\nchest"


def test_long_text_is_shown_by_its_length_and_given_back_whole() -> None:
    held = HeldText(named)
    text = "word " * LONGEST_SHOWN
    shown = held.shown(text)
    assert shown == f"[1: {len(text)}]"
    assert held.whole(f"before {shown} after") == f"before {text} after"


def test_many_pastes_do_not_add_up_to_a_slow_field() -> None:
    held = HeldText(named)
    assert held.shown("x" * LONGEST_SHOWN) == "x" * LONGEST_SHOWN
    assert held.shown("y", already=LONGEST_SHOWN) == "[1: 1]"


def test_half_a_character_is_not_lost() -> None:
    held = HeldText(named)
    assert held.whole(held.shown("a\ud800b")) == "a\ud800b"


@given(st.lists(st.text(max_size=40)), st.integers(0, 8000))
def test_whatever_is_taken_in_comes_out_whole(texts: list[str], already: int) -> None:
    held = HeldText(lambda number, length: f"\ue000{number}:{length}\ue001")
    shown = [held.shown(text.replace("\ue000", ""), already) for text in texts]
    assert held.whole("|".join(shown)) == "|".join(text.replace("\ue000", "") for text in texts)


def test_a_stand_in_within_a_pasted_text_is_only_text() -> None:
    held = HeldText(named)
    first = held.shown("a" * (LONGEST_SHOWN + 1))
    second = held.shown(f"{first}{'b' * LONGEST_SHOWN}")
    assert held.whole(second) == f"{first}{'b' * LONGEST_SHOWN}"
