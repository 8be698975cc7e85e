"""Self-energy over a session: each quality on its own, carried forward, never added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kap_companion.vocabulary.details import SelfDetail
from kap_companion.vocabulary.self_energy import Quality, Rater


class Rated(Protocol):
    """Anything with a time that may be a rating, such as an entry."""

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds from the session's anchor."""

    @property
    def detail(self) -> object:
        """A `SelfDetail`, or something else."""


Each = TypeVar("Each", bound=Rated)


@dataclass(frozen=True, slots=True)
class SelfPoint:
    """The levels (0 to 4) one rater had given by then, each quality as last rated.

    `at_ms` is in milliseconds from the session's anchor.
    """

    at_ms: int
    by: Rater
    levels: Mapping[Quality, int]


def project_self(entries: Iterable[Each], before: Sequence[SelfPoint] = ()) -> tuple[SelfPoint, ...]:
    """A point for every current Self entry that rates something.

    Args:
        entries: by time.
        before: the points of earlier entries, whose levels are carried forward.
    """
    levels: dict[Rater, Mapping[Quality, int]] = {point.by: point.levels for point in before}
    points: list[SelfPoint] = []
    for entry in entries:
        detail = entry.detail
        if isinstance(detail, SelfDetail) and detail.qualities:
            carried = {**levels.get(detail.by, {}), **detail.qualities}
            levels[detail.by] = carried
            points.append(SelfPoint(entry.elapsed_ms, detail.by, carried))
    return tuple(points)
