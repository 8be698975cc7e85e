"""What an act of a person becomes: the rows it asks to be saved, worked out before anything is written."""

from dataclasses import replace

from kap_companion.errors import SessionError
from kap_companion.session.capture import Reading, read, render
from kap_companion.session.corrections import amendment, undoing, whole_retraction
from kap_companion.session.filling_in import filled_in
from kap_companion.session.gate_kept import gate_kept
from kap_companion.session.interpret import Rows, interpret, written
from kap_companion.session.open_session import OpenSession
from kap_companion.session.placing import When, placed, placed_again
from kap_companion.session.record_notes import as_record_note, is_private, is_record_note, notebook_needed
from kap_companion.session.timeline import BESIDE
from kap_companion.vocabulary.concerns import HandoffDetail
from kap_companion.vocabulary.details import AskedDetail, PartDetail, RiskDetail, RiskKind
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome

# What the companion keeps so that nobody can change it afterwards.
_STAYS = frozenset({EntryKind.GATE, EntryKind.HANDOFF})


def logged(opened: OpenSession, reading: Reading, when: When, *, in_record: bool = False) -> tuple[Rows, ...]:
    """A line as a new entry, with what the companion keeps beside it; `when` is its first key.

    Raises:
        NotebookNeededError: it belongs in a notebook, there is none, and it is not to go `in_record`.
    """
    reading, compartment = _kept_where(opened, reading, in_record=in_record)
    when = placed(when, reading.shift)
    rows = _written(opened, reading, when, compartment)
    return (*gate_kept(rows.entry, opened.timeline, opened.hand), rows)


def amended(
    opened: OpenSession, entry_id: str, text: str, reason: str, now: When, *, in_record: bool = False
) -> tuple[Rows, ...]:
    """A line as the new reading of an entry; it keeps its time unless the line shifts it.

    Raises:
        SessionError: there is no such entry, or it was taken back.
        NotebookNeededError: as for `logged`.
    """
    old = opened.current(entry_id)
    if old.kind in BESIDE:
        message = "A risk mark cannot be amended; take it back and mark it again."
        raise SessionError(message)
    _refuse_companions(old)
    shift = read(old.raw, Roster()).shift
    reading = read(text, opened.roster)
    when = placed_again(old, shift, reading.shift, now)
    stays = is_record_note(old) and is_private(reading)
    reading, compartment = _kept_where(opened, reading, in_record=in_record, stays=stays)
    if reading.part is None and isinstance(reading.detail, PartDetail):
        # A name given to a part that had none is that part's name, not another part.
        unnamed = _unnamed(opened, old)
        if unnamed is not None and opened.known.find(reading.detail.name) is None:
            reading = replace(reading, part=unnamed.id)
    new = _written(opened, reading, when, compartment, old)
    # First, so that it is saved together with the dose and not behind a row of the other file.
    kept = gate_kept(new.entry, opened.timeline, opened.hand)
    return (*kept, *amendment(old, new, opened.timeline, now, opened.hand, reason))


def retracted(opened: OpenSession, entry_id: str, reason: str, now: When) -> tuple[Rows, ...]:
    """The taking back of an entry or a risk mark with all its readings.

    Raises:
        SessionError: there is no such entry, it was taken back before, or it is the companion's to keep.
    """
    current = opened.current(entry_id)
    _refuse_companions(current)
    return whole_retraction(current, opened.timeline, now, opened.hand, reason)


def answered(
    opened: OpenSession, key: str, outcome: PromptOutcome, reason: str, minutes: float | None, when: When
) -> tuple[Rows, ...]:
    """The answer to what is due, as the line for it would be."""
    reading = Reading(
        kind=EntryKind.PROMPT,
        detail=PromptDetail(key=key, outcome=outcome, minutes=minutes),
        text=reason,
        part=None,
        shift=None,
        not_understood=(),
        raw="",
    )
    return logged(opened, replace(reading, raw=render(reading)), when)


def handed_over(opened: OpenSession, giver: Person, taker: Person, when: When) -> Rows:
    """That another person facilitates from here on; written by the companion in the taker's name.

    It is not what was typed last, so that "take back" never takes it back.
    """
    detail = HandoffDetail(giver=giver.id, taker=taker.id, name=taker.name)
    return Rows(written(EntryKind.HANDOFF, detail, when, opened.hand, source=EntrySource.COMPANION))


def settled(opened: OpenSession, part_id: str) -> Reading:
    """The line "NAME: -" for a part that is present.

    Raises:
        SessionError: it is not present.
    """
    part = opened.known.part(part_id)
    if part is None or all(presence.part != part_id for presence in opened.timeline.present):
        message = "That part is not present now."
        raise SessionError(message)
    reading = Reading(
        kind=EntryKind.PART,
        detail=PartDetail(name=part.name, settled=True),
        text="",
        part=part.id,
        shift=None,
        not_understood=(),
        raw="",
    )
    return replace(reading, raw=render(reading))


def asked(opened: OpenSession, question: str, step: str, part: str | None, when: When) -> Rows:
    """That a question was asked.

    Raises:
        NotebookNeededError: there is no notebook to keep it in.
    """
    if opened.files.notebook is None:
        raise notebook_needed()
    entry = written(EntryKind.ASKED, AskedDetail(step=step), when, opened.hand, text=question)
    return Rows(entry.model_copy(update={"part": part}))


def marked(opened: OpenSession, entry_id: str, what: RiskKind, text: str, when: When) -> Rows:
    """That an entry is a risk, which must not be known to one notebook alone.

    Raises:
        SessionError: there is no such entry, it lies in the record already, or it was marked so before.
    """
    entry = opened.current(entry_id)
    if entry.compartment is Compartment.RECORD:
        message = "That entry is in the record already, where everyone in the practice reads it."
        raise SessionError(message)
    if any(risk.entry.id == entry.id and risk.what is what for risk in opened.timeline.risks):
        message = "That entry is marked so already."
        raise SessionError(message)
    row = written(EntryKind.RISK, RiskDetail(what=what), when, opened.hand, text=text)
    return Rows(row.model_copy(update={"about": entry.id}))


def taken_back(opened: OpenSession, when: When) -> tuple[Rows, ...] | None:
    """The undoing of the newest line, mark or amendment by the same hand; None without one."""
    counting = {entry.id for entry in opened.timeline.current}
    for row in reversed(opened.timeline.everything):
        by_hand = row.source is EntrySource.TYPED and row.author == opened.hand.author
        if by_hand and row.id in counting:
            return undoing(row, opened.timeline, when, opened.hand)
    return None


def _kept_where(
    opened: OpenSession, reading: Reading, *, in_record: bool, stays: bool = False
) -> tuple[Reading, Compartment | None]:
    """The line as it is to be kept, and where; None for where its kind belongs."""
    if not is_private(reading):
        return reading, None
    if stays or (in_record and opened.files.notebook is None):
        return as_record_note(reading), Compartment.RECORD
    if opened.files.notebook is None:
        raise notebook_needed()
    return reading, None


def _written(
    opened: OpenSession,
    reading: Reading,
    when: When,
    compartment: Compartment | None,
    old: Entry | None = None,
) -> Rows:
    """A line as an entry, with what it left out and the session knows; `old` is the reading it amends."""
    rows = interpret(reading, when, opened.hand, opened.known, opened.roster, compartment)
    protocol = opened.hand.session.protocol
    return replace(rows, entry=filled_in(rows.entry, opened.timeline, protocol, old))


def _refuse_companions(entry: Entry) -> None:
    if entry.kind in _STAYS:
        message = "The companion wrote that down as it was, and it stays so."
        raise SessionError(message, "Add a line that says what should be known about it.")


def _unnamed(opened: OpenSession, old: Entry) -> Part | None:
    part = opened.known.part(old.part) if old.part is not None else None
    return part if part is not None and not part.name.strip() else None
