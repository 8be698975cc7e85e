import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.worksheets.characters import Shown, has_right_to_left, name_of, reads_right_to_left, show

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    "text",
    [
        "if I look away it gets in",
        "naïve Ænima Ѩ Сторож ἀγάπη",
        "קטנה",
        "الحارس",
        "मैं यहाँ हूँ",
        "ฉันอยู่ที่นี่",
        "我听见你了 小さな子",
        "한국어로",
        "🌿 🦊 ❤️ 👩‍👩‍👧 👍🏽",
        "e\u0301 a\u200db",
        "two\nlines",
    ],
)
def test_the_worlds_scripts_are_shown_as_they_are(text: str) -> None:
    assert show(text) == Shown(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U00013000", "[U+13000 EGYPTIAN HIEROGLYPH A001]"),
        ("a\x00b", "a[U+0000]b"),
        ("\ud83e", "[U+D83E]"),
        ("\u202eabc", "[U+202E RIGHT-TO-LEFT OVERRIDE]abc"),
        ("\u2066x", "[U+2066 LEFT-TO-RIGHT ISOLATE]x"),
        ("\ue000", "[U+E000]"),
        ("x\u093c", "x[U+093C DEVANAGARI SIGN NUKTA]"),
        ("\U0010ffff", "[U+10FFFF]"),
    ],
)
def test_what_cannot_be_printed_is_shown_by_name(text: str, shown: str) -> None:
    assert show(text).text == shown
    assert len(show(text).named) == 1


def test_every_way_to_end_a_line_ends_it() -> None:
    assert show("a\r\nb\rc\u2028d\u2029e\tf").text == "a\nb\nc\nd\ne f"


@given(ANY_TEXT)
def test_any_text_can_be_shown_and_loses_no_character(text: str) -> None:
    shown = show(text)
    shown.text.encode()
    assert all(name_of(character) in shown.text for character in shown.named)
    for character in text:
        if not character.isspace() and character not in shown.named:
            assert character.replace("\ufeff", "\u2060") in shown.text


@given(ANY_TEXT)
def test_what_is_shown_is_shown_the_same_again(text: str) -> None:
    assert show(show(text).text).named == ()


def test_direction_is_that_of_the_first_letter() -> None:
    assert reads_right_to_left("“12 קטנה abc")
    assert not reads_right_to_left("abc קטנה")
    assert not reads_right_to_left("12!")
    assert has_right_to_left("abc قط")
