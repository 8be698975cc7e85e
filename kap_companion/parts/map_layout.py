"""Where everything stands on a map: first by itself, then around what was placed by hand. Pure.

The same input gives the same map. A part's place without hands depends on the order the parts were made in
and on their links, so moving one part leaves the others where they are, but for those it would lie upon.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil, cos, pi, sin, sqrt

from kap_companion.parts.map_ground import Box, Ground
from kap_companion.parts.map_lettering import Lettering
from kap_companion.parts.map_order import Pair, around_self
from kap_companion.parts.map_scene import Point

# Sizes in pixels at the usual text size. Circles get smaller only where all of them must.
_RADII = (30.0, 26.0, 22.0, 18.0)
_SELF_RADIUS = 66.0
_LABEL_GAP = 5.0
_APART = 5.0
# How far from its own place a part is looked a free one for, and how closely.
_STEP = 8.0
_FARTHEST = 900.0
_MOST_AROUND = 48
# How much of the room boxes can fill before it is not worth trying.
_FULLEST = 0.48
_GROWTH = 1.12
_MOST_ON_ONE_RING = 12
_HERE: tuple[Point, ...] = ((0.0, 0.0),)
RINGS = (0.35, 0.68, 1.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part and its label stand, in pixels from the middle of Self."""

    part: str
    x: float
    y: float
    label: Box
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A whole map in pixels.

    Attributes:
        spots: in the order the parts were given.
        radius: of every part's circle; it says nothing of a part.
        self_radius: of the disc of Self.
        ring: how many pixels distance 1 is.
        ground: the box that holds everything, Self's middle at (0, 0).
    """

    spots: tuple[Spot, ...] = ()
    radius: float = _RADII[0]
    self_radius: float = _SELF_RADIUS
    ring: float = 300.0
    ground: Box = field(default_factory=lambda: Box(-320, -320, 640, 640))

    def spot(self, part: str) -> Spot | None:
        """Where a part stands."""
        return next((spot for spot in self.spots if spot.part == part), None)


def layout(
    parts: Sequence[str],
    links: Iterable[Pair],
    placed: Mapping[str, Point],
    labels: Mapping[str, Lettering],
    room: tuple[float, float],
    unit: float = 1.0,
) -> MapLayout:
    """Lay out a map.

    Parts that nobody placed overlap with nothing: where the room is too small for all, the circles get
    smaller, then the map gets larger than the room and is to be shown smaller. Placed ones stand where they
    were put.

    Args:
        parts: ids, in the order made.
        links: the two ends of each.
        placed: where parts were put by hand, at distances of 1 for the outermost ring.
        labels: each part's label as it is lettered.
        room: width and height to fill, in pixels.
        unit: how much larger than usual the text is.
    """
    order = around_self(parts, links)
    width, height = room
    radii = [radius * unit for radius in _RADII]
    while True:
        for radius in radii:
            found = _Attempt(parts, order, placed, labels, (width, height), unit, radius).made()
            if found is not None:
                return found
        width, height, radii = width * _GROWTH, height * _GROWTH, radii[-1:]


class _Attempt:
    """One try to lay out everything with circles of one size in a room of one size."""

    def __init__(
        self,
        parts: Sequence[str],
        order: tuple[str, ...],
        placed: Mapping[str, Point],
        labels: Mapping[str, Lettering],
        room: tuple[float, float],
        unit: float,
        radius: float,
    ) -> None:
        width, height = room
        self._parts, self._order, self._placed, self._labels = parts, order, placed, labels
        self._unit, self._radius = unit, radius
        self._room = Box(-width / 2, -height / 2, width, height)
        self._ground = Ground(self._room)
        tallest = max((label.height for label in labels.values()), default=0.0)
        self._ring = max(min(width, height) / 2 - radius - tallest - _LABEL_GAP * unit, 2 * radius)
        self._self_radius = min(_SELF_RADIUS * unit, max(self._ring * 0.34, 40 * unit))
        self._spots: dict[str, Spot] = {}

    def made(self) -> MapLayout | None:
        """The map, or None where not all of it fits."""
        if self._crowded():
            return None
        ring, stretch = self._ring, self._stretch()
        ideals = zip(self._order, self._ideals(len(self._order)), strict=True)
        places = [(part, x * stretch * ring, y * ring) for part, (x, y) in ideals]
        self._clear()
        self._put_placed()
        # Whoever can stand in their own place does; only then the others look for one nearby.
        waiting = [place for place in places if place[0] not in self._spots]
        displaced = [each for each in waiting if not self._put_near(*each, steps=_HERE)]
        if not all(self._put_near(*each, steps=_outwards()) for each in displaced):
            return None
        spots = tuple(self._spots[part] for part in self._parts)
        return MapLayout(spots, self._radius, self._self_radius, self._ring, self._bounds(spots))

    def _ideals(self, count: int) -> Iterator[Point]:
        """Places on one ring, or by turns on several, evenly around from the upper right."""
        rings = 1 if count <= _MOST_ON_ONE_RING else 2 if count <= 24 else max(3, ceil(count / 16))
        farthest = 0.82 if count <= 8 else 0.9 if rings == 1 else 1.05
        beside_self = (self._self_radius + 2 * self._radius) / self._ring
        nearest = farthest if rings == 1 else min(0.55, beside_self)
        for number in range(count):
            turn = 2 * pi * number / count - pi / 3
            share = (number % rings) / (rings - 1) if rings > 1 else 0
            # Wider rings take more parts, so they lie closer to each other.
            away = sqrt(nearest**2 + (farthest**2 - nearest**2) * share)
            yield away * cos(turn), away * sin(turn)

    def _crowded(self) -> bool:
        side = 2 * self._radius + _APART * self._unit
        needed = sum(
            side * side + (label.width + _APART) * (label.height + _LABEL_GAP)
            for part, label in self._labels.items()
            if part not in self._placed
        )
        return needed > _FULLEST * (self._room.width * self._room.height - (2 * self._self_radius) ** 2)

    def _stretch(self) -> float:
        """How much wider than high the places lie: few stand on a circle, many use the whole of a wide room.

        Where the names of a few would be in each other's way on a circle, they stand on the first oval on
        which they are not. Hands have no say in it: who is placed by hand leaves the others where they are.
        """
        widest = min(max(self._room.width / self._room.height, 1.0), 1.6)
        if len(self._order) > _MOST_ON_ONE_RING:
            return widest
        stretches = dict.fromkeys(min(stretch, widest) for stretch in (1.0, 1.2, 1.4, 1.6))
        return next((stretch for stretch in stretches if self._all_stand(stretch)), 1.0)

    def _all_stand(self, stretch: float) -> bool:
        self._clear()
        ideals = zip(self._order, self._ideals(len(self._order)), strict=True)
        return all(
            self._put_near(part, x * stretch * self._ring, y * self._ring, steps=_HERE)
            for part, (x, y) in ideals
        )

    def _clear(self) -> None:
        """Nothing stands anywhere but Self."""
        self._ground, self._spots = Ground(self._room), {}
        half = self._self_radius + _APART * self._unit
        self._ground.take(Box(-half, -half, 2 * half, 2 * half))

    def _put_placed(self) -> None:
        at = {part: (x * self._ring, y * self._ring) for part, (x, y) in self._placed.items()}
        mine = [part for part in self._parts if part in at]
        for part in mine:
            self._ground.take(self._circle(*at[part]))
        for part in mine:
            boxes = tuple(self._label_boxes(part, *at[part]))
            label = next((box for box in boxes if self._ground.free(box)), boxes[0])
            self._keep(part, *at[part], label.kept_within(self._room))

    def _put_near(self, part: str, x: float, y: float, *, steps: tuple[Point, ...]) -> bool:
        """Put a part on the first free place so many steps away; False where there is none."""
        ground, label = self._ground, self._labels[part]
        half = self._radius + _APART * self._unit / 2
        below, aside = self._radius + _LABEL_GAP * self._unit, label.width / 2
        for across, down in steps:
            at_x, at_y = x + across * self._unit, y + down * self._unit
            if not ground.free_at(at_x - half, at_y - half, 2 * half, 2 * half):
                continue
            if ground.free_at(at_x - aside, at_y + below, label.width, label.height):
                ground.take(self._circle(at_x, at_y))
                self._keep(part, at_x, at_y, self._label_below(part, at_x, at_y))
                return True
        return False

    def _keep(self, part: str, x: float, y: float, label: Box) -> None:
        self._ground.take(label.grown(_APART * self._unit / 2))
        self._spots[part] = Spot(part, x, y, label, self._labels[part].lines)

    def _circle(self, x: float, y: float) -> Box:
        half = self._radius + _APART * self._unit / 2
        return Box(x - half, y - half, 2 * half, 2 * half)

    def _label_below(self, part: str, x: float, y: float) -> Box:
        label = self._labels[part]
        below = y + self._radius + _LABEL_GAP * self._unit
        return Box(x - label.width / 2, below, label.width, label.height)

    def _label_boxes(self, part: str, x: float, y: float) -> Iterator[Box]:
        """Where a label may stand: below, above, to the right, to the left."""
        label, away = self._labels[part], self._radius + _LABEL_GAP * self._unit
        yield self._label_below(part, x, y)
        yield Box(x - label.width / 2, y - away - label.height, label.width, label.height)
        yield Box(x + away, y - label.height / 2, label.width, label.height)
        yield Box(x - away - label.width, y - label.height / 2, label.width, label.height)

    def _bounds(self, spots: tuple[Spot, ...]) -> Box:
        """The room, and what was placed beyond it."""
        boxes = [self._room, *(self._circle(spot.x, spot.y) for spot in spots)]
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return Box(left, top, right - left, bottom - top)


@cache
def _outwards() -> tuple[Point, ...]:
    """Steps away from a place, the nearest first: on circles that lie wider apart the farther they are."""
    steps: list[Point] = []
    away = _STEP
    while away < _FARTHEST:
        around = min(max(8, round(2 * pi * away / _STEP)), _MOST_AROUND)
        steps += [
            (away * cos(2 * pi * number / around), away * sin(2 * pi * number / around))
            for number in range(around)
        ]
        away += max(_STEP, away * 0.06)
    return tuple(steps)
