"""Lanes of time become shapes in pixels: pure, and bounded by the pixels in sight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from kap_companion.session.limits import Bound
from kap_companion.session.prompts import Due
from kap_companion.vocabulary.limits import Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.self_energy import STRONGEST, Quality
from kap_companion.vocabulary.session import CoursePoint
from ui.session.entry_words import Sign, sign_of
from ui.session.timeline_geometry import MINUTE_MS, Axis, Item, Track, ticks
from ui.session.timeline_labels import labelled
from ui.session.timeline_lanes import Lanes, Rating
from ui.session.timeline_scales import scale_shapes
from ui.session.timeline_shapes import Band, Bar, Label, Mark, Points, Ring, Room, Scene, Strip
from ui.session.timeline_stays import MOST_ROWS, PART_LANES, Lane
from ui.session.timeline_vitals import boundings, planned, trends, vitals_marks
from ui.words import phase_word, quality_word


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is drawn besides what happened: what is expected, what is due, and the limits in force."""

    course: Sequence[CoursePoint] = ()
    dues: Sequence[Due] = ()
    limits: Mapping[Measure, Bound] = field(default_factory=dict)


NOTHING_AHEAD = Ahead()


def axis_height(unit: float) -> float:
    """The height of the axis with its labels and the marks of lines without a lane."""
    return 34 * unit


def natural_height(lanes: Lanes, unit: float) -> float:
    """The height at which nothing is squeezed."""
    return axis_height(unit) + sum(_natural(lane, lanes) for lane in Lane) * unit + 22 * unit


def lay_strips(lanes: Lanes, height: float, unit: float) -> dict[Lane, Strip]:
    """The lanes from top to bottom; too little height squeezes all alike, more goes to the last."""
    top, foot = axis_height(unit), 22 * unit
    natural = sum(_natural(lane, lanes) for lane in Lane) * unit
    squeeze = min((height - top - foot) / natural, 1.0) if height > top + foot else 0.1
    strips = {}
    for lane in Lane:
        tall = _natural(lane, lanes) * unit * squeeze
        if lane is Lane.SELF:
            tall = max(tall, height - foot - top)
        strips[lane] = Strip(top, tall)
        top += tall
    return strips


def lay_out(lanes: Lanes, room: Room, now_ms: int, ahead: Ahead = NOTHING_AHEAD) -> Scene:
    """Every shape in sight; the work is bounded by the pixels, whatever the length of the session."""
    axis, strips = room.axis, lay_strips(lanes, room.height, room.unit)
    until = now_ms if lanes.ended_ms is None else lanes.ended_ms
    bars = tuple(bar for lane in PART_LANES for bar in _bars(lanes, lane, strips[lane], room, until))
    tops = _line_points(lanes.strongest, axis, strips[Lane.SELF], 0.0, until)
    qualities = tuple(_quality_labels(lanes, room, strips[Lane.SELF], until))
    now_x = axis.x(now_ms) if lanes.ended_ms is None and axis.window.holds(now_ms) else None
    reaches = [bar.label_x + bar.label_width for bar in bars if bar.here and not bar.inside]
    reaches += [label.x + label.width for label in qualities]
    return Scene(
        axis=axis,
        strips=strips,
        ticks=ticks(axis, lanes.dose_ms, room.measure),
        bands=tuple(_bands(lanes, room, until)),
        bars=bars,
        doses=tuple(_doses(lanes, room, strips[Lane.DOSE], now_x)),
        vitals=tuple(vitals_marks(lanes, room, strips[Lane.VITALS], now_x)),
        trends=trends(lanes, axis, strips[Lane.VITALS]),
        boundings=tuple(boundings(ahead.limits, strips[Lane.VITALS])),
        planned=tuple(planned(ahead.dues, axis, strips[Lane.VITALS], room.unit)),
        scales=tuple(scale_shapes(lanes, room, strips[Lane.SCALES], now_x)),
        others=tuple(_others(lanes, room)),
        curves=tuple(
            _line_points(track, axis, strips[Lane.SELF], _aside(place, len(lanes.levels), room.unit), until)
            for place, track in enumerate(lanes.levels.values())
        ),
        fill=tops,
        rings=tuple(_rings(lanes, axis, strips[Lane.SELF])),
        qualities=qualities,
        course=tuple(_course(ahead.course, lanes.dose_ms, axis, strips[Lane.DOSE])),
        now_x=now_x,
        now_reach=max([now_x or axis.left, *reaches]),
    )


def level_y(level: int, strip: Strip) -> float:
    """Where a level 0 to 4 lies in the Self lane."""
    return strip.top + strip.height - 8 - level / STRONGEST * max(strip.height - 20, 4)


def _natural(lane: Lane, lanes: Lanes) -> float:
    if lane in PART_LANES:
        rows = len(lanes.stays[lane])
        return 20 if rows == 0 else 12 + 22 * rows
    if lane is Lane.SCALES:
        return 40 * len(lanes.scales)
    return {Lane.DOSE: 44, Lane.VITALS: 58, Lane.SELF: 92}[lane]


def _bands(lanes: Lanes, room: Room, until: int) -> Iterator[Band]:
    axis = room.axis
    for phase in lanes.phases:
        end = (
            max(until, phase.start_ms)
            if phase.end_ms is None and lanes.ended_ms is not None
            else phase.end_ms
        )
        left = max(axis.x(phase.start_ms), axis.left)
        right = min(axis.right if end is None else axis.x(end), axis.right)
        if right <= left or phase.phase is Phase.ENDED:
            continue
        fits = room.measure(phase_word(phase.phase)) + 12 * room.unit <= right - left
        yield Band(left, right, phase.phase, left + 8 * room.unit if fits else None)


def _bars(lanes: Lanes, lane: Lane, strip: Strip, room: Room, until: int) -> Iterator[Bar]:
    rows = lanes.stays[lane]
    axis, unit = room.axis, room.unit
    if not rows:
        return
    step = (strip.height - 6 * unit * min(strip.height / (20 * unit), 1)) / len(rows)
    tall = min(20 * unit, max(step - 2 * unit, 3.0))
    top = strip.middle - step * len(rows) / 2 + (step - tall) / 2
    glyph_room = tall + 6 * unit
    for row, track in enumerate(rows):
        for place in track.thinned(axis, 3.0):
            stay = track.items[place]
            end = until if stay.end_ms is None else stay.end_ms
            left = max(axis.x(stay.start_ms), axis.left - 20 * unit)
            right = min(axis.x(max(end, stay.start_ms)), axis.right + 20 * unit)
            if stay.start_ms > until and stay.end_ms is None:
                right = left
            width = max(right - left, min(tall, 6 * unit))
            shown = max(left, axis.left)
            glyph = right - shown >= glyph_room and tall >= 11 * unit
            wide = room.measure(stay.name) + 2
            free = min(right, axis.right) - shown - (glyph_room if glyph else 8 * unit) - 6 * unit
            inside = tall >= 12 * unit and (wide <= free or free >= 90 * unit)
            label_x = shown + (glyph_room if glyph else 8 * unit) if inside else left + width + 6 * unit
            beside = _gap_after(track, place, axis) - label_x - 4 * unit
            shows = inside or (tall >= 9 * unit and beside >= min(wide, 60 * unit) and len(rows) <= MOST_ROWS)
            yield Bar(
                left=left,
                top=top + row * step,
                width=width,
                height=tall,
                role=stay.role,
                part=stay.part,
                label=stay.name if shows else "",
                label_x=label_x,
                label_width=min(wide, free if inside else beside) if shows else 0.0,
                inside=inside,
                glyph=glyph,
                here=stay.end_ms is None and lanes.ended_ms is None,
                unsettled=stay.auto_closed,
            )


def _gap_after(track: Track[Item], place: int, axis: Axis) -> float:
    nearest = track.starts[place + 1] if place + 1 < len(track.starts) else inf
    return min(axis.x(nearest), axis.right) if nearest != inf else axis.right


def _doses(lanes: Lanes, room: Room, strip: Strip, now_x: float | None) -> Iterator[Mark]:
    half, middle = 7 * room.unit, strip.middle
    for found in labelled(lanes.doses, lambda item: item[1], room, half, now_x):
        yield Mark(found.x, middle - half, middle + half, Sign.DIAMOND, found.label, found.label_x)


def _others(lanes: Lanes, room: Room) -> Iterator[Mark]:
    track = lanes.moments.get(None)
    if track is None:
        return
    bottom = axis_height(room.unit) - 3 * room.unit
    for place in track.thinned(room.axis, 5.0):
        sign = sign_of(track.items[place])
        yield Mark(room.axis.x(track.starts[place]), bottom - 5 * room.unit, bottom, sign)


def _line_points(track: Track[Rating], axis: Axis, strip: Strip, aside: float, until: int) -> Points:
    """A level held until the next rating, with a short soft rise after it; flat on to now."""
    if not track.items or track.items[0].at_ms > axis.window.end_ms:
        return ()
    places = list(track.thinned(axis, 3.0))
    before = track.within(axis.window).start - 1
    points: list[tuple[float, float]] = []
    if before >= 0:
        points.append((axis.left, level_y(track.items[before].level, strip) + aside))
    for order, place in enumerate(places):
        x, y = axis.x(track.starts[place]), level_y(track.items[place].level, strip) + aside
        after = axis.x(track.starts[places[order + 1]]) if order + 1 < len(places) else axis.x(max(until, 0))
        if points:
            points.append((x, points[-1][1]))
            points.append((x + min(8.0, max(after - x, 0.0) / 2), y))
        else:
            points.append((x, y))
    end = min(axis.x(until), axis.right)
    if points and end > points[-1][0]:
        points.append((end, points[-1][1]))
    return tuple(points)


def _aside(place: int, count: int, unit: float) -> float:
    """A hair's breadth to the side, so that qualities at the same level are each still seen."""
    return (place - (count - 1) / 2) * 1.6 * unit


def _rings(lanes: Lanes, axis: Axis, strip: Strip) -> Iterator[Ring]:
    seen: set[tuple[int, int]] = set()
    for place in lanes.own.within(axis.window):
        rating = lanes.own.items[place]
        x, y = axis.x(rating.at_ms), level_y(rating.level, strip)
        spot = (round(x / 4), rating.level)
        if spot not in seen:
            seen.add(spot)
            yield Ring(x, y)


def _quality_labels(lanes: Lanes, room: Room, strip: Strip, until: int) -> Iterator[Label]:
    """Which lines end at which level, in words to the right of them."""
    axis = room.axis
    x = axis.x(until) + 10 * room.unit
    width = axis.right - x
    if not axis.window.holds(until) or width < 60 * room.unit:
        return
    by_level: dict[int, list[Quality]] = {}
    for quality, track in lanes.levels.items():
        by_level.setdefault(track.items[-1].level, []).append(quality)
    for level, qualities in sorted(by_level.items(), reverse=True):
        text = ", ".join(quality_word(quality).lower() for quality in qualities)
        yield Label(x, level_y(level, strip), min(room.measure(text) + 2, width), text)


def _course(
    course: Sequence[CoursePoint], dose_ms: int | None, axis: Axis, strip: Strip
) -> Iterator[tuple[float, float]]:
    if dose_ms is None:
        return
    for point in course:
        yield (
            axis.x(dose_ms + point.minutes * MINUTE_MS),
            strip.top + strip.height - 4 - point.strength * (strip.height - 10),
        )
