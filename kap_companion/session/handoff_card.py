"""The card of a handoff: how the session stands, for whoever takes over; one screen, nothing private.

Source: clinical ground 5 (handoff card) and finding 2: a handoff is a disclosure, so nothing of a notebook is
on it; REQ-03.
"""

from dataclasses import dataclass

from kap_companion.errors import BugError
from kap_companion.session.attendance import Attendance, present
from kap_companion.session.concerns import Concern, open_concerns
from kap_companion.session.consents import Consents, consents
from kap_companion.session.doses import Ceiling, DoseLine, ceiling, dose_lines
from kap_companion.session.measures import measured
from kap_companion.session.prompts import Due, due, overdue
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Session


@dataclass(frozen=True, slots=True)
class HandoffCard:
    """How a session stands; milliseconds from the session's anchor, unless told.

    Attributes:
        elapsed_ms: now.
        from_dose_ms: T+, milliseconds since the first dose; None without one.
        phase: None before the first.
        doses: all of them.
        ceiling: what was agreed before the session; None where no number was.
        vitals: the newest that were taken; None where there are none.
        vitals_not_taken: the newest that were declined, deferred or not possible since then, or None.
        overdue: what waits for an answer.
        next_due: the next of each kind, by time.
        concerns: the open ones.
        consents: what is agreed, and what is not.
        promises: what was promised, by time.
        people: who is in the room.
    """

    elapsed_ms: int
    from_dose_ms: int | None
    phase: Phase | None
    doses: tuple[DoseLine, ...]
    ceiling: Ceiling | None
    vitals: Entry | None
    vitals_not_taken: Entry | None
    overdue: tuple[Due, ...]
    next_due: tuple[Due, ...]
    concerns: tuple[Concern, ...]
    consents: Consents
    promises: tuple[Entry, ...]
    people: tuple[Attendance, ...]


def card(timeline: Timeline, session: Session, now_ms: int) -> HandoffCard:
    """The card of a session.

    Args:
        timeline: of the rows of the record alone, as the reader for handoffs gives them.
        session: with its own protocol.
        now_ms: milliseconds from the session's anchor.

    Raises:
        BugError: a row of a notebook is among them.
    """
    if any(row.compartment is not Compartment.RECORD for row in timeline.everything):
        # Leaving such rows out would hide that somebody opened what is not theirs.
        raise BugError("handoff-card-notebook-row")
    dues = due(timeline, session.protocol)
    waiting = overdue(dues, now_ms)
    coming: dict[str, Due] = {}
    for each in dues:
        if each.at_ms > now_ms:
            coming.setdefault(each.what, each)
    taken, not_taken = _vitals(timeline)
    first_dose_ms = timeline.first_dose_ms
    return HandoffCard(
        elapsed_ms=now_ms,
        from_dose_ms=None if first_dose_ms is None else now_ms - first_dose_ms,
        phase=timeline.phase,
        doses=dose_lines(timeline, session),
        ceiling=ceiling(timeline, session.weight_kg),
        vitals=taken,
        vitals_not_taken=not_taken,
        overdue=waiting,
        next_due=tuple(coming.values()),
        concerns=open_concerns(timeline, session.protocol),
        consents=consents(timeline),
        promises=tuple(entry for entry in timeline.entries if entry.kind is EntryKind.PROMISE),
        people=tuple(stay for stay in present(timeline) if stay.out_ms is None),
    )


def _vitals(timeline: Timeline) -> tuple[Entry | None, Entry | None]:
    """The newest vitals that were taken, and the newest since then that were not."""
    not_taken: Entry | None = None
    for entry in reversed(timeline.entries):
        if isinstance(entry.detail, VitalsDetail):
            if measured(entry.detail):
                return entry, not_taken
            not_taken = not_taken or entry
    return None, not_taken
