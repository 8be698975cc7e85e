"""Before the first dose: the gate, computed from facts and not from ticks, and frozen by the dose.

Source: clinical ground 1.11 (day-of safety gate) and REQ-16; each value's own source is in the protocol.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kap_companion.session.consents import Consents, consents_before
from kap_companion.session.intake import fasting, medicines
from kap_companion.session.limits import limits_in_force
from kap_companion.session.points import STILL_OPEN, Finding, Stated, checked
from kap_companion.session.since import clock_words
from kap_companion.session.timeline import Timeline, project
from kap_companion.session.vitals_words import vitals_point
from kap_companion.session.weight import weight_of
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.facts import FactKind, GateDetail, GatePoint, PointState
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.protocol import CheckPlan, VisitKind
from kap_companion.vocabulary.session import Session

# Nothing is done without these; of the others a no is an answer too, and binds.
_MUST_BE_GIVEN = frozenset({ConsentScope.TREATMENT, ConsentScope.DOSE})
_RESCUE_KIT = CheckPlan(key="rescue_kit", question="", expected=True, hard=True)


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate as it stands, or as it stood at the first dose (`frozen`); no points where none are asked."""

    points: tuple[GatePoint, ...] = ()
    frozen: bool = False

    @property
    def open_count(self) -> int:
        """How many points are neither met nor overridden."""
        return sum(point.state in STILL_OPEN for point in self.points)


def gate(timeline: Timeline, session: Session, now_ms: int) -> Gate:
    """The gate: before the first dose against now, after it as it stood then, whatever is stated later.

    Args:
        timeline: of the session.
        session: its protocol says what is asked for.
        now_ms: milliseconds from the session's anchor; when the dose is planned, until there is one.
    """
    if session.protocol.visit is not VisitKind.DOSING:
        return Gate()
    kept = _kept(timeline)
    if kept is not None:
        return Gate(kept, frozen=True)
    frozen = timeline.first_dose_ms is not None
    at_ms = now_ms if timeline.ended_ms is None else min(now_ms, timeline.ended_ms)
    at_ms = at_ms if timeline.first_dose_ms is None else timeline.first_dose_ms
    known = _known_before_dose(timeline)
    stated = Stated.of(known.entries)
    points: dict[str, GatePoint] = {}
    for finding in _findings(known, stated, session, at_ms):
        points.setdefault(finding.key, stated.settled(finding))
    return Gate(tuple(points.values()), frozen)


def _kept(timeline: Timeline) -> tuple[GatePoint, ...] | None:
    """The points as written down at a dose that still counts; correcting its row changes nothing."""
    given = {row.id for dose in timeline.doses for row in timeline.chains.get(dose.id, (dose,))}
    if not given:
        return None
    rows = [row for row in timeline.everything if row.kind is EntryKind.GATE and row.about in given]
    first = min(rows, key=lambda row: (row.typed_ms, row.id), default=None)
    return first.detail.points if first is not None and isinstance(first.detail, GateDetail) else None


def _known_before_dose(timeline: Timeline) -> Timeline:
    """The session as it read when the first dose was written; on paper, as it stood when it was given."""
    if not timeline.doses:
        return timeline
    dose = timeline.doses[0]
    written = timeline.chains.get(dose.id, (dose,))[0]
    if written.source is EntrySource.TRANSCRIBED:
        return project(row for row in timeline.entries if row.elapsed_ms <= dose.elapsed_ms)
    before = (written.typed_ms, written.id)
    return project(row for row in timeline.everything if (row.typed_ms, row.id) < before)


def _findings(known: Timeline, stated: Stated, session: Session, at_ms: int) -> Iterator[Finding]:
    protocol = session.protocol
    yield from fasting(protocol, stated, at_ms)
    yield _weighed(known, session)
    held = medicines(protocol, stated, at_ms)
    if held is not None:
        yield held
    yield _ride(stated)
    if protocol.vitals.baseline:
        before = [row for row in known.entries if row.kind is EntryKind.VITALS and row.elapsed_ms <= at_ms]
        limits = limits_in_force(known, protocol, at_ms)
        yield vitals_point(before, limits, "no baseline was taken")
    agreed = consents_before(known, at_ms)
    for scope in protocol.consents:
        yield _agreed(ConsentScope(scope), agreed)
    if protocol.rescue_kit:
        yield checked(_RESCUE_KIT, stated)
    for plan in protocol.checklist:
        yield checked(plan, stated)


def _weighed(known: Timeline, session: Session) -> Finding:
    weight = weight_of(known, session)
    if weight is None:
        return Finding("weight", PointState.OPEN, "not stated")
    upon = () if weight.entry is None else (weight.entry,)
    day = (
        "as the session was set up"
        if weight.weighed_on is None
        else f"weighed {weight.weighed_on.isoformat()}"
    )
    return Finding("weight", PointState.MET, f"{weight.kg:g} kg, {day}", upon=upon)


def _ride(stated: Stated) -> Finding:
    said = stated.of_kind(FactKind.RIDE, FactKind.ESCORT)
    # Who fetches them is a ride too; that somebody came says nothing of who.
    facts = [fact for fact in said if fact.detail.what is FactKind.RIDE or fact.detail.name.strip()]
    if not facts:
        return Finding("ride", PointState.OPEN, "who takes them home is not stated", hard=True)
    last = facts[-1]
    words = ": ".join(each for each in (last.detail.name.strip(), last.entry.text.strip()) if each)
    if not last.detail.name.strip():
        says = f"nobody is named: {words}" if words else "nobody is named"
        return Finding("ride", PointState.NOT_MET, says, hard=True, upon=(last.entry,))
    says = f"{words}, stated at {clock_words(last.entry.at)}"
    return Finding("ride", PointState.MET, says, hard=True, upon=(last.entry,))


def _agreed(scope: ConsentScope, agreed: Consents) -> Finding:
    key = f"consent_{scope.value}"
    standing, no = agreed.of(scope), agreed.denied(scope)
    if standing:
        says = f"given at {clock_words(standing[-1].entry.at)}"
        detail = standing[-1].detail
        upon: tuple[Entry, ...] = tuple(one.entry for one in standing)
        if scope is not ConsentScope.DOSE:
            return Finding(key, PointState.MET, says, hard=True, upon=upon)
        if detail.dose_mg is None:
            return Finding(key, PointState.OPEN, f"{says}, without a ceiling", hard=True, upon=upon)
        booster = f"boosters {detail.booster_mg:g} mg" if detail.booster_mg else "no booster"
        says = f"{says}: up to {detail.dose_mg:g} mg, {booster}"
        return Finding(key, PointState.MET, says, hard=True, upon=upon)
    if no is None:
        return Finding(key, PointState.OPEN, "not asked for", hard=True)
    state = PointState.NOT_MET if scope in _MUST_BE_GIVEN else PointState.MET
    says = f"{no.act.value} at {clock_words(no.entry.at)}"
    says = says if state is PointState.NOT_MET else f"{says}: it was asked for, and that holds"
    return Finding(key, state, says, hard=True, upon=(no.entry,))
