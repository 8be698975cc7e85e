"""Vitals over a session, a series for each measure, and when they were not taken."""

from dataclasses import dataclass

from kap_companion.session.limits import limit_history, outside
from kap_companion.session.measures import measured
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.limits import Measure
from kap_companion.vocabulary.protocol import Protocol


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A value at a time, in milliseconds from the session's anchor.

    Attributes:
        value: in the units of its measure.
        entry: the id of the vitals it is from.
        outside: whether it lies outside the limits that were in force then.
    """

    at_ms: int
    value: int
    entry: str
    outside: bool


@dataclass(frozen=True, slots=True)
class VitalsSeries:
    """The values of one measure, by time; there is always one."""

    measure: Measure
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Vitals that were declined, refused, deferred or could not be taken; milliseconds from the anchor."""

    at_ms: int
    status: VitalsStatus
    entry: str


@dataclass(frozen=True, slots=True)
class VitalsTrend:
    """The series there are, in the order of `Measure`, and what was not taken, by time."""

    series: tuple[VitalsSeries, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()


def vitals_trend(timeline: Timeline, protocol: Protocol) -> VitalsTrend:
    """All vitals of a session, as a timeline draws them.

    Args:
        timeline: of the session.
        protocol: the session's own copy, whose limits hold where nobody stated others.
    """
    limits = limit_history(timeline.entries, protocol)
    points: dict[Measure, list[TrendPoint]] = {}
    not_taken: list[NotTaken] = []
    for entry in timeline.entries:
        detail = entry.detail
        if not isinstance(detail, VitalsDetail):
            continue
        if detail.status is not VitalsStatus.TAKEN:
            not_taken.append(NotTaken(entry.elapsed_ms, detail.status, entry.id))
            continue
        beyond = {each.bound.measure for each in outside(detail, limits.at(entry.elapsed_ms))}
        for measure, value in measured(detail).items():
            point = TrendPoint(entry.elapsed_ms, value, entry.id, measure in beyond)
            points.setdefault(measure, []).append(point)
    series = tuple(VitalsSeries(measure, tuple(points[measure])) for measure in Measure if measure in points)
    return VitalsTrend(series, tuple(not_taken))
