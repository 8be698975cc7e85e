"""Which rows count: an entry may have been amended or taken back, and its newest reading is current."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind


@dataclass(frozen=True, slots=True)
class Readings:
    """What amendments and retractions leave of a session's rows.

    Attributes:
        current: the rows that count, in the order given; no retractions among them.
        taken_back: ids of rows that a retraction in force names.
        chains: for every entry that was ever amended, all its readings, oldest first, by each reading's id.
    """

    current: tuple[Entry, ...]
    taken_back: frozenset[str]
    chains: Mapping[str, tuple[Entry, ...]]


def read_again(rows: Iterable[Entry]) -> Readings:
    """Which reading of each entry is current; the same whatever order the rows come in.

    A retraction that is itself taken back is not in force, and an amendment that is taken back replaces
    nothing. Where two rows amend the same one, the longer chain counts, then the younger row.
    """
    given = tuple(rows)
    taken_back = _taken_back([row for row in given if row.retracts is not None])
    amendments = {row.id: row for row in given if row.amends is not None}
    if not amendments:
        return Readings(_counting(given, taken_back), taken_back, {})
    chains = _chains(given, amendments)
    replaced: set[str] = set()
    for chain in {readings[0].id: readings for readings in chains.values()}.values():
        in_force = [row for row in chain if row.id not in taken_back]
        replaced.update(row.id for row in in_force[:-1])
    return Readings(_counting(given, taken_back | replaced), taken_back, chains)


def _counting(rows: tuple[Entry, ...], out: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(row for row in rows if row.kind is not EntryKind.RETRACTION and row.id not in out)


def _taken_back(retractions: list[Entry]) -> frozenset[str]:
    out: frozenset[str] = frozenset()
    # Each round settles one more link of "took back the taking back"; more rounds than rows are not needed.
    for _ in range(len(retractions) + 1):
        in_force = frozenset(row.retracts for row in retractions if row.id not in out and row.retracts)
        if in_force == out:
            break
        out = in_force
    return out


def _chains(rows: tuple[Entry, ...], amendments: Mapping[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    origins = {row_id: _origin(row_id, amendments) for row_id in amendments}
    first = {origin for origin, _ in origins.values()}
    members: dict[str, list[tuple[int, str, Entry]]] = {}
    for row in rows:
        if row.id in origins:
            origin, depth = origins[row.id]
            members.setdefault(origin, []).append((depth, row.id, row))
        elif row.id in first:
            members.setdefault(row.id, []).append((0, row.id, row))
    chains: dict[str, tuple[Entry, ...]] = {}
    for found in members.values():
        chain = tuple(row for _, _, row in sorted(found, key=lambda member: member[:2]))
        chains.update((row.id, chain) for row in chain)
    return chains


def _origin(row_id: str, amendments: Mapping[str, Entry]) -> tuple[str, int]:
    """The first reading of a row's entry and how many amendments lie between."""
    depth = 0
    while row_id in amendments and depth <= len(amendments):
        row_id = amendments[row_id].amends or row_id
        depth += 1
    return row_id, depth
