"""A session sorted into lanes once a change, so that a painted view only looks up what is in sight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from math import inf

from kap_companion.session.timeline import PhaseSpan, Timeline
from kap_companion.vocabulary.details import DoseDetail, SelfDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from ui.one_line import one_line
from ui.session.entry_words import Surroundings
from ui.session.record_words import dose_label, vitals_label
from ui.session.timeline_geometry import Track

MOST_ROWS = 3


class Lane(StrEnum):
    """The lanes from top to bottom."""

    DOSE = "dose"
    VITALS = "vitals"
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
_LANE_OF_KIND = {
    EntryKind.DOSE: Lane.DOSE,
    EntryKind.VITALS: Lane.VITALS,
    EntryKind.SELF: Lane.SELF,
}


@dataclass(frozen=True, slots=True)
class Stay:
    """One part present for a while; `end_ms` is None while it is here, `auto_closed` as in its span."""

    part: str
    name: str
    role: Role
    start_ms: int
    end_ms: int | None
    auto_closed: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """One quality at a level from a moment on."""

    at_ms: int
    level: int


@dataclass(frozen=True, slots=True)
class OwnRating:
    """The client's own rating of one quality."""

    at_ms: int
    quality: Quality
    level: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """Everything the timeline can show, in tracks.

    Attributes:
        stays: for each lane of parts its rows from the top; in a row no two stays overlap, but where more
            than three do at once.
        levels: each quality on its own, as the facilitator rated it; never added up.
        strongest: the highest level any quality has from a moment on.
        moments: the entries of each lane, to be found by a click; those without a lane under None.
        about: the entries about each part.
    """

    phases: tuple[PhaseSpan, ...]
    doses: Track[tuple[Entry, str]]
    vitals: Track[tuple[Entry, str]]
    stays: Mapping[Lane, tuple[Track[Stay], ...]]
    levels: Mapping[Quality, Track[Rating]]
    strongest: Track[Rating]
    own: Track[OwnRating]
    moments: Mapping[Lane | None, Track[Entry]]
    about: Mapping[str, Track[Entry]]
    first_ms: int | None
    dose_ms: int | None
    ended_ms: int | None


def sort_into_lanes(timeline: Timeline, around: Surroundings) -> Lanes:
    """The lanes of a session as it reads now."""
    by_lane: dict[Lane | None, list[tuple[float, float, Entry]]] = {}
    about: dict[str, list[tuple[float, float, Entry]]] = {}
    for entry in timeline.entries:
        row = (entry.elapsed_ms, entry.elapsed_ms, entry)
        by_lane.setdefault(_lane_of(entry, around), []).append(row)
        if entry.kind is EntryKind.PART and entry.part:
            about.setdefault(entry.part, []).append(row)
    moments = {lane: Track.of(rows) for lane, rows in by_lane.items()}
    levels, strongest = _levels(timeline)
    return Lanes(
        phases=timeline.phases,
        doses=Track.of((e.elapsed_ms, e.elapsed_ms, (e, _dose(e))) for e in timeline.doses),
        vitals=Track.of((s, e, (v, _vitals(v))) for s, e, v in by_lane.get(Lane.VITALS, ())),
        stays=_stays(timeline, around),
        levels=levels,
        strongest=strongest,
        own=_own(by_lane.get(Lane.SELF, ())),
        moments=moments,
        about={part: Track.of(rows) for part, rows in about.items()},
        first_ms=timeline.entries[0].elapsed_ms if timeline.entries else None,
        dose_ms=timeline.first_dose_ms,
        ended_ms=timeline.ended_ms,
    )


def _lane_of(entry: Entry, around: Surroundings) -> Lane | None:
    if entry.kind is EntryKind.PART:
        return LANE_OF_ROLE[around.roles.get(entry.part or "", Role.UNKNOWN)]
    return _LANE_OF_KIND.get(entry.kind)


def _stays(timeline: Timeline, around: Surroundings) -> dict[Lane, tuple[Track[Stay], ...]]:
    by_lane: dict[Lane, list[Stay]] = {lane: [] for lane in PART_LANES}
    for span in timeline.spans:
        role = around.roles.get(span.part, Role.UNKNOWN)
        name = one_line(around.names.get(span.part, ""), 120)
        stay = Stay(span.part, name, role, span.start_ms, span.end_ms, span.auto_closed)
        by_lane[LANE_OF_ROLE[role]].append(stay)
    return {lane: in_rows(stays) for lane, stays in by_lane.items()}


def in_rows(stays: Iterable[Stay]) -> tuple[Track[Stay], ...]:
    """Stays put into rows so that those at the same time lie under each other, in three rows at most."""
    rows: list[list[tuple[float, float, Stay]]] = []
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    for stay in sorted(stays, key=lambda stay: stay.start_ms):
        while busy and busy[0][0] <= stay.start_ms:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        elif len(rows) < MOST_ROWS:
            row = len(rows)
            rows.append([])
        else:
            row = heappop(busy)[1]
        end = inf if stay.end_ms is None else float(stay.end_ms)
        heappush(busy, (end, row))
        rows[row].append((stay.start_ms, end, stay))
    return tuple(Track.of(row) for row in rows)


def _levels(timeline: Timeline) -> tuple[dict[Quality, Track[Rating]], Track[Rating]]:
    changes: dict[Quality, list[Rating]] = {}
    highest: list[Rating] = []
    for point in timeline.self_points:
        if point.by is not Rater.FACILITATOR:
            continue
        for quality, level in point.levels.items():
            known = changes.setdefault(quality, [])
            if not known or known[-1].level != level:
                known.append(Rating(point.at_ms, level))
        top = max(point.levels.values(), default=0)
        if not highest or highest[-1].level != top:
            highest.append(Rating(point.at_ms, top))
    return {quality: _ratings(rows) for quality, rows in changes.items()}, _ratings(highest)


def _ratings(rows: Iterable[Rating]) -> Track[Rating]:
    return Track.of((rating.at_ms, rating.at_ms, rating) for rating in rows)


def _own(rows: Iterable[tuple[float, float, Entry]]) -> Track[OwnRating]:
    return Track.of(
        (entry.elapsed_ms, entry.elapsed_ms, OwnRating(entry.elapsed_ms, quality, level))
        for _start, _end, entry in rows
        if isinstance(entry.detail, SelfDetail) and entry.detail.by is Rater.CLIENT
        for quality, level in entry.detail.qualities.items()
    )


def _dose(entry: Entry) -> str:
    return dose_label(entry.detail) if isinstance(entry.detail, DoseDetail) else ""


def _vitals(entry: Entry) -> str:
    return vitals_label(entry.detail) if isinstance(entry.detail, VitalsDetail) else ""
