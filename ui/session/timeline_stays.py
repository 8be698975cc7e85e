"""Which row of its lane a part that is here for a while lies in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.session.entry_words import Surroundings
from ui.session.timeline_geometry import Track

MOST_ROWS = 3


class Lane(StrEnum):
    """The lanes from top to bottom."""

    DOSE = "dose"
    VITALS = "vitals"
    SCALES = "scales"
    MANAGERS = "managers"
    FIREFIGHTERS = "firefighters"
    EXILES = "exiles"
    PARTS = "parts"
    SELF = "self"


LANE_OF_ROLE: Mapping[Role, Lane] = {
    Role.MANAGER: Lane.MANAGERS,
    Role.FIREFIGHTER: Lane.FIREFIGHTERS,
    Role.EXILE: Lane.EXILES,
    Role.SELF_LIKE: Lane.PARTS,
    Role.UNKNOWN: Lane.PARTS,
}
PART_LANES = (Lane.MANAGERS, Lane.FIREFIGHTERS, Lane.EXILES, Lane.PARTS)


@dataclass(frozen=True, slots=True)
class Stay:
    """One part present for a while; `end_ms` is None while it is here, `auto_closed` as in its span."""

    part: str
    name: str
    role: Role
    start_ms: int
    end_ms: int | None
    auto_closed: bool


Rows = tuple[Track[Stay], ...]
Stays = Mapping[Lane, Rows]


def all_stays(timeline: Timeline, around: Surroundings) -> dict[Lane, Rows]:
    """Every presence of the session, in the lane of its part's role."""
    by_lane: dict[Lane, list[Stay]] = {lane: [] for lane in PART_LANES}
    for span in timeline.spans:
        role = around.roles.get(span.part, Role.UNKNOWN)
        name = one_line(around.names.get(span.part, ""), 120)
        stay = Stay(span.part, name, role, span.start_ms, span.end_ms, span.auto_closed)
        by_lane[LANE_OF_ROLE[role]].append(stay)
    return {lane: in_rows(stays) for lane, stays in by_lane.items()}


def in_rows(stays: Iterable[Stay]) -> Rows:
    """Stays put into rows so that those at the same time lie under each other, in three rows at most.

    A row is chosen by what began before alone: a bar never moves to another row when a part settles.
    """
    found: list[list[tuple[float, float, Stay]]] = []
    reach: list[float] = []
    for stay in sorted(stays, key=lambda stay: stay.start_ms):
        row = _row_for(stay.start_ms, reach, [places[-1][0] for places in found])
        if row == len(found):
            found.append([])
            reach.append(-inf)
        found[row].append((stay.start_ms, _end(stay), stay))
        reach[row] = max(reach[row], _end(stay))
    return tuple(Track.of(row) for row in found)


def stays_after(
    stays: Stays, entry: Entry, before: Timeline, after: Timeline, around: Surroundings
) -> Stays | None:
    """The stays once one entry about a part came after all others about it; the same as to sort all anew.

    None where that cannot be told without looking at all of them.
    """
    if before.ended_ms is not None or after.ended_ms is not None:
        return None
    was = next((here for here in before.present if here.part == entry.part), None)
    now = next((here for here in after.present if here.part == entry.part), None)
    if (was and was.opened_by) == (now and now.opened_by):
        return stays
    role = around.roles.get(entry.part or "", Role.UNKNOWN)
    lane = LANE_OF_ROLE[role]
    rows = stays[lane]
    newest = max((row.starts[-1] for row in rows), default=-inf)
    if was is None and now is not None and now.since_ms > newest:
        name = one_line(around.names.get(now.part, ""), 120)
        return {**stays, lane: _with(rows, Stay(now.part, name, role, now.since_ms, None, auto_closed=False))}
    # What began at the end or after it might now lie in the row that became free.
    if was is not None and now is None and newest < entry.elapsed_ms:
        closed = _closed(rows, was.part, was.since_ms, entry.elapsed_ms)
        return {**stays, lane: closed} if closed else None
    return None


def _with(rows: Rows, stay: Stay) -> Rows:
    row = _row_for(stay.start_ms, [row.reach[-1] for row in rows], [row.starts[-1] for row in rows])
    if row == len(rows):
        return (*rows, Track.of([(stay.start_ms, _end(stay), stay)]))
    longer = rows[row].inserted(len(rows[row].items), stay.start_ms, _end(stay), stay)
    return (*rows[:row], longer, *rows[row + 1 :])


def _closed(rows: Rows, part: str, start_ms: int, end_ms: int) -> Rows | None:
    for number, row in enumerate(rows):
        for place in row.beginning_at(start_ms):
            stay = row.items[place]
            if stay.part == part and stay.end_ms is None:
                shorter = row.ended(place, end_ms, replace(stay, end_ms=end_ms))
                return (*rows[:number], shorter, *rows[number + 1 :])
    return None


def _row_for(start_ms: float, reach: list[float], newest: list[float]) -> int:
    """The first row that is free by then, else a new one, else the one whose newest stay began first."""
    free = next((row for row, end in enumerate(reach) if end <= start_ms), len(reach))
    if free < MOST_ROWS:
        return free
    return min(range(MOST_ROWS), key=lambda row: newest[row])


def _end(stay: Stay) -> float:
    return inf if stay.end_ms is None else float(stay.end_ms)
