"""What is added after a session was signed: addenda, and lines that were left out."""

from datetime import datetime

from kap_companion.clock import Clock
from kap_companion.custody.moments import happened_at, written_now
from kap_companion.errors import NotebookNeededError, SessionError, SigningError
from kap_companion.session.capture import read
from kap_companion.session.interpret import Hand, interpret, written
from kap_companion.session.known_parts import known_parts
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import phase_of, project
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.session import Session, SessionState


def add_addendum(
    practice: Practice,
    session: Session,
    text: str,
    reason: str,
    clock: Clock,
    *,
    about: str | None = None,
    compartment: Compartment = Compartment.RECORD,
) -> Entry:
    """Adds to a signed session what was not known then; what was signed stays as it is.

    Args:
        practice: open, of the person who adds.
        session: a signed one.
        text: what is added.
        reason: why.
        clock: tells when; the addendum stands at the time it is written.
        about: an entry of the same compartment that it speaks of, or None.
        compartment: the record, or one's own notebook.

    Raises:
        SigningError: the session is not signed, or text or reason are empty.
        NotebookNeededError: it is to go to a notebook and there is none.
        SessionError: `about` is no entry of that compartment.
        StorageError: the disk did not take it.
    """
    session = _signed_session(practice, session)
    _check_said(text, "An addendum needs its words.")
    _check_said(reason, "An addendum needs its reason.")
    rows = rows_of(practice.record, practice.notebook, session.id)
    if about is not None and not any(row.id == about and row.compartment is compartment for row in rows):
        raise SessionError("There is no such entry that an addendum could speak of.")
    entry = written(
        EntryKind.ADDENDUM,
        PlainDetail(kind="addendum"),
        written_now(session, rows, clock.now()),
        Hand(session, practice.person.id),
        text=text,
        compartment=compartment,
        reason=reason,
    )
    entry = entry.model_copy(update={"raw": text, "about": about, "addition": Addition.ADDENDUM})
    if compartment is Compartment.RECORD:
        practice.record.append(entry)
    elif practice.notebook is None:
        raise NotebookNeededError("You have no notebook in this practice.", "Add it to the record.")
    else:
        practice.notebook.append(entry)
    return entry


def add_late_entry(
    practice: Practice, session: Session, line: str, at: datetime, reason: str, clock: Clock
) -> Entry:
    """Adds to a signed session a line that was left out, at the time it happened.

    Args:
        practice: open, of the person who adds.
        session: a signed one.
        line: as it would have been typed; the kind it reads as says where it is kept.
        at: when it happened, from the session's beginning until now.
        reason: why it comes late.
        clock: tells when it is written.

    Raises:
        SigningError: the session is not signed, line or reason are empty, or the line moves the session.
        NotebookNeededError: it belongs in a notebook and there is none; the line can be added as an addendum.
        SessionError: the time lies before the session or in the future.
        StorageError: the disk did not take it.
    """
    session = _signed_session(practice, session)
    _check_said(line, "A late entry needs its words.")
    _check_said(reason, "A late entry needs its reason.")
    record, notebook = practice.record, practice.notebook
    rows = rows_of(record, notebook, session.id)
    timeline = project(rows)
    known = known_parts(record, notebook, session.client, session.id)
    roster = known.roster(timeline.entries)
    reading = read(line, roster)
    if reading.kind is EntryKind.PHASE:
        raise SigningError(
            "A line that moves the session cannot be added to a signed one.", "Say it in an addendum."
        )
    when = happened_at(at, session, written_now(session, rows, clock.now()))
    found = interpret(reading, when, Hand(session, practice.person.id), known, roster)
    entry = found.entry.model_copy(
        update={
            # Nothing of what was signed is closed by it.
            "phase": phase_of(found.entry, timeline),
            "reason": reason,
            "addition": Addition.LATE,
        }
    )
    if entry.compartment is Compartment.RECORD:
        record.append(entry)
    elif notebook is None:
        raise NotebookNeededError(
            "That line belongs in a notebook, and you have none.", "Add it to the record as an addendum."
        )
    else:
        notebook.append(entry, parts=found.parts, links=found.links)
    return entry


def _signed_session(practice: Practice, session: Session) -> Session:
    session = practice.record.session(session.id)
    if session.state is not SessionState.SIGNED:
        raise SigningError("This session is not signed yet.", "Amend its entries instead.")
    return session


def _check_said(words: str, message: str) -> None:
    if not words.strip():
        raise SigningError(message)
