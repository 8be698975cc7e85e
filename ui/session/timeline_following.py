"""The lanes after a few more entries, without sorting all of them again: what a key press waits for."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kap_companion.session.timeline import Timeline, in_time
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.self_energy import Rater
from ui.session.entry_words import Surroundings
from ui.session.timeline_geometry import Track
from ui.session.timeline_lanes import (
    Lanes,
    doses_of,
    lane_of,
    levels_after,
    own_of,
    scales_of,
    sort_into_lanes,
    vitals_words,
)
from ui.session.timeline_stays import Lane, all_stays, stays_after

Key = TypeVar("Key")


def follow(
    lanes: Lanes, before: Timeline, around: Surroundings, after: Timeline, now_around: Surroundings
) -> Lanes:
    """The lanes of a timeline; the same as to sort it anew.

    Args:
        lanes: as they were.
        before: the timeline they are of.
        around: the surroundings then.
        after: the timeline now.
        now_around: the surroundings now.
    """
    added = _only_added(before, after)
    renamed = any(around.names.get(part) != now_around.names.get(part) for part in lanes.about)
    if added is None or any(around.roles.get(part) != now_around.roles.get(part) for part in lanes.about):
        return sort_into_lanes(after, now_around)
    levels, strongest = lanes.levels, lanes.strongest
    if after.self_points is not before.self_points:
        known = len(before.self_points)
        if after.self_points[:known] != before.self_points:
            return sort_into_lanes(after, now_around)
        levels, strongest = levels_after(levels, strongest, after.self_points[known:])
    moments, about, vitals = dict(lanes.moments), dict(lanes.about), lanes.vitals
    for entry in added:
        at = entry.elapsed_ms
        _put(moments, lane_of(entry, now_around), entry)
        if entry.kind is EntryKind.PART and entry.part:
            _put(about, entry.part, entry)
        if entry.kind is EntryKind.VITALS:
            place = bisect(vitals.items, in_time(entry), key=lambda item: in_time(item[0]))
            vitals = vitals.inserted(place, at, at, (entry, vitals_words(entry)))
    own = lanes.own
    if any(getattr(entry.detail, "by", None) is Rater.CLIENT for entry in added):
        own = own_of(moments[Lane.SELF].items)
    stays = lanes.stays
    if renamed or after.spans != before.spans:
        of_parts = [entry for entry in added if entry.kind is EntryKind.PART and entry.part]
        one = of_parts[0] if len(of_parts) == 1 and not renamed else None
        newest = one is not None and about[one.part or ""].items[-1] is one
        found = stays_after(stays, one, before, after, now_around) if one is not None and newest else None
        stays = found if found is not None else all_stays(after, now_around)
    return replace(
        lanes,
        phases=after.phases,
        doses=lanes.doses if after.doses is before.doses else doses_of(after),
        vitals=vitals,
        scales=scales_of(after) if any(entry.kind is EntryKind.SCALE for entry in added) else lanes.scales,
        stays=stays,
        levels=levels,
        strongest=strongest,
        own=own,
        moments=moments,
        about=about,
        first_ms=after.entries[0].elapsed_ms if after.entries else None,
        dose_ms=after.first_dose_ms,
        ended_ms=after.ended_ms,
    )


def _only_added(before: Timeline, after: Timeline) -> Sequence[Entry] | None:
    """The entries that came to those there were; None where others came or went."""
    known = len(before.everything)
    added = after.everything[known:]
    corrected = any(row.amends is not None or row.retracts is not None for row in added)
    # Without a correction an entry can only go where another takes its place: then the numbers do not agree.
    if corrected or len(after.entries) != len(before.entries) + len(added):
        return None
    return added if after.everything[:known] == before.everything else None


def _put(tracks: dict[Key, Track[Entry]], key: Key, entry: Entry) -> None:
    track, at = tracks.get(key), entry.elapsed_ms
    if track is None:
        tracks[key] = Track.of([(at, at, entry)])
    else:
        tracks[key] = track.inserted(bisect(track.items, in_time(entry), key=in_time), at, at, entry)
