"""The fonts that ship with the companion, and which characters they can print."""

import unicodedata
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import typst
from fontTools.ttLib import TTFont

# In the order they are tried; Inter carries nearly everything, emoji come before look-alike symbols.
FAMILIES: Final[tuple[str, ...]] = (
    "Inter",
    "Noto Sans",
    "Noto Sans Hebrew",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Droid Sans Fallback",
    "NanumGothic",
    "Noto Emoji",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Math",
)
# Letters drawn so that none is taken for another: Latin alone, the others stand in for what it lacks.
HYPERLEGIBLE: Final = "Atkinson Hyperlegible Next"

_LEGACY_FAMILY, _FAMILY = 1, 16


def families(*, hyperlegible: bool = False) -> tuple[str, ...]:
    """The families in the order they are tried."""
    return (HYPERLEGIBLE, *FAMILIES) if hyperlegible else FAMILIES


@cache
def shipped() -> typst.Fonts:
    """The shipped fonts and no others, ready for the typesetter."""
    with as_file(files("resources") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def shipped_and_system() -> typst.Fonts:
    """The shipped fonts and those of this computer, ready for the typesetter."""
    with as_file(files("resources") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def coverage() -> dict[str, frozenset[int]]:
    """The code points each family can print in every weight and slant it ships in.

    Reading the tables takes about a third of a second, once; call it off the screen's thread.
    """
    covered: dict[str, frozenset[int]] = {}
    with as_file(files("resources") / "fonts") as folder:
        for path in sorted(folder.glob("*.[ot]tf")):
            family, code_points = _read(path)
            covered[family] = covered.get(family, code_points) & code_points
    return {family: covered[family] for family in FAMILIES}


def can_print(cluster: str, *, as_written: bool = False) -> bool:
    """Whether one family has all of a character and the marks on it; a page never mixes two within one.

    A composed or decomposed form of the same will do, unless it must be printed `as_written`.
    """
    forms = {cluster}
    if not as_written:
        forms |= {unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)}
    return any(all(ord(c) in family for c in form) for family in coverage().values() for form in forms)


def _read(path: Path) -> tuple[str, frozenset[int]]:
    with TTFont(path, lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(_FAMILY) or names.getDebugName(_LEGACY_FAMILY)
        return str(family), frozenset(font.getBestCmap())
