"""Scores of scales: each instrument in each version on an axis of its own, never two on one."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kap_companion.session.scale_curves import ScaleAxis
from kap_companion.vocabulary.scales import Direction
from ui.one_line import one_line
from ui.session.entry_words import Sign
from ui.session.measure_words import scale_name
from ui.session.timeline_labels import labelled
from ui.session.timeline_lanes import Lanes
from ui.session.timeline_shapes import Label, Mark, Room, ScaleShape, Strip

translate = QCoreApplication.translate


def scale_shapes(lanes: Lanes, room: Room, strip: Strip, now_x: float | None) -> Iterator[ScaleShape]:
    """One curve for each axis there is a score on, under each other."""
    tall = strip.height / max(len(lanes.scales), 1)
    half = 3 * room.unit
    for order, (axis, track) in enumerate(lanes.scales):
        own = Strip(strip.top + order * tall, tall)
        marks = []
        for found in labelled(track, str, room, half, now_x):
            y = _score_y(track.items[found.place], axis, own, room.unit)
            marks.append(Mark(found.x, y - half, y + half, Sign.DOT, found.label, found.label_x))
        note, right = axis_words(axis), room.axis.right - 6 * room.unit
        width = min(room.measure(note) + 2, max(right - room.axis.left, 0.0))
        beside = room.axis.left - 26 * room.unit
        yield ScaleShape(
            title=Label(20 * room.unit, own.middle, beside, scale_name(axis.instrument)),
            note=Label(right - width, own.top + 8 * room.unit, width, note),
            marks=tuple(marks),
            line=tuple((mark.x, (mark.top + mark.bottom) / 2) for mark in marks),
        )


def _score_y(score: int, axis: ScaleAxis, strip: Strip, unit: float) -> float:
    span = max(axis.highest - axis.lowest, 1)
    room = max(strip.height - 20 * unit, 1.0)
    return strip.top + strip.height - 5 * unit - (score - axis.lowest) / span * room


def axis_words(axis: ScaleAxis) -> str:
    """Which version it is, between which numbers it runs, and what more of it means."""
    more = {
        Direction.MORE_AWAKE: translate("Scale", "higher: more awake"),
        Direction.MORE_SEDATED: translate("Scale", "higher: more sedated"),
        Direction.MORE_DISSOCIATED: translate("Scale", "higher: more dissociated"),
    }[axis.direction]
    version = one_line(axis.version, 120).removeprefix(f"{axis.lowest} to {axis.highest}, ")
    return f"{axis.lowest}–{axis.highest}, {more} · {version}"
