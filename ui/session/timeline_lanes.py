"""A session sorted into lanes once a change, so that a painted view only looks up what is in sight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kap_companion.session.scale_curves import ScaleAxis, scale_curves
from kap_companion.session.timeline import PhaseSpan, SelfPoint, Timeline
from kap_companion.vocabulary.details import DoseDetail, SelfDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from ui.session.entry_words import Surroundings
from ui.session.record_words import dose_label, vitals_label
from ui.session.timeline_geometry import Track
from ui.session.timeline_stays import LANE_OF_ROLE, Lane, Rows, all_stays

_LANE_OF_KIND = {
    EntryKind.DOSE: Lane.DOSE,
    EntryKind.VITALS: Lane.VITALS,
    EntryKind.SCALE: Lane.SCALES,
    EntryKind.SELF: Lane.SELF,
}


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
        scales: the scores on each axis; those of another version are never among them.
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
    scales: tuple[tuple[ScaleAxis, Track[int]], ...]
    stays: Mapping[Lane, Rows]
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
        by_lane.setdefault(lane_of(entry, around), []).append(row)
        if entry.kind is EntryKind.PART and entry.part:
            about.setdefault(entry.part, []).append(row)
    moments = {lane: Track.of(rows) for lane, rows in by_lane.items()}
    levels, strongest = levels_after({}, Track.of(()), timeline.self_points)
    return Lanes(
        phases=timeline.phases,
        doses=doses_of(timeline),
        vitals=Track.of((s, e, (v, vitals_words(v))) for s, e, v in by_lane.get(Lane.VITALS, ())),
        stays=all_stays(timeline, around),
        levels=levels,
        strongest=strongest,
        scales=scales_of(timeline),
        own=own_of(entry for _start, _end, entry in by_lane.get(Lane.SELF, ())),
        moments=moments,
        about={part: Track.of(rows) for part, rows in about.items()},
        first_ms=timeline.entries[0].elapsed_ms if timeline.entries else None,
        dose_ms=timeline.first_dose_ms,
        ended_ms=timeline.ended_ms,
    )


def lane_of(entry: Entry, around: Surroundings) -> Lane | None:
    """The lane an entry belongs to; None for lines without one."""
    if entry.kind is EntryKind.PART:
        return LANE_OF_ROLE[around.roles.get(entry.part or "", Role.UNKNOWN)]
    return _LANE_OF_KIND.get(entry.kind)


def levels_after(
    levels: Mapping[Quality, Track[Rating]], strongest: Track[Rating], points: Iterable[SelfPoint]
) -> tuple[dict[Quality, Track[Rating]], Track[Rating]]:
    """The levels and the strongest of them once later points came; only a change of level is a rating.

    Args:
        levels: until then.
        strongest: until then.
        points: later ones, by time.
    """
    held = {quality: track.items[-1].level for quality, track in levels.items()}
    highest = strongest.items[-1].level if strongest.items else None
    changes: dict[Quality, list[Rating]] = {}
    tops: list[Rating] = []
    for point in points:
        if point.by is not Rater.FACILITATOR:
            continue
        for quality, level in point.levels.items():
            if held.get(quality) != level:
                held[quality] = level
                changes.setdefault(quality, []).append(Rating(point.at_ms, level))
        top = max(point.levels.values(), default=0)
        if top != highest:
            highest = top
            tops.append(Rating(point.at_ms, top))
    longer = dict(levels)
    for quality, ratings in changes.items():
        longer[quality] = longer.get(quality, Track.of(())).lengthened(map(_placed, ratings))
    return longer, strongest.lengthened(map(_placed, tops))


def own_of(entries: Iterable[Entry]) -> Track[OwnRating]:
    """What the client rated themselves, of Self entries by time."""
    return Track.of(
        (entry.elapsed_ms, entry.elapsed_ms, OwnRating(entry.elapsed_ms, quality, level))
        for entry in entries
        if isinstance(entry.detail, SelfDetail) and entry.detail.by is Rater.CLIENT
        for quality, level in entry.detail.qualities.items()
    )


def scales_of(timeline: Timeline) -> tuple[tuple[ScaleAxis, Track[int]], ...]:
    """The scores on each axis there is one on."""
    return tuple(
        (curve.axis, Track.of((point.at_ms, point.at_ms, point.score) for point in curve.points))
        for curve in scale_curves(timeline)
    )


def doses_of(timeline: Timeline) -> Track[tuple[Entry, str]]:
    """The doses with their words."""
    return Track.of(
        (entry.elapsed_ms, entry.elapsed_ms, (entry, dose_label(entry.detail)))
        for entry in timeline.doses
        if isinstance(entry.detail, DoseDetail)
    )


def vitals_words(entry: Entry) -> str:
    """How an entry of vitals is labelled."""
    return vitals_label(entry.detail) if isinstance(entry.detail, VitalsDetail) else ""


def _placed(rating: Rating) -> tuple[float, float, Rating]:
    return rating.at_ms, rating.at_ms, rating
