"""Sheets that left the computer, kept as they were; and how the next one begins."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kap_companion.errors import WorksheetError
from kap_companion.ids import new_id
from kap_companion.records.readers import WorksheetReader
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Handed, KeptWorksheet, SharedItem
from kap_companion.worksheets.compose import compose, questions_on
from kap_companion.worksheets.compose_agreed import parts_of
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.material import material
from kap_companion.worksheets.on_the_sheet import items_on
from kap_companion.worksheets.press import Pages, Press, Typeset, plain
from kap_companion.worksheets.prompt_files import Say
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions
from kap_companion.worksheets.sheet import Sheet
from kap_companion.worksheets.take_home import Asked

# What the templates call the sheet that they set.
_PAGE = "page"


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet that was saved or printed, and what of it was taken back since."""

    session: Session
    worksheet: KeptWorksheet
    taken_back: tuple[SharedItem, ...]


def composed(
    reader: WorksheetReader,
    session_id: str,
    practice: str,
    composition: Composition,
    own: Path | None = None,
    say: Say | None = None,
) -> Sheet:
    """A sheet of what is agreed in a session now, in the words of its language.

    Args:
        reader: for what was agreed, and nothing else.
        session_id: the session's id.
        practice: its name; may be empty.
        composition: how it is put together.
        own: the practice's folder of words and questions; None for those that ship.
        say: hears why one of its files cannot be used.

    Raises:
        SessionError: there is no such session.
        WorksheetError: one of the practice's files cannot be used, and nobody hears why.
    """
    words = load(composition.language, own, say)
    book = load_questions(composition.language, own, say)
    return compose(material(reader, session_id, practice), composition, words, book)


def set_on(press: Press, sheet: Sheet, composition: Composition, made_at: datetime) -> Typeset:
    """The sheet as a PDF."""
    data = {_PAGE: sheet}
    return press.pdf(
        composition.sheet.value, data, composition.paper, made_at=made_at, own=composition.template
    )


def pages_of(press: Press, sheet: Sheet, composition: Composition) -> Pages:
    """The sheet as pictures, one a page: for the screen and for a printer."""
    return press.pages(composition.sheet.value, {_PAGE: sheet}, composition.paper, own=composition.template)


def as_it_was(press: Press, kept: KeptWorksheet) -> Pages:
    """A kept sheet as pictures, from the values it was set from.

    Raises:
        WorksheetError: it is of a version that did not keep them.
    """
    if kept.setting is None or kept.composition is None:
        message = "This worksheet was made by an earlier version, which did not keep how it looked."
        raise WorksheetError(message, "What it was made of is still in the record.")
    composition = kept.composition
    data = {_PAGE: json.loads(kept.setting)}
    return press.pages(composition.sheet.value, data, composition.paper, own=composition.template)


def kept(
    reader: WorksheetReader,
    session_id: str,
    sheet: Sheet,
    composition: Composition,
    made: Typeset,
    handed: Handed,
    asked: Asked,
) -> KeptWorksheet:
    """What the record keeps of a sheet that left: who, when, from which rows, what it asks, how it looked.

    Args:
        reader: for what was agreed, and nothing else.
        session_id: the session's id.
        sheet: the sheet.
        composition: how it was put together.
        made: the file.
        handed: how it left.
        asked: who made it, and when.
    """
    return KeptWorksheet(
        id=new_id(),
        session=session_id,
        made_at=asked.at,
        author=asked.author.id,
        paper=composition.paper.paper.value,
        sha256=hashlib.sha256(made.pdf).hexdigest(),
        items=tuple(item.id for item in items_on(sheet, reader.shared(session_id))),
        questions=questions_on(sheet),
        composition=composition,
        setting=json.dumps(plain(sheet)),
        handed=handed,
        addition=Addition.LATE if reader.session(session_id).state is SessionState.SIGNED else None,
    )


def taken_back_since(kept: KeptWorksheet, shared: Iterable[SharedItem]) -> tuple[SharedItem, ...]:
    """The rows of a kept sheet that were taken back since, as they were agreed.

    Args:
        kept: the sheet.
        shared: all that was ever agreed and taken back in its session.
    """
    rows = tuple(shared)
    standing = {item.id for item in agreed(rows)}
    return tuple(row for row in rows if row.id in kept.items and row.id not in standing)


def kept_sheets(reader: WorksheetReader, client_id: str) -> tuple[KeptSheet, ...]:
    """All sheets that were made for a client, the newest first, with what was taken back since."""
    found = [
        KeptSheet(session, worksheet, taken_back_since(worksheet, shared))
        for session in reader.sessions(client_id)
        for shared in (reader.shared(session.id),)
        for worksheet in reader.worksheets(session.id)
    ]
    return tuple(sorted(found, key=lambda each: (each.worksheet.made_at, each.worksheet.id), reverse=True))


def beginning(
    reader: WorksheetReader, session_id: str, kind: SheetKind, *, paper: PaperChoice, part: str = ""
) -> Composition:
    """How a sheet begins: as it was put together last, else in the way of the client's last one.

    Args:
        reader: for what was agreed, and nothing else.
        session_id: the session's id.
        kind: which sheet.
        paper: what it is set on where nothing was made for the client yet.
        part: for `ONE_PART`, the shared handle of the part; empty for the one of the last such sheet, or the
            first part that came forward.

    Raises:
        SessionError: there is no such session.
    """
    session = reader.session(session_id)
    made = [
        (each, composition)
        for each in kept_sheets(reader, session.client)
        if (composition := each.worksheet.composition) is not None
    ]
    for each, composition in made:
        same = each.session.id == session_id and composition.sheet is kind
        if same and (not part or composition.part == part):
            return composition
    last = made[0][1] if made else None
    first = next((each.about for each in parts_of(agreed(reader.shared(session_id)))), "")
    return Composition(
        sheet=kind,
        language=_language(reader, session, last),
        template=next((composition.template for _, composition in made if composition.sheet is kind), ""),
        part=(part or first) if kind is SheetKind.ONE_PART else "",
        route=session.protocol.route.value if session.protocol.route is not None else "",
        named=last.named if last is not None else False,
        paper=last.paper if last is not None else paper,
    )


def _language(reader: WorksheetReader, session: Session, last: Composition | None) -> str:
    """The client's, where it is set; else that of their last sheet; else the practice's usual one."""
    head = reader.letterhead()
    usual = head.language if head is not None else ""
    return reader.client(session.client).language or (last.language if last else "") or usual or "en"
