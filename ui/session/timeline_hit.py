"""Which entry a point of the timeline means."""

from collections.abc import Sequence
from itertools import pairwise

from kap_companion.vocabulary.entry import Entry
from ui.session.timeline_lanes import Lanes
from ui.session.timeline_shapes import Bounding, Ring, Scene

NEAR_PX = 24.0


def entry_at(scene: Scene, lanes: Lanes, x: float, y: float, unit: float = 1.0) -> Entry | None:
    """The entry a point means: on a bar the nearest about that part, else the nearest in the lane.

    None where nothing of that lane is near; then the nearest in time is meant.
    """
    ms = scene.axis.ms(x)
    for bar in scene.bars:
        if bar.left <= x <= bar.left + bar.width and bar.top <= y <= bar.top + bar.height:
            track = lanes.about.get(bar.part)
            place = track.nearest(ms) if track else None
            return track.items[place] if track and place is not None else None
    lane = next((lane for lane, s in scene.strips.items() if s.top <= y < s.top + s.height), None)
    track = lanes.moments.get(lane)
    place = track.nearest(ms) if track else None
    if track is None or place is None or abs(scene.axis.x(track.starts[place]) - x) > NEAR_PX * unit:
        return None
    return track.items[place]


def on_course(points: Sequence[tuple[float, float]], x: float, y: float, near: float = 8.0) -> bool:
    """Whether a point lies on the expected course."""
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 <= x <= x2 and x1 < x2:
            return abs(y1 + (y2 - y1) * (x - x1) / (x2 - x1) - y) <= near
    return False


def due_at(scene: Scene, x: float, y: float, unit: float = 1.0) -> Ring | None:
    """The circle a point lies on, which says that vitals are due then."""
    near = (ring for ring in scene.planned if abs(ring.x - x) <= 9 * unit and abs(ring.y - y) <= 9 * unit)
    return next(near, None)


def bound_at(scene: Scene, x: float, y: float, unit: float = 1.0) -> Bounding | None:
    """The limit whose line a point lies on."""
    if x < scene.axis.left:
        return None
    return next((bounding for bounding in scene.boundings if abs(bounding.y - y) <= 3 * unit), None)
