"""The fonts that ship: what they are for is what they can print."""

from importlib.resources import files

import pytest

from kap_companion.worksheets.fonts import FAMILIES, HYPERLEGIBLE, can_print, coverage, families, shipped


@pytest.mark.parametrize(
    ("family", "letters"),
    [
        ("Inter", "aäéñßŁő" "αάῶἀΩ" "бжщіїЖ" "“”‘’„«»–—…·€½"),
        ("Noto Sans Hebrew", "אבגדשׂ"),
        ("Noto Sans Arabic", "ابتثجء"),
        ("Noto Sans Devanagari", "अआकख"),
        ("Noto Sans Thai", "กขฃฅ"),
        ("NanumGothic", "가나다"),
        ("Droid Sans Fallback", "漢字仮名かな"),
        ("Noto Emoji", "🌿🦊❤"),
    ],
)  # fmt: skip
def test_a_family_has_the_letters_it_ships_for_in_every_weight(family: str, letters: str) -> None:
    assert coverage()[family].issuperset(map(ord, letters))


def test_the_letters_easy_to_tell_apart_come_first_where_asked_for() -> None:
    assert families() == FAMILIES
    assert families(hyperlegible=True) == (HYPERLEGIBLE, *FAMILIES)
    faces = {(font.style, font.weight) for font in shipped().fonts() if font.family == HYPERLEGIBLE}
    assert faces == {("normal", 400), ("normal", 600), ("normal", 700), ("italic", 400)}


def test_they_ship_with_their_licence() -> None:
    folder = files("resources") / "fonts"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in readme.splitlines() if line.startswith(f"| {HYPERLEGIBLE} |")]
    assert "SIL OPEN FONT LICENSE" in (folder / row.split("`")[1]).read_text(encoding="utf-8").upper()


def test_a_character_and_its_marks_are_printed_by_one_family() -> None:
    assert can_print("e\u0301")
    assert can_print("שׁ")
    assert not can_print("ก\u05b8")
