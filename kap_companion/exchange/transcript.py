"""Transcribes a session script into a practice, as if it had been typed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.errors import NotebookNeededError, ScriptError
from kap_companion.exchange.script import Script, ScriptLine, in_words, read_script
from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import protocol
from kap_companion.session.capture import read
from kap_companion.session.interpret import Hand, Rows, interpret, written
from kap_companion.session.known_parts import KnownParts, known_parts
from kap_companion.session.placing import When, placed
from kap_companion.session.timeline import Timeline, project, situated, state_of
from kap_companion.vocabulary.details import PhaseDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Session

__all__ = ["Script", "Transcribed", "read_script", "transcribe"]

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What came of a script.

    Attributes:
        session: as it is in the practice now.
        client: whose it is, made where there was none of that name.
        entries: how many rows it has.
        notes: sentences a person should know of, with line numbers.
    """

    session: Session
    client: Client
    entries: int
    notes: tuple[str, ...]


def transcribe(
    script: Script,
    record: Record,
    notebook: Notebook | None,
    clock: Clock,
    author: Person,
    *,
    keep_going: bool = False,
    device: str = "",
    own: Path | None = None,
) -> Transcribed:
    """Adds a script to a practice as a session of its client, all of it or nothing.

    Args:
        script: as read.
        record: the practice's.
        notebook: the author's; None where they have none, and the script then holds no line that needs one.
        clock: tells when it is transcribed.
        author: who transcribes.
        keep_going: leaves out the lines that cannot be taken in, with a note for each.
        device: the computer's id.
        own: the folder of the practice's own protocols, where it has any.

    Raises:
        ScriptError: the script has problems; nothing was added.
        SessionError: its protocol cannot be read; nothing was added.
        NotebookNeededError: a line belongs in a notebook, and there is none; nothing was added.
        StorageError: the disk did not take it.
    """
    _check(script, keep_going=keep_going)
    now = clock.now().at
    client = _client_of(script, record) or Client(
        id=new_id(), name=script.client, pronouns=script.pronouns, made_at=now
    )
    is_new = all(each.id != client.id for each in record.clients())
    session = Session(
        id=new_id(),
        client=client.id,
        number=1 if is_new else record.next_number(client.id),
        protocol=protocol.load(script.protocol, own),
        facilitator=author.id,
        intention=script.intention,
        anchor=min(line.at for line in script.lines),
        timezone=script.timezone,
        weight_kg=script.weight_kg,
        source=EntrySource.TRANSCRIBED,
    )
    hand = Hand(session, author.id, device, EntrySource.TRANSCRIBED)
    before = KnownParts() if is_new else known_parts(record, notebook, client.id, session.id)
    rows, known = _rows(script.lines, hand, before, now)
    if notebook is None:
        _refuse_private(script.lines, rows)
    notes = [*script.notes, *(f"{problem} It was left out." for problem in script.problems)]
    timeline = project(each.entry for each in rows)
    if timeline.ended_ms is None:
        rows.append(_end(rows, hand, now))
        timeline = project(each.entry for each in rows)
        notes.append("The script does not say “> end”; the session is closed at its last line.")
    notes.extend(_remarks(script, author, timeline, session))
    session = session.model_copy(update={"state": state_of(timeline)})
    _save(rows, timeline, known, before, record, notebook, session, client if is_new else None)
    return Transcribed(session, client, len(rows), tuple(notes))


def _check(script: Script, *, keep_going: bool) -> None:
    fatal = [problem for problem in script.problems if problem.fatal]
    if fatal or (script.problems and not keep_going):
        message = f"The script cannot be taken in as it is. {in_words(fatal or script.problems)}"
        advice = "Nothing was added." if fatal else "Nothing was added; --keep-going leaves such lines out."
        raise ScriptError(message, advice)
    if not script.lines:
        message = "The script has no entry that could be taken in."
        raise ScriptError(message, "Nothing was added.")


def _client_of(script: Script, record: Record) -> Client | None:
    wanted = _same_name(script.client)
    return next((client for client in record.clients() if _same_name(client.name) == wanted), None)


def _same_name(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())


def _rows(
    lines: Sequence[ScriptLine], hand: Hand, known: KnownParts, now: datetime
) -> tuple[list[Rows], KnownParts]:
    """What each line becomes, in the order of the file, and the parts known after them."""
    rows: list[Rows] = []
    roster = known.roster(())
    # All of it is typed at one moment; the ids keep the order of the file.
    typed_ms = (now - hand.session.anchor) // _MILLISECOND
    for line in lines:
        reading = read(line.text, roster)
        elapsed_ms = (line.at - hand.session.anchor) // _MILLISECOND
        when = placed(When(line.at, elapsed_ms, now, typed_ms), reading.shift)
        each = interpret(reading, when, hand, known, roster)
        rows.append(each)
        if each.parts or each.links:
            known = known.having(each.parts, each.links)
        if each.entry.kind is EntryKind.PART:
            spoken_of = {part.id for part in roster.parts} | {each.entry.part}
            spoken_of.update(end for link in each.links for end in (link.from_part, link.to_part))
            if len(spoken_of) > len(roster.parts):
                roster = Roster(tuple(part for part in known.family().parts if part.id in spoken_of))
    return rows, known


def _refuse_private(lines: Sequence[ScriptLine], rows: Sequence[Rows]) -> None:
    """Not even with `keep_going`: a session without its process notes would be another session."""
    for line, each in zip(lines, rows, strict=True):
        if each.entry.compartment is Compartment.PROCESS:
            message = f"Line {line.line} of the script belongs in a therapist’s notebook, and you have none."
            raise NotebookNeededError(message, "Nothing was added; let the therapist transcribe it.")


def _end(rows: Sequence[Rows], hand: Hand, now: datetime) -> Rows:
    last = max((each.entry for each in rows), key=lambda entry: entry.elapsed_ms)
    when = When(last.at, last.elapsed_ms, now, last.typed_ms)
    ended = PhaseDetail(phase=Phase.ENDED)
    return Rows(written(EntryKind.PHASE, ended, when, hand, source=EntrySource.COMPANION))


def _remarks(script: Script, author: Person, timeline: Timeline, session: Session) -> list[str]:
    remarks: list[str] = []
    named = script.facilitator.partition("(")[0]
    if named.strip() and _same_name(named) != _same_name(author.name):
        remarks.append("The script names another facilitator; its entries are written as yours.")
    if not timeline.doses and session.protocol.drug is not None:
        remarks.append("The script has no dose, so nothing in it counts from one.")
    return remarks


def _save(
    rows: Sequence[Rows],
    timeline: Timeline,
    known: KnownParts,
    before: KnownParts,
    record: Record,
    notebook: Notebook | None,
    session: Session,
    new_client: Client | None,
) -> None:
    rows = [replace(each, entry=situated(each.entry, timeline)) for each in rows]
    old = {part.id: part for part in before.stored}
    about: dict[str | None, list[Entry]] = {}
    for entry in timeline.entries:
        about.setdefault(entry.part, []).append(entry)
    parts = [known.learnt(part, (), about.get(part.id, ()), ()) for part in known.stored]
    of_record = [each.entry for each in rows if each.entry.compartment is Compartment.RECORD]
    of_notebook = [each.entry for each in rows if each.entry.compartment is Compartment.PROCESS]
    # The notebook first: cut off in between, its rows belong to a session nobody knows, and stay unseen.
    if notebook is not None:
        notebook.append(
            *of_notebook,
            parts=[part for part in parts if part.id not in old],
            links=[link for each in rows for link in each.links],
        )
    if new_client is not None:
        record.add_client(new_client)
    record.add_session(session, *of_record)
    for part in parts:
        if notebook is not None and part.id in old and part != old[part.id]:
            notebook.change_part(part)
