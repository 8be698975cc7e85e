"""The press: values set on paper, as a tagged PDF or as pages to look at and to print.

Text goes to the typesetter as data and never as markup. Nothing is written anywhere.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final, Literal, TypeVar

import typst

from kap_companion.errors import BugError, WorksheetError
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.worksheets.claims import LADDER, Standard, reason, said_of
from kap_companion.worksheets.fonts import families, shipped, shipped_and_system
from kap_companion.worksheets.own_templates import broken_at, read_template
from kap_companion.worksheets.press_files import (
    data_files,
    root,
    setting,
    shipped_template,
    sources,
    without_pictures,
)
from kap_companion.worksheets.printable import Printable
from kap_companion.worksheets.system_fonts import SystemFonts

__all__ = ["Pages", "Press", "Typeset", "plain"]

_LOG: Final = logging.getLogger("kap_companion.worksheets")
_KEPT: Final = 4
_OF_A_STANDARD: Final = "PDF/"
_TOO_MUCH: Final = "depth exceeded"
_NO_MARK: Final = "The practice’s mark cannot be drawn and is left off."
Files = dict[str, bytes]
Rules = Literal["all", "breaking", "none"]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished file.

    Attributes:
        pdf: PDF/UA-1 and PDF/A-2a, or the nearest to it, which the note then says.
        note: what is not as it was asked, in plain sentences; empty when all is well.
        template: the name of the one it was set with; not the one asked for where that is broken.
    """

    pdf: bytes
    note: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The same as SVG drawings, one a page, to be looked at and to be printed; `note` as above."""

    svg: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be set, as files, and how."""

    files: Files
    given: Mapping[str, object]
    pictures: Files
    how: "_How"
    note: str


@dataclass(frozen=True, slots=True)
class _How:
    """The inputs of the typesetter, as JSON, whether it needs fonts of the system, and its rules for text."""

    inputs: str
    system: bool
    rules: Rules = "all"


class Press:
    """One typesetter, kept warm; it serves any thread, one sheet at a time.

    What did not change since the sheet before is not set again.

    Args:
        own: the folder of the practice's own templates; None for none.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._lock = Lock()
        self._compilers: dict[_How, typst.Compiler] = {}
        self._told: set[str] = set()

    def pdf(
        self,
        template: str,
        data: Mapping[str, object],
        choice: PaperChoice,
        *,
        made_at: datetime,
        own: str = "",
    ) -> Typeset:
        """A template's PDF with that data.

        Where the page does not allow what the standards ask for, the file claims less and a note says why.

        Args:
            template: the name of one that ships.
            data: what it is given, by name: dataclasses, sentences, texts, numbers, lists and tables of them.
            choice: what it is set on.
            made_at: its day stands in the file as its date.
            own: the name of a template of the practice's own, to be used in its place where it can be.
        """
        work = self._work(data, choice, made_at)
        (pdf, claims), used, note = self._set(work, template, own, self._claiming_most)
        return Typeset(pdf, _sentences(note, work.note, claims), used)

    def pages(
        self, template: str, data: Mapping[str, object], choice: PaperChoice, *, own: str = ""
    ) -> Pages:
        """The same pages as drawings."""
        work = self._work(data, choice, None)
        svg, _, note = self._set(work, template, own, self._drawn)
        return Pages(svg, _sentences(note, work.note))

    def _work(self, data: Mapping[str, object], choice: PaperChoice, made_at: datetime | None) -> _Work:
        system = SystemFonts()
        printable = Printable(system.prints)
        given = {name: printable.plain(value) for name, value in data.items()}
        files, pictures = data_files(given)
        inputs = setting(choice, (*families(hyperlegible=choice.hyperlegible), *system.used), made_at)
        self._tell(system.used)
        return _Work(files, given, pictures, _How(json.dumps(inputs), bool(system.used)), printable.note())

    def _set(
        self, work: _Work, template: str, own: str, press: Callable[[Files, _How], Made]
    ) -> tuple[Made, str, str]:
        """What is made of a template, which one that was, and a sentence if it is not the one asked for."""
        said = ""
        if own and self._own is not None:
            try:
                files = sources(read_template(self._own, own)) | work.files | work.pictures
                return _with_fewer_rules(press, files, work.how), own, ""
            except WorksheetError as error:
                said = str(error)
            except typst.TypstError as error:
                said = broken_at(own, error)
        files = sources(shipped_template(template)) | work.files
        tries = [(work.pictures, said)]
        if work.pictures:
            plainer, _ = data_files(without_pictures(work.given))
            tries.append((plainer, _sentences(said, _NO_MARK)))
        for more, note in tries:
            try:
                return _with_fewer_rules(press, files | more, work.how), template, note
            except typst.TypstError:
                continue
        # What the typesetter says may quote the text: it is not told.
        message = f"the typesetter refused {template}"
        raise BugError(message)

    def _claiming_most(self, files: Files, how: _How) -> tuple[bytes, str]:
        why = ""
        for standards in LADDER[:-1]:
            try:
                return self._pdf(files, how, standards), said_of(standards, why)
            except typst.TypstError as error:
                if not error.message.startswith(_OF_A_STANDARD):
                    raise
                why = why or reason(error)
        return self._pdf(files, how, LADDER[-1]), said_of(LADDER[-1], why)

    def _pdf(self, files: Files, how: _How, standards: tuple[Standard, ...]) -> bytes:
        with self._lock:
            made = self._compiler(how).compile(
                input=files,  # type: ignore[type-var]  # the stub does not know of several sources in memory
                format="pdf",
                pdf_standards=list(standards),
            )
        if not isinstance(made, bytes):
            message = "the typesetter gave no single file"
            raise BugError(message)
        return made

    def _drawn(self, files: Files, how: _How) -> tuple[str, ...]:
        with self._lock:
            made = self._compiler(how).compile(input=files, format="svg")  # type: ignore[type-var]  # as above
        pages = made if isinstance(made, list) else [made]
        return tuple(page.decode() for page in pages if isinstance(page, bytes))

    def _compiler(self, how: _How) -> typst.Compiler:
        """The compiler for sheets that are set so: one that is given other inputs forgets what it has set."""
        found = self._compilers.pop(how, None) or typst.Compiler(
            root=root(),
            font_paths=shipped_and_system() if how.system else shipped(),
            ignore_system_fonts=True,
            sys_inputs=json.loads(how.inputs) | {"rules": how.rules},
        )
        self._compilers[how] = found
        if len(self._compilers) > _KEPT:
            del self._compilers[next(iter(self._compilers))]
        return found

    def _tell(self, used: tuple[str, ...]) -> None:
        for family in used:
            if family not in self._told:
                self._told.add(family)
                _LOG.info("A font of the system is used on paper: %s", family)


def plain(value: object) -> object:
    """Values as lists, tables, numbers and printable texts, as a template gets them."""
    return Printable().plain(value)


def _with_fewer_rules(press: Callable[[Files, _How], Made], files: Files, how: _How) -> Made:
    """What is made of files, with fewer rules where a paragraph has too much in it that they apply to."""
    fewer: tuple[Rules, ...] = ("all", "breaking")
    for rules in fewer:
        try:
            return press(files, replace(how, rules=rules))
        except typst.TypstError as error:
            if _TOO_MUCH not in error.message:
                raise
    return press(files, replace(how, rules="none"))


def _sentences(*said: str) -> str:
    return " ".join(each for each in said if each)
