"""Scores of scales over a session, each on the axis of its own instrument, version and direction.

Source: MOAA/S is published in several versions, one of them reversed (BMC Anesthesiology s12871-022-01788-1,
Trials 1745-6215-14-63); a score of one says nothing on the axis of another.
"""

from dataclasses import dataclass

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.scales import Direction, ScaleDetail


@dataclass(frozen=True, slots=True)
class ScaleAxis:
    """What has to agree for two scores to be drawn together: also the numbers the axis runs between."""

    instrument: str
    version: str
    direction: Direction
    lowest: int
    highest: int

    @classmethod
    def of(cls, detail: ScaleDetail) -> "ScaleAxis":
        """The axis a score belongs on."""
        return cls(*detail.axis, detail.lowest, detail.highest)


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """A score at a time, in milliseconds from the session's anchor, with all that it means."""

    at_ms: int
    detail: ScaleDetail
    entry: str

    @property
    def score(self) -> int:
        """The score alone."""
        return self.detail.score


@dataclass(frozen=True, slots=True)
class ScaleCurve:
    """The scores on one axis, by time.

    Raises:
        ValueError: a score belongs on another axis.
    """

    axis: ScaleAxis
    points: tuple[ScalePoint, ...]

    def __post_init__(self) -> None:
        if any(ScaleAxis.of(point.detail) != self.axis for point in self.points):
            message = "a score belongs on another axis"
            raise ValueError(message)


def scale_curves(timeline: Timeline) -> tuple[ScaleCurve, ...]:
    """A curve for each axis there is a score on, by the time of its first."""
    by_axis: dict[ScaleAxis, list[ScalePoint]] = {}
    for entry in timeline.entries:
        detail = entry.detail
        if isinstance(detail, ScaleDetail):
            by_axis.setdefault(ScaleAxis.of(detail), []).append(_point(entry, detail))
    return tuple(ScaleCurve(axis, tuple(points)) for axis, points in by_axis.items())


def _point(entry: Entry, detail: ScaleDetail) -> ScalePoint:
    return ScalePoint(entry.elapsed_ms, detail, entry.id)
