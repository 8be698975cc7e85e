"""When each part on the table was there, as shares of the session's length. Pure."""

from dataclasses import dataclass

from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets.on_the_table import Table

# With more of them nobody could tell the bars apart.
MOST_LANES = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A part was there from `begins` to `ends`, each 0 to 1 of the session."""

    name: str
    role: Role
    lane: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The bars, and where each phase begins; a lane for each part, in the order they came."""

    bars: tuple[Bar, ...]
    phases: tuple[tuple[Phase, float], ...]
    lanes: int


def strip_of(table: Table) -> Strip:
    """The strip of what lies on the table; empty where too many parts do."""
    here = [part for part in table.parts if part.spans]
    if len(here) > MOST_LANES:
        here = []
    known = [at for part in here for span in part.spans for at in span if at is not None]
    known += [at for _phase, at in table.phases]
    begins = min(known, default=0)
    ends = table.ended_ms if table.ended_ms is not None else max(known, default=0)
    length = max(ends - begins, 1)

    def share(at: int | None) -> float:
        return 1.0 if at is None else min(1.0, max(0.0, (at - begins) / length))

    bars = tuple(
        Bar(part.name, part.role, lane, share(start), share(end))
        for lane, part in enumerate(here)
        for start, end in part.spans
    )
    return Strip(bars, tuple((phase, share(at)) for phase, at in table.phases), len(here))
