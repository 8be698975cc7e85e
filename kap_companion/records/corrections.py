"""Which rows do not count, told from the rows that correct others alone."""

from collections.abc import Iterable
from typing import NamedTuple


class Correction(NamedTuple):
    """A row that amends another one or takes it back."""

    id: str
    amends: str | None
    retracts: str | None


def out_of_force(corrections: Iterable[Correction]) -> frozenset[str]:
    """The ids of rows that were taken back or replaced, as `session.readings` has it for whole entries.

    A retraction that is itself taken back is not in force, and an amendment that is taken back replaces
    nothing. Where two rows amend the same one, the longer chain counts, then the younger row.
    """
    given = tuple(corrections)
    taken_back = _taken_back([row for row in given if row.retracts is not None])
    amends = {row.id: row.amends for row in given if row.amends is not None}
    chains: dict[str, list[tuple[int, str]]] = {}
    for row_id in amends:
        origin, depth = _origin(row_id, amends)
        chains.setdefault(origin, [(0, origin)]).append((depth, row_id))
    replaced: set[str] = set()
    for chain in chains.values():
        in_force = [row_id for _, row_id in sorted(chain) if row_id not in taken_back]
        replaced.update(in_force[:-1])
    return taken_back | replaced


def _taken_back(retractions: list[Correction]) -> frozenset[str]:
    out: frozenset[str] = frozenset()
    # Each round settles one more link of "took back the taking back"; more rounds than rows are not needed.
    for _ in range(len(retractions) + 1):
        in_force = frozenset(row.retracts for row in retractions if row.id not in out and row.retracts)
        if in_force == out:
            break
        out = in_force
    return out


def _origin(row_id: str, amends: dict[str, str]) -> tuple[str, int]:
    depth = 0
    while row_id in amends and depth <= len(amends):
        row_id = amends[row_id]
        depth += 1
    return row_id, depth
