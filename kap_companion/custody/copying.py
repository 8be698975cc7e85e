"""From one's own notebook to the record, by an explicit copy; and the answer to a risk."""

from kap_companion.clock import Clock
from kap_companion.custody.moments import of_entry, written_now
from kap_companion.errors import NotebookNeededError, SessionError
from kap_companion.session.interpret import Hand, written
from kap_companion.session.risks import Risk
from kap_companion.session.rows import rows_of
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.session import SessionState


def copy_to_record(practice: Practice, entry: Entry, text: str, why: str, clock: Clock) -> Entry:
    """Puts what a process entry says into the record, where the whole practice reads it.

    The copy is a note at the time of its original, in the words given: no part and no detail come along. It
    says who copied, when and why, and names its origin. In a signed session it is a late entry. It answers
    every risk that its original was marked for.

    Args:
        practice: open, of the person whose notebook the original lies in.
        entry: the original.
        text: what the record is to say, as little as is needed.
        why: the reason, kept in the record too.
        clock: tells when it is copied.

    Raises:
        SessionError: the original is not in one's own notebook, or words or reason are empty.
        StorageError: the disk did not take it.
    """
    _check_said(text, "Say what the record is to hold.")
    _check_said(why, "Say why it is copied to the record.")
    session = practice.record.session(entry.session)
    rows = rows_of(practice.record, practice.notebook, session.id)
    if not any(row.id == entry.id and row.compartment is Compartment.PROCESS for row in rows):
        raise SessionError("Only an entry of your own notebook can be copied to the record.")
    copy = written(
        EntryKind.NOTE,
        PlainDetail(kind="note"),
        of_entry(entry, written_now(session, rows, clock.now())),
        Hand(session, practice.person.id),
        text=text,
        compartment=Compartment.RECORD,
        reason=why,
    )
    copy = copy.model_copy(
        update={
            "raw": text,
            "phase": entry.phase,
            "copied_from": entry.id,
            "addition": late_if_signed(session.state),
        }
    )
    practice.record.append(copy)
    return copy


def answer_risk(practice: Practice, risk: Risk, why_not: str, clock: Clock) -> Entry:
    """Says why what was marked as a risk is not copied to the record; the answer stays in the notebook.

    Raises:
        NotebookNeededError: there is no notebook open.
        SessionError: the reason is empty.
        StorageError: the disk did not take it.
    """
    if practice.notebook is None:
        raise NotebookNeededError("A risk is answered in the notebook it was marked in.")
    _check_said(why_not, "Say why it is not copied to the record.")
    session = practice.record.session(risk.entry.session)
    rows = rows_of(practice.record, practice.notebook, session.id)
    answer = written(
        EntryKind.RISK_ANSWER,
        PlainDetail(kind="risk_answer"),
        of_entry(risk.entry, written_now(session, rows, clock.now())),
        Hand(session, practice.person.id),
        text=why_not,
        reason=why_not,
    )
    answer = answer.model_copy(
        update={
            "phase": risk.entry.phase,
            "about": risk.mark.id,
            "addition": late_if_signed(session.state),
        }
    )
    practice.notebook.append(answer)
    return answer


def late_if_signed(state: SessionState) -> Addition | None:
    """What a row is that is written now into a session in that state."""
    return Addition.LATE if state is SessionState.SIGNED else None


def _check_said(words: str, advice: str) -> None:
    if not words.strip():
        raise SessionError("Something that is needed was left empty.", advice)
