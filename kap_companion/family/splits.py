"""What was split off from a part: which lines and acts are about another one by now. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kap_companion.vocabulary.part_act import PartAct, SplitOff


class Row(Protocol):
    """Anything written that may be about a part and may amend a row before it, such as an entry."""

    @property
    def id(self) -> str:
        """That of the entry."""

    @property
    def part(self) -> str | None:
        """The id of the part it was written about, or None."""

    @property
    def amends(self) -> str | None:
        """The id of the row that it amends, or None."""


@dataclass(frozen=True, slots=True)
class Splits:
    """The splits in force.

    Attributes:
        moved: the part that a line or an act is about since the last split that names it, by its id.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    _ways: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, acts: Iterable[PartAct], known: set[str]) -> "Splits":
        """What the acts in force split off.

        Args:
            acts: in the order written.
            known: the ids of the parts that have a row; a split toward another one moves nothing.
        """
        ways: dict[str, tuple[tuple[str, str], ...]] = {}
        for act in acts:
            if isinstance(act.deed, SplitOff) and act.deed.new in known:
                for source in act.deed.sources:
                    ways[source] = (*ways.get(source, ()), (act.deed.part, act.deed.new))
        return cls({source: way[-1][1] for source, way in ways.items()}, ways)

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """The parts that something was moved from, each with the one it was moved to."""
        return {pair for way in self._ways.values() for pair in way}

    def end(self, source: str, part_id: str, itself: Callable[[str], str]) -> str:
        """One end of a link said by `source`: moved by the splits of the part that it was, and by no other.

        Args:
            source: the id of the act that said the link.
            part_id: the end as it was said.
            itself: the part that a part turned out to be.
        """
        for split, new in self._ways.get(source, ()):
            if itself(part_id) == itself(split):
                part_id = new
        return part_id

    def followed(self, rows: Iterable[Row]) -> Iterable[str | None]:
        """For each row the part it was moved to, or None; an amended line goes where the line before went.

        Args:
            rows: in the order written.
        """
        carried: dict[str, tuple[str, str | None]] = {}
        for row in rows:
            to = self.moved.get(row.id)
            if to is None and row.amends in carried:
                before, part = carried[row.amends]
                to = before if part == row.part else None
            if to is not None:
                carried[row.id] = (to, row.part)
            yield to
