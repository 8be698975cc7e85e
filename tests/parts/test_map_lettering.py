"""A name on the map is broken into lines and never cut, unless nobody could write it there."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kap_companion.parts.map_lettering import ELLIPSIS, MOST_LINES, lettered

WIDEST = 150.0


def measure(text: str) -> float:
    return 8.0 * len(text)


def test_a_short_name_stands_on_one_line() -> None:
    label = lettered("The Watchman", measure, 18, WIDEST)
    assert (label.lines, label.width, label.height) == (("The Watchman",), 96, 18)


def test_a_longer_name_is_broken_between_its_words_and_keeps_all_of_them() -> None:
    name = "the one who waits at the door every night"
    assert " ".join(lettered(name, measure, 18, WIDEST).lines) == name


def test_one_long_word_is_broken_and_keeps_all_its_letters() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    assert "".join(lettered(word, measure, 18, WIDEST).lines) == word


def test_a_name_of_three_hundred_letters_loses_its_middle_only() -> None:
    lines = lettered("beginning " + "x" * 280 + " the end", measure, 18, WIDEST).lines
    assert len(lines) == MOST_LINES
    assert lines[0].startswith("beginning")
    assert lines[-1] == ELLIPSIS + "the end"


def test_no_name_has_no_lines() -> None:
    assert lettered("", measure, 18, WIDEST).lines == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=320))
@example("🌊")
@example("שלום לך " * 40)
def test_no_line_is_wider_than_allowed_whatever_the_name(name: str) -> None:
    label = lettered(name, measure, 18, WIDEST)
    assert len(label.lines) <= MOST_LINES
    assert label.width <= WIDEST
    assert label.height == 18 * len(label.lines)
