"""Which sheets the room has, and what is on each of them just now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kap_companion.session.attendance import present
from kap_companion.session.checklist import gate
from kap_companion.session.concerns import concerns
from kap_companion.session.consents import consents
from kap_companion.session.discharge import ready_to_leave
from kap_companion.session.doses import ceiling, dose_lines, weight_of
from kap_companion.session.from_before import FromBefore
from kap_companion.session.known_parts import KnownParts
from kap_companion.session.limits import limits_in_force
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.session import Session
from ui.session.attendance_rows import attendance_content
from ui.session.concern_rows import concern_content
from ui.session.consent_rows import consent_content
from ui.session.dose_rows import dose_content
from ui.session.from_before_rows import from_before_content
from ui.session.inquiry_rows import inquiry_content
from ui.session.point_words import point_row
from ui.session.sheet_rows import SheetContent, SheetRow


@dataclass(frozen=True, slots=True)
class Look:
    """What a sheet is made of.

    Attributes:
        now_ms: milliseconds from the session's anchor.
        before: what stands ready from earlier sessions.
        known: the client's parts, and what other sessions and acts say of them.
        roster: those that a line can name.
        part: the id of the part that is looked at, or None.
        time_of: a moment of the session in words, such as "T+0:15".
        clock_of: the same as a wall time, such as "11:48".
    """

    timeline: Timeline
    session: Session
    now_ms: int
    before: FromBefore
    known: KnownParts
    roster: Roster
    part: str | None
    time_of: Callable[[int], str]
    clock_of: Callable[[int], str]


Sheets = Mapping[str, Callable[[Look], SheetContent]]

translate = QCoreApplication.translate


def gate_content(look: Look) -> SheetContent:
    """Before the first dose: computed from facts, not from ticks."""
    stands = gate(look.timeline, look.session, look.now_ms)
    checks = {check.key: check for check in look.session.protocol.checklist}
    if not stands.points:
        about = translate("Sheet", "This visit has no dose, so nothing is asked for before one.")
    elif stands.frozen:
        about = translate("Sheet", "As it stood at the first dose; it changes no more.")
    else:
        about = translate("Sheet", "{n} of {all} still open.").format(
            n=stands.open_count, all=len(stands.points)
        )
    rows = [point_row(point, checks, frozen=stands.frozen) for point in stands.points]
    return SheetContent(translate("Sheet", "Before the first dose"), about, _open_first(rows))


def leaving_content(look: Look) -> SheetContent:
    """Ready to leave: what is there, what is missing, who decided against it."""
    leaving = ready_to_leave(look.timeline, look.session, look.now_ms)
    checks = {check.key: check for check in look.session.protocol.discharge.needs}
    rows = [point_row(point, checks) for point in leaving.points]
    rows += [_earliest(look)] if leaving.earliest is not None and leaving.earliest.counts_ms is None else []
    if not leaving.points:
        about = translate("Sheet", "This visit asks for nothing before leaving.")
    elif leaving.gaps:
        about = translate("Sheet", "Still missing: {gaps}.").format(gaps=", ".join(leaving.gaps))
    else:
        about = translate("Sheet", "Nothing is missing.")
    return SheetContent(translate("Sheet", "Ready to leave"), about, _open_first(rows))


def _open_first(rows: list[SheetRow]) -> tuple[SheetRow, ...]:
    """What is still to be done stands first, so that its keys are Ctrl+1 and the next ones."""
    return tuple(sorted(rows, key=lambda row: not row.stand.wants_attention))


def _earliest(look: Look) -> SheetRow:
    return SheetRow(
        translate("Sheet", "Earliest time"),
        translate("Sheet", "No protocol value: {source}.").format(
            source=look.session.protocol.discharge.source
        ),
    )


def consents_content(look: Look) -> SheetContent:
    """What is agreed, what was withdrawn, what was asked too late."""
    return consent_content(consents(look.timeline), look.timeline, look.time_of)


def doses_content(look: Look) -> SheetContent:
    """The doses as a list, what was agreed, and the weight."""
    lines = dose_lines(look.timeline, look.session)
    return dose_content(lines, ceiling(look.timeline), weight_of(look.timeline, look.session), look.time_of)


def concerns_content(look: Look) -> SheetContent:
    """Adverse events and vitals outside a limit, the open ones first."""
    protocol = look.session.protocol
    bounds = limits_in_force(look.timeline, protocol)
    return concern_content(concerns(look.timeline, protocol), bounds, look.time_of)


def who_is_here(look: Look) -> SheetContent:
    """Who is in the room, and who was."""
    return attendance_content(present(look.timeline), look.time_of)


def what_stands_ready(look: Look) -> SheetContent:
    """Promises and protectors from before."""
    return from_before_content(look.before)


def meeting_a_part(look: Look) -> SheetContent:
    """The path with the part that is looked at."""
    return inquiry_content(look.timeline, look.known, look.roster, look.part, look.time_of)


SHEETS: Sheets = {
    "gate": gate_content,
    "consents": consents_content,
    "doses": doses_content,
    "concerns": concerns_content,
    "attendance": who_is_here,
    "leaving": leaving_content,
    "from_before": what_stands_ready,
    "inquiry": meeting_a_part,
}
