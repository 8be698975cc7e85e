"""The lane of vitals: pressures with their trend, the limits in force, and when the next are due."""

from collections.abc import Iterator, Mapping, Sequence

from kap_companion.session.limits import Bound
from kap_companion.session.prompts import Due, DueKind
from kap_companion.vocabulary.details import VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.limits import Measure
from ui.session.entry_words import Sign
from ui.session.record_words import number
from ui.session.timeline_geometry import Axis, Track
from ui.session.timeline_labels import labelled
from ui.session.timeline_lanes import Lanes
from ui.session.timeline_shapes import Bounding, Mark, Points, Ring, Room, Strip

LOWEST_MMHG, HIGHEST_MMHG = 50, 190
PLANNED = (DueKind.VITALS, DueKind.RECHECK)
PRESSURES = (Measure.SYSTOLIC, Measure.DIASTOLIC)


def mmhg_y(pressure: float, strip: Strip) -> float:
    """Where a pressure lies in the lane; what is beyond its range lies at its edge."""
    held = min(max(pressure, LOWEST_MMHG), HIGHEST_MMHG)
    return strip.top + 3 + (HIGHEST_MMHG - held) / (HIGHEST_MMHG - LOWEST_MMHG) * (strip.height - 6)


def vitals_marks(lanes: Lanes, room: Room, strip: Strip, now_x: float | None) -> Iterator[Mark]:
    """A stem from the systolic down to the diastolic; a ring where no pressure was taken."""
    half = 4 * room.unit
    for found in labelled(lanes.vitals, lambda item: item[1], room, half, now_x):
        pressure = _pressure(lanes.vitals.items[found.place][0])
        if pressure is None:
            top, bottom = strip.middle - half, strip.middle + half
            yield Mark(found.x, top, bottom, Sign.FLAG, found.label, found.label_x)
        else:
            top, bottom = (mmhg_y(value, strip) for value in pressure)
            yield Mark(found.x, top, bottom, Sign.DOT, found.label, found.label_x, stem=True)


def trends(lanes: Lanes, axis: Axis, strip: Strip) -> tuple[Points, ...]:
    """A thin line through the systolic pressures, and one through the diastolic; none through one alone.

    They reach out of sight to the pressures before and after it.
    """
    track = lanes.vitals
    places = list(track.thinned(axis, 5.0))
    near = track.within(axis.window)
    around = [_pressure_near(track, near.start - 1, -1), *places, _pressure_near(track, near.stop, 1)]
    found = [
        (axis.x(track.starts[place]), pressure)
        for place in around
        if place is not None and (pressure := _pressure(track.items[place][0])) is not None
    ]
    if len(found) < 2:
        return ()
    return tuple(tuple((x, mmhg_y(pressure[which], strip)) for x, pressure in found) for which in (0, 1))


def planned(dues: Sequence[Due], axis: Axis, strip: Strip, unit: float) -> Iterator[Ring]:
    """A circle for each time at which vitals are due and not taken."""
    last = None
    for due in dues:
        if due.what in PLANNED and axis.window.holds(due.at_ms):
            x = axis.x(due.at_ms)
            # Where they lie closer than they are wide, one stands for both.
            if last is None or x - last >= 14 * unit:
                last = x
                yield Ring(x, strip.middle)


def boundings(limits: Mapping[Measure, Bound], strip: Strip) -> Iterator[Bounding]:
    """A faint line at each limit of a pressure that the lane can show."""
    for measure in PRESSURES:
        bound = limits.get(measure)
        if bound is None:
            continue
        for value in (bound.upper, bound.lower):
            if value is not None and LOWEST_MMHG <= value <= HIGHEST_MMHG:
                yield Bounding(mmhg_y(value, strip), number(value), bound)


def _pressure(entry: Entry) -> tuple[int, int] | None:
    match entry.detail:
        case VitalsDetail(systolic=int(systolic), diastolic=int(diastolic)):
            return systolic, diastolic
    return None


def _pressure_near(track: Track[tuple[Entry, str]], place: int, step: int) -> int | None:
    """The first place from there on at which a pressure was taken."""
    while 0 <= place < len(track.items):
        if _pressure(track.items[place][0]) is not None:
            return place
        place += step
    return None
