"""Ready to leave: what the protocol asks for, what is missing of it, and who decided against it.

A booster begins it anew: what was looked at before the last dose says nothing of afterwards.

Source: clinical ground 1.8 (discharge) and REQ-11; Oxford Health NHS ketamine clinic (the stay depends on
whether somebody fetches the client); each value's own source is in the protocol.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from kap_companion.session.capture_words import split_quotes
from kap_companion.session.leaving_time import MS_A_MINUTE, EarliestLeave, earliest_leave
from kap_companion.session.limits import limits_in_force
from kap_companion.session.points import STILL_OPEN, Finding, Stated, as_prescribed, checked, sourced
from kap_companion.session.since import clock_words
from kap_companion.session.timeline import Timeline
from kap_companion.session.vitals_words import vitals_point
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactKind, GatePoint, PointState
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.protocol import Anchor, CheckPlan, Protocol, VisitKind
from kap_companion.vocabulary.session import Session

# Only the client can say that they are back; it is not seen from outside.
_IN_OWN_WORDS = "dissociation"
_GAPS = {"time": "time since the dose", "vitals": "vitals before leaving", "escort": "who fetches them"}


@dataclass(frozen=True, slots=True)
class Leaving:
    """How far a client is ready to leave.

    Attributes:
        points: what is asked for; none without a dose.
        earliest: the times of the protocol's rules; None without a dose.
        gaps: what is missing, in a word or two each, in the order of the points; what somebody decided
            against by name is not among them.
    """

    points: tuple[GatePoint, ...] = ()
    earliest: EarliestLeave | None = None
    gaps: tuple[str, ...] = ()


def ready_to_leave(timeline: Timeline, session: Session, now_ms: int) -> Leaving:
    """How far a client is ready to leave by the protocol; once the session has ended, as it was then.

    Args:
        timeline: of the session.
        session: its protocol says what is asked for.
        now_ms: milliseconds from the session's anchor.
    """
    protocol = session.protocol
    earliest = earliest_leave(timeline, protocol)
    if protocol.visit is not VisitKind.DOSING or earliest is None:
        return Leaving()
    now_ms = now_ms if timeline.ended_ms is None else min(now_ms, timeline.ended_ms)
    stated = Stated.of(entry for entry in timeline.entries if entry.elapsed_ms <= now_ms)
    points: dict[str, GatePoint] = {}
    for finding in _findings(timeline, protocol, earliest, stated, now_ms):
        points.setdefault(finding.key, stated.settled(finding))
    gaps = (
        _GAPS.get(point.key, point.key.replace("_", " "))
        for point in points.values()
        if point.state in STILL_OPEN
    )
    return Leaving(tuple(points.values()), earliest, tuple(gaps))


def _findings(
    timeline: Timeline, protocol: Protocol, earliest: EarliestLeave, stated: Stated, now_ms: int
) -> Iterator[Finding]:
    plan, last = protocol.discharge, timeline.doses[-1]
    # A correction of the dose's own line is no new dose.
    dose = (timeline.chains.get(last.id, (last,))[0],)
    after = stated.since(last.elapsed_ms)
    escort = _escort(stated)
    fetched = escort.state is PointState.MET
    yield _time(earliest, last, after, dose, now_ms, fetched=fetched)
    if plan.vitals or protocol.vitals.before_leaving:
        yield _vitals(timeline, protocol, earliest, dose, now_ms)
    if plan.escort:
        yield escort
    for need in plan.needs:
        yield _need(need, after, dose)


def _time(
    earliest: EarliestLeave,
    last: Entry,
    after: Stated,
    dose: tuple[Entry, ...],
    now_ms: int,
    *,
    fetched: bool,
) -> Finding:
    def clock(at_ms: int) -> str:
        return clock_words(last.at + timedelta(milliseconds=at_ms - last.elapsed_ms))

    alone_ms = None if fetched else earliest.alone_ms
    alone = f"{clock(alone_ms)} if nobody fetches them" if alone_ms is not None else ""
    if earliest.counts_ms is None:
        says = sourced(
            "; ".join(each for each in ("no time in the protocol", alone) if each), earliest.source
        )
        return as_prescribed("time", says, after, dose)
    rules = (("first", earliest.by_first_ms), ("last", earliest.by_last_ms))
    of_each = [f"{clock(at_ms)} by the {which} dose" for which, at_ms in rules if at_ms is not None]
    says = f"earliest {clock(earliest.counts_ms)}: {', '.join(of_each)}"
    says = f"{says}, the later counts" if len(of_each) > 1 else says
    says = sourced(f"{says}; {alone}" if alone else says, earliest.source)
    if now_ms < earliest.counts_ms:
        state = PointState.NOT_MET
    else:
        state = PointState.OPEN if alone_ms is not None and now_ms < alone_ms else PointState.MET
    return Finding("time", state, says, hard=True, upon=dose)


def _vitals(
    timeline: Timeline, protocol: Protocol, earliest: EarliestLeave, dose: tuple[Entry, ...], now_ms: int
) -> Finding:
    from_ms = _vitals_from_ms(timeline, protocol, earliest)
    found = [
        entry
        for entry in timeline.entries
        if entry.kind is EntryKind.VITALS and from_ms <= entry.elapsed_ms <= now_ms
    ]
    last = timeline.doses[-1]
    since = clock_words(last.at + timedelta(milliseconds=from_ms - last.elapsed_ms))
    limits = limits_in_force(timeline, protocol, now_ms)
    return vitals_point(found, limits, f"none since {since}", dose)


def _vitals_from_ms(timeline: Timeline, protocol: Protocol, earliest: EarliestLeave) -> int:
    """From when vitals count as those before leaving, as it is for those that are due then.

    Halfway between the last ones of the plan and the earliest time to leave, and never before the last dose.
    """
    first, last = timeline.doses[0], timeline.doses[-1]
    plan = protocol.vitals
    anchor_ms = (first if plan.counted_from is Anchor.FIRST_DOSE else last).elapsed_ms
    moments = [anchor_ms, *(anchor_ms + round(point.minutes * MS_A_MINUTE) for point in plan.points)]
    end_ms = earliest.counts_ms
    if plan.every_minutes is not None and (end_ms is not None or plan.until_minutes is not None):
        every_ms = max(1, round(plan.every_minutes * MS_A_MINUTE))
        bounds = [] if end_ms is None else [end_ms - 1]
        bounds += [] if plan.until_minutes is None else [anchor_ms + round(plan.until_minutes * MS_A_MINUTE)]
        moments.append(anchor_ms + (min(bounds) - anchor_ms) // every_ms * every_ms)
    before_ms = max((at_ms for at_ms in moments if end_ms is None or at_ms < end_ms), default=anchor_ms)
    halfway_ms = before_ms if end_ms is None else (before_ms + end_ms) // 2
    return max(halfway_ms, last.elapsed_ms)


def _escort(stated: Stated) -> Finding:
    """Who fetches them, by name, and whether they are here; whoever was named as the ride is to come."""
    facts = stated.of_kind(FactKind.RIDE, FactKind.ESCORT)
    upon = tuple(fact.entry for fact in facts)
    name, arrived = "", None
    for fact in facts:
        said = fact.detail.name.strip()
        if said and fold(said) != fold(name):
            name, arrived = said, None
        if fact.detail.what is FactKind.ESCORT and fact.detail.answer is not None:
            arrived = fact.entry if fact.detail.answer else None
    if not name:
        says = "somebody is here, the name is not stated" if arrived is not None else "not stated"
        return Finding("escort", PointState.OPEN, says, hard=True, upon=upon)
    if arrived is None:
        return Finding("escort", PointState.OPEN, f"{name}, not here yet", hard=True, upon=upon)
    says = f"{name}, here since {clock_words(arrived.at)}"
    return Finding("escort", PointState.MET, says, hard=True, upon=upon)


def _need(plan: CheckPlan, after: Stated, dose: tuple[Entry, ...]) -> Finding:
    found = checked(plan, after, hard=True)
    fact = after.check(plan.key)
    state, says = found.state, found.says
    if plan.key == _IN_OWN_WORDS and state is PointState.MET and fact is not None:
        quotes, _ = split_quotes(fact.entry.text)
        if not quotes:
            state, says = PointState.OPEN, f"{says}; the client’s own words, in quotes, are missing"
    return Finding(plan.key, state, says, hard=True, upon=(*found.upon, *dose))
