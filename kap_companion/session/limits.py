"""Which limits hold for vitals, whose they are, and which values lie outside; never what that means.

A client's order goes before the facility's limits, and those before the protocol's, measure by measure.

Source: Journey Clinical (the prescriber sets the ranges for each client), clinical ground 1.4.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kap_companion.session.measures import measured
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.limits import LimitDetail, LimitScope, Measure
from kap_companion.vocabulary.protocol import Protocol


@dataclass(frozen=True, slots=True)
class Bound:
    """The range of one measure that is in force, in the units of `Measure`.

    Attributes:
        lower: None for no limit on that side.
        upper: None for no limit on that side.
        scope: whose limit it is.
        ordered_by: who set it; empty for a protocol's.
        ordered_at: when; None for a protocol's.
        source: where it is written.
    """

    measure: Measure
    lower: float | None
    upper: float | None
    scope: LimitScope
    ordered_by: str
    ordered_at: datetime | None
    source: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A value that lies outside a range: above it, or else below it."""

    bound: Bound
    value: int
    above: bool


@dataclass(frozen=True, slots=True)
class LimitHistory:
    """All limits of a session, to be asked for many moments.

    Attributes:
        stated_ms: when limits were stated, in milliseconds from the anchor, by time.
        in_force: the limits before the first of these moments, and after each of them.
    """

    stated_ms: tuple[int, ...]
    in_force: tuple[Mapping[Measure, Bound], ...]

    def at(self, at_ms: int | None = None) -> Mapping[Measure, Bound]:
        """The limits in force at a time, in milliseconds from the anchor; None for all that was stated."""
        return self.in_force[-1 if at_ms is None else bisect_right(self.stated_ms, at_ms)]


def limit_history(entries: Iterable[Entry], protocol: Protocol) -> LimitHistory:
    """The limits of a session over its time.

    Args:
        entries: current readings, by their time; those that state no limits are left out.
        protocol: the session's own copy.
    """
    of_scope: dict[LimitScope, dict[Measure, Bound]] = {scope: {} for scope in LimitScope}
    of_scope[LimitScope.PROTOCOL] = {
        plan.limit.measure: Bound(
            plan.limit.measure, plan.limit.lower, plan.limit.upper, LimitScope.PROTOCOL, "", None, plan.source
        )
        for plan in protocol.limits
        if plan.limit.lower is not None or plan.limit.upper is not None
    }
    stated_ms: list[int] = []
    in_force = [_counting(of_scope)]
    # By class: this looks at every entry, and nearly none is one.
    for entry in [entry for entry in entries if type(entry.detail) is LimitDetail]:
        if isinstance(entry.detail, LimitDetail):
            _state(of_scope[entry.detail.scope], entry, entry.detail)
            stated_ms.append(entry.elapsed_ms)
            in_force.append(_counting(of_scope))
    return LimitHistory(tuple(stated_ms), tuple(in_force))


def limits_in_force(timeline: Timeline, protocol: Protocol, at_ms: int | None = None) -> dict[Measure, Bound]:
    """The limits that hold, one for each measure that anybody set one for, in the order of `Measure`.

    The newest of a scope counts for the measures it names and leaves the others as they were. A limit without
    a number takes the older one of its scope away, and limits that name no measure take away all of it; the
    next scope counts then.

    Args:
        timeline: of the session.
        protocol: the session's own copy.
        at_ms: milliseconds from the anchor; None for all that was stated so far.
    """
    return dict(limit_history(timeline.entries, protocol).at(at_ms))


def outside(detail: VitalsDetail, limits: Mapping[Measure, Bound]) -> tuple[Outside, ...]:
    """The values outside their range, in the order of `Measure`; a value on a limit is inside."""
    found: list[Outside] = []
    for measure, value in measured(detail).items() if limits else ():
        bound = limits.get(measure)
        if bound is None:
            continue
        if bound.upper is not None and value > bound.upper:
            found.append(Outside(bound, value, above=True))
        elif bound.lower is not None and value < bound.lower:
            found.append(Outside(bound, value, above=False))
    return tuple(found)


def _counting(of_scope: Mapping[LimitScope, Mapping[Measure, Bound]]) -> dict[Measure, Bound]:
    """Of each measure the limit that goes before the others, in the order of `Measure`."""
    # What is put in later wins.
    rising = (LimitScope.PROTOCOL, LimitScope.FACILITY, LimitScope.CLIENT)
    found = {measure: bound for scope in rising for measure, bound in of_scope[scope].items()}
    return {measure: found[measure] for measure in Measure if measure in found}


def _state(bounds: dict[Measure, Bound], entry: Entry, detail: LimitDetail) -> None:
    if not detail.limits:
        bounds.clear()
    for limit in detail.limits:
        bounds.pop(limit.measure, None)
        if limit.lower is not None or limit.upper is not None:
            bounds[limit.measure] = Bound(
                limit.measure,
                limit.lower,
                limit.upper,
                detail.scope,
                detail.ordered_by,
                detail.ordered_at or entry.at,
                detail.source,
            )
