"""A page set on paper: the bytes of a tagged PDF, made in memory.

Text goes to the typesetter as data and never as markup, and nothing is written anywhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal

import typst

from kap_companion.errors import BugError
from kap_companion.worksheets.characters import has_right_to_left, name_of, reads_right_to_left, show
from kap_companion.worksheets.fonts import FAMILIES, shipped
from kap_companion.worksheets.page import Page, Piece, Quote, Sentence

_SCREEN_PPI = 144
_ICONS = ("manager", "firefighter", "exile", "self_like", "self")
_PAPER_NAMES = {"letter": "us-letter", "a4": "a4"}
_NAMED_IN_A_NOTE = 5
_NOT_SURE = "Some text may not be printed as it was written. Compare it before you give it away."
_LONGEST_IN_A_BOX = 60


class Paper(StrEnum):
    """The paper a sheet is printed on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished file.

    Attributes:
        pdf: PDF/UA-1, or plain tagged PDF where there is a note.
        note: what could not be printed as it was written, in plain sentences; empty when all is well.
    """

    pdf: bytes
    note: str = ""


def typeset(page: Page, paper: Paper) -> Typeset:
    """A worksheet as a PDF; never fails for what is written on it, and drops none of it.

    About 20 ms a page once the fonts are read; the first call takes most of a second.
    """
    setting = Setting()
    return setting.press("worksheet", {"page": setting.plain(page), "icons": _icons()}, paper)


def pictures(page: Page, paper: Paper) -> tuple[bytes, ...]:
    """The same worksheet as PNG pictures, one a page, to be looked at on the screen."""
    setting = Setting()
    inputs = setting.inputs({"page": setting.plain(page), "icons": _icons()}, paper)
    made = _compiler("worksheet", inputs).compile(format="png", ppi=_SCREEN_PPI)
    return tuple(made) if isinstance(made, list) else (made,) if isinstance(made, bytes) else ()


class Setting:
    """One page on its way to paper; it remembers which characters stand there by name."""

    def __init__(self) -> None:
        self._named: dict[str, None] = {}

    def plain(self, value: object) -> object:
        """A page's values as lists, tables, numbers and printable texts."""
        if isinstance(value, str):
            return self._printable(value)
        if isinstance(value, Sentence):
            return [self._run(piece) for piece in value.pieces if piece.text]
        if isinstance(value, tuple | list):
            return [self.plain(item) for item in value]
        if isinstance(value, dict):
            return {key: self.plain(item) for key, item in value.items()}
        if is_dataclass(value):
            table = {field.name: self.plain(getattr(value, field.name)) for field in fields(value)}
            if isinstance(value, Quote):
                table["rtl"] = reads_right_to_left(value.sentence.text)
            return table
        return value

    def press(self, template: str, data: Mapping[str, object], paper: Paper) -> Typeset:
        """The template's PDF with that data.

        Where a character had to be named, or the typesetter objects to the text, the file does not claim
        PDF/UA and a note says why.
        """
        inputs = self.inputs(data, paper)
        if self._named:
            return Typeset(_compile(template, inputs, None), self._note())
        try:
            return Typeset(_compile(template, inputs, "ua-1"))
        except typst.TypstError:
            return Typeset(_compile(template, inputs, None), _NOT_SURE)

    @staticmethod
    def inputs(data: Mapping[str, object], paper: Paper) -> dict[str, str]:
        """What a template is given: its data, the fonts and the paper, each as text."""
        given = {key: json.dumps(value) for key, value in data.items()}
        return given | {"fonts": json.dumps(FAMILIES), "paper": _PAPER_NAMES[paper]}

    def _printable(self, text: str) -> str:
        shown = show(text)
        self._named |= dict.fromkeys(shown.named)
        return shown.text

    def _run(self, piece: Piece) -> dict[str, object]:
        text = self._printable(piece.text)
        return {
            "text": text,
            "own": piece.own,
            "rtl": reads_right_to_left(text),
            # In a box of its own it cannot turn around the words of ours beside it, but it cannot break.
            "apart": piece.own and has_right_to_left(text) and len(text) <= _LONGEST_IN_A_BOX,
        }

    def _note(self) -> str:
        names = [name_of(character) for character in self._named]
        listed = " ".join(names[:_NAMED_IN_A_NOTE]) + (" …" if len(names) > _NAMED_IN_A_NOTE else "")
        return (
            "Some characters cannot be printed with the fonts at hand and stand on the page by name: "
            f"{listed}. The file is a tagged PDF, but not PDF/UA."
        )


def _compile(template: str, inputs: dict[str, str], standard: Literal["ua-1"] | None) -> bytes:
    pdf = _compiler(template, inputs).compile(format="pdf", pdf_standards=standard)
    if not isinstance(pdf, bytes):
        message = "the typesetter gave no single file"
        raise BugError(message)
    return pdf


def _compiler(template: str, inputs: dict[str, str]) -> typst.Compiler:
    # A compiler keeps what it was given, and finds sources in memory only once: a fresh one each time.
    return typst.Compiler(
        _sources(template),  # type: ignore[type-var]  # the stub does not know of several sources in memory
        font_paths=shipped(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


@cache
def _sources(template: str) -> dict[str, bytes]:
    folder = files("resources") / "worksheets"
    return {
        "main.typ": (folder / f"{template}.typ").read_bytes(),
        "style.typ": (folder / "style.typ").read_bytes(),
    }


@cache
def _icons() -> dict[str, str]:
    folder = files("resources") / "icons"
    return {name: (folder / f"{name}.svg").read_text(encoding="utf-8") for name in _ICONS}
