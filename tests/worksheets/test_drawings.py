import xml.etree.ElementTree as ElementTree  # our own files
from importlib.resources import files

import pytest

from kap_companion.worksheets.fonts import FAMILIES, can_print, coverage

ICONS = ("manager", "firefighter", "exile", "self", "self_like", "unknown")


@pytest.mark.parametrize("name", ICONS)
def test_every_glyph_is_a_line_drawing_that_takes_its_colour_from_around_it(name: str) -> None:
    root = ElementTree.fromstring((files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8"))
    assert root.attrib["viewBox"] == "0 0 24 24"
    assert (root.attrib["stroke"], root.attrib["fill"]) == ("currentColor", "none")
    assert root.attrib["stroke-width"] == "1.75"
    assert len(root) >= 1


def test_every_font_that_ships_is_used_and_has_its_licence_beside_it() -> None:
    assert set(coverage()) == set(FAMILIES)
    folder = files("resources") / "fonts"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    named = {item.name for item in folder.iterdir()}
    for family in FAMILIES:
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| {family} |")]
        licence = row.split("`")[1]
        assert licence in named


def test_what_our_own_words_need_can_be_printed() -> None:
    for path in (files("resources") / "prompts").iterdir():
        text = path.read_text(encoding="utf-8")
        assert all(can_print(character) for character in text if character != "\n")
