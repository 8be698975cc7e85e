"""Who is who: a client's parts with their names of now, after renaming, merging and splitting. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kap_companion.family.in_force import in_force
from kap_companion.family.names import Names
from kap_companion.family.splits import Row, Splits
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import AlsoCalled, Merged, PartAct, Renamed, RoleSaid
from kap_companion.vocabulary.roles import Role


class Told(Protocol):
    """Anything written that may be about a part, such as an entry."""

    @property
    def id(self) -> str:
        """That of the entry."""

    @property
    def part(self) -> str | None:
        """The id of the part it was written about, or None."""


@dataclass(frozen=True, slots=True)
class Family:
    """A client's parts as their rows and the acts in force make them.

    Attributes:
        stored: the parts as stored, in the order made; merged ones too.
        parts: those that stand for themselves, in the order made, under the names and roles of now; a merged
            one's names are aliases of the one it turned out to be.
        acts: the acts in force, in the order written.
    """

    stored: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    acts: tuple[PartAct, ...] = ()
    _turned_out: Mapping[str, str] = field(default_factory=dict, repr=False)
    _splits: Splits = field(default_factory=Splits, repr=False)
    _by_id: Mapping[str, Part] = field(default_factory=dict, repr=False)

    @property
    def moves_rows(self) -> bool:
        """Whether any part was merged or split, so that rows can be about another part than they say."""
        return bool(self._turned_out or self._splits.moved)

    @property
    def moved(self) -> frozenset[str]:
        """The ids of the lines and acts that a split moved to another part."""
        return frozenset(self._splits.moved)

    def itself(self, part_id: str) -> str:
        """The id of the part it turned out to be; its own where it stands for itself."""
        return self._turned_out.get(part_id, part_id)

    def part(self, part_id: str | None) -> Part | None:
        """The part as it is called now, by its id or that of one merged into it; None where there is none."""
        return None if part_id is None else self._by_id.get(self.itself(part_id))

    def about(self, source: str, part_id: str | None) -> str | None:
        """The id of the part that an entry or act (`source`) is about by now.

        Args:
            source: its id; a split may have moved it to another part.
            part_id: the part it was about when it was written; None for no part.

        Returns:
            That of a part that stands for itself; None where it is about none that this family knows.
        """
        if part_id is None:
            return None
        by_now = self.itself(self._splits.moved.get(source, part_id))
        return by_now if by_now in self._by_id else None

    def of(self, entry: Told) -> str | None:
        """The id of the part that an entry is about by now; None for no part."""
        part = entry.part
        # Asked of every entry of a long history: nothing is called that need not be.
        if part is None:
            return None
        part = self._splits.moved.get(entry.id, part) if self._splits.moved else part
        part = self._turned_out.get(part, part)
        return part if part in self._by_id else None

    def end(self, source: str, part_id: str) -> str | None:
        """The id of the part that one end of a link is by now; None for one that this family does not know.

        Args:
            source: the id of the act that said the link; a split moves the end that was the split part's.
            part_id: the end as it was said.
        """
        by_now = self.itself(self._splits.end(source, part_id, self.itself))
        return by_now if by_now in self._by_id else None

    def is_split_from(self, part_id: str, other: str | None) -> bool:
        """Whether a part was split off from another one."""
        return any(
            self.itself(new) == part_id and self.itself(part) == other for part, new in self._splits.pairs
        )

    def restated(self, rows: Iterable[Entry]) -> tuple[Entry, ...]:
        """Rows of a session as if each had been written about the part that it is about by now.

        What a split moved stays moved when its line is amended and still names the same part.

        Args:
            rows: those of whole entries, all readings, in the order written.
        """
        given = tuple(rows)
        if not self.moves_rows:
            return given
        return tuple(map(self._restated, given, self._splits.followed(given)))

    def moved_to(self, rows: Iterable[Row]) -> dict[str, str]:
        """The part that a split moved a row to, or the row that it amends, by the id of the row.

        Args:
            rows: those that were moved and all that amend one, in the order written; others do not matter.
        """
        given = tuple(rows)
        moved = zip(given, self._splits.followed(given), strict=True)
        return {row.id: part for row, part in moved if part is not None}

    def _restated(self, row: Entry, moved_to: str | None) -> Entry:
        if row.part is None:
            return row
        by_now = self.itself(moved_to or row.part)
        # A row about a part that another notebook knows stays as it is.
        if by_now == row.part or by_now not in self._by_id:
            return row
        return row.model_copy(update={"part": by_now})


def family_of(
    parts: Iterable[Part],
    acts: Iterable[PartAct],
    *,
    until: datetime | None = None,
    entries: Iterable[Entry] = (),
) -> Family:
    """A client's parts by now, or as they were.

    Args:
        parts: as stored, in the order made.
        acts: as stored, in the order written.
        until: acts after this moment are left out, those that take back earlier ones too; None for none.
        entries: current entries of any sessions; a role that a line gave counts until somebody says another.
    """
    stored = tuple(parts)
    known = {part.id for part in stored}
    counting = in_force(act for act in acts if until is None or act.at <= until)
    turned_out = _turned_out(stored, counting, known)
    splits = Splits.of(counting, known)
    names = {part.id: Names(part) for part in stored}
    for act in counting:
        match act.deed:
            case Renamed(part=part, name=name) if part in known:
                names[splits.moved.get(act.id, part)].rename(name)
            case AlsoCalled(part=part, name=name) if part in known:
                names[splits.moved.get(act.id, part)].also(name)
            case _:
                continue
    for part, role in _roles_by_now(stored, entries, counting, splits).items():
        names[part].role = role
    for row in stored:
        if row.id in turned_out:
            names[turned_out[row.id]].take_in(names[row.id])
    made = tuple(names[row.id].part() for row in stored if row.id not in turned_out)
    return Family(stored, made, counting, turned_out, splits, {part.id: part for part in made})


def _turned_out(stored: tuple[Part, ...], acts: tuple[PartAct, ...], known: set[str]) -> dict[str, str]:
    """Each merged part's last one, by its id; what would close a ring is left out."""
    into: dict[str, str] = {}

    def root(part_id: str) -> str:
        while part_id in into:
            part_id = into[part_id]
        return part_id

    merges = [(part.id, part.merged_into) for part in stored if part.merged_into is not None]
    merges += [(act.deed.part, act.deed.into) for act in acts if isinstance(act.deed, Merged)]
    for part_id, other in merges:
        if part_id in known and other in known and root(part_id) != root(other):
            into[root(part_id)] = root(other)
    return {part_id: root(part_id) for part_id in into}


def _roles_by_now(
    stored: tuple[Part, ...], entries: Iterable[Entry], acts: tuple[PartAct, ...], splits: Splits
) -> dict[str, Role]:
    """The role said last of each part that an act, or no row, tells the role of.

    Where no act does, a row holds what the lines gave, as it was learnt when they were typed.
    """
    told = [
        (act.at, splits.moved.get(act.id, act.deed.part), act.deed.role)
        for act in acts
        if isinstance(act.deed, RoleSaid)
    ]
    by_act = {part.id for part in stored if part.role is Role.UNKNOWN} | {part for _, part, _ in told}
    lines = [
        (entry.at, part, entry.detail.role)
        for entry in entries
        if isinstance(entry.detail, PartDetail)
        and entry.detail.role is not Role.UNKNOWN
        and entry.part
        and (part := splits.moved.get(entry.id, entry.part)) in by_act
    ]
    known = {part.id for part in stored}
    by_time = sorted([*lines, *told], key=lambda each: each[0])
    return {part: role for _, part, role in by_time if part in known}
