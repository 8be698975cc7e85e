"""Fonts of the system, for characters that none of the shipped ones has.

They are looked at only once such a character is met, for two seconds at the most: call it off the
screen's thread.
"""

import struct
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import Final

import typst
from fontTools.ttLib import TTFont, TTLibError

# They have a box for every character, or for none.
_NO_LETTERS: Final = ("lastresort", "adobe blank", "adobeblank", "adobe notdef")
_OUTLINES: Final = ("glyf", "CFF ", "CFF2")
_MAY_NOT_BE_EMBEDDED: Final = 0x0002
# Some computers have thousands of fonts: no sheet waits for all of them to be read.
MOST_FACES: Final = 400
MOST_SECONDS: Final = 2.0
# Sheets are set in these, upright and slanted: a family must have a character in all of them that it has.
_WEIGHTS: Final = (400, 600, 700)


@dataclass(frozen=True, slots=True)
class Face:
    """One font of the system, as the typesetter knows it; `index` is its place in a collection."""

    family: str
    weight: int
    path: Path
    index: int = 0


class SystemFonts:
    """The families of the system that one sheet needs; it is asked while the sheet is made plain.

    Args:
        faces: the fonts at hand; None for those of this computer.
    """

    def __init__(self, faces: tuple[Face, ...] | None = None) -> None:
        self._faces = faces
        self._used: dict[str, None] = {}

    @property
    def used(self) -> tuple[str, ...]:
        """The families that were needed, in the order they came up."""
        return tuple(self._used)

    def prints(self, cluster: str) -> bool:
        """Whether a family prints a character and the marks on it, whole; it is then in `used`."""
        known = _coverage(installed() if self._faces is None else self._faces)
        forms = {cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)}
        # What is in use already comes first, so that a text is not set in more families than it needs.
        for family in (*self._used, *known):
            if any(known[family].issuperset(map(ord, form)) for form in forms):
                self._used[family] = None
                return True
        return False


@cache
def installed() -> tuple[Face, ...]:
    """The fonts of this computer, by family; the order is the same each time."""
    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    faces = [Face(each.family, each.weight, Path(each.path), each.index) for each in found if each.path]
    return tuple(sorted(faces, key=lambda face: (face.family, str(face.path), face.index)))


@cache
def _coverage(faces: tuple[Face, ...]) -> Mapping[str, frozenset[int]]:
    """The code points each family can print in running text, families for many scripts first."""
    usable = [face for face in faces if face.weight in _WEIGHTS and not _has_no_letters(face.family)]
    usable.sort(key=lambda face: (not face.family.startswith("Noto Sans"), face.family))
    covered: dict[str, frozenset[int]] = {}
    read, until = 0, monotonic() + MOST_SECONDS
    for family, of_it in groupby(usable, key=lambda face: face.family):
        each = [_read(face) for face in of_it]
        covered[family] = frozenset.intersection(*each)
        read += len(each)
        if read >= MOST_FACES or monotonic() > until:
            break
    return covered


def _has_no_letters(family: str) -> bool:
    return family.casefold().replace("-", " ").strip(".").startswith(_NO_LETTERS)


def _read(face: Face) -> frozenset[int]:
    """What a font prints; nothing where it cannot be read, has no outlines, or may not be put into a file."""
    try:
        with face.path.open("rb") as held, TTFont(held, lazy=True, fontNumber=face.index) as font:
            if not any(table in font for table in _OUTLINES):
                return frozenset()
            if "OS/2" in font and font["OS/2"].fsType & 0xF == _MAY_NOT_BE_EMBEDDED:
                return frozenset()
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError, ValueError, KeyError, AssertionError, struct.error):
        # A damaged font of the system is no reason to fail: it prints nothing.
        return frozenset()
