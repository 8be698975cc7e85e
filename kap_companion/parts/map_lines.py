"""The curve of a link between two parts: past Self and past the other parts where there is a way. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from kap_companion.parts.map_ground import Box
from kap_companion.parts.map_layout import MapLayout, Spot
from kap_companion.parts.map_scene import MapLink, Point

# How far a curve may be bent to one side or the other, as shares of its length; the first that is free.
_BENDS = (0.14, -0.14, 0.26, -0.26, 0.4, -0.4)
_BESIDE = 28.0
_GAP = 4.0
_CELL = 12.0
_SAMPLES = tuple(number / 24 for number in range(1, 24))
_FINE = 1 / 80
_HALF = tuple(number * _FINE for number in range(41))
_SELF = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve in pixels from the middle of Self; its ends touch neither circle nor name."""

    link: MapLink
    start: Point
    bend: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point at a share of the way, 0 to 1."""
        rest = 1 - share
        return _mixed(self.start, rest * rest, self.bend, 2 * rest * share, self.end, share * share)

    def along(self, share: float) -> Point:
        """The direction at a share of the way, of length 1."""
        first, last = _minus(self.bend, self.start), _minus(self.end, self.bend)
        turned = _minus(last, first)
        return _of_length_one((first[0] + turned[0] * share, first[1] + turned[1] * share))

    def between(self, first: float, last: float) -> "Curve":
        """The piece of it between two shares of the way."""
        bend = _mixed(
            self.start,
            (1 - first) * (1 - last),
            self.bend,
            (1 - first) * last + first * (1 - last),
            self.end,
            first * last,
        )
        return Curve(self.link, self.at(first), bend, self.at(last))


def curves(links: Iterable[MapLink], found: MapLayout, taken: "Taken") -> tuple[Curve, ...]:
    """A curve for each link whose ends are shown; several between two parts lie beside each other.

    Args:
        links: the links to draw.
        found: where everything stands.
        taken: what the curves are to pass by.
    """
    spots = {spot.part: spot for spot in found.spots if spot.part in taken.shown}
    beside: dict[frozenset[str], int] = {}
    drawn: list[Curve] = []
    for link in links:
        one, other = spots.get(link.from_part), spots.get(link.to_part)
        if one is None or other is None or one is other:
            continue
        pair = frozenset((link.from_part, link.to_part))
        number = beside[pair] = beside.get(pair, -1) + 1
        ways = [_bent(link, one, other, share, number) for share in _BENDS]
        best = min(ways, key=lambda way: taken.crossed(way, one.part, other.part))
        drawn.append(_cut_at_ends(best, one, other, found.radius + _GAP))
    return tuple(drawn)


class Taken:
    """Which parts lie where, in small squares; Self among them.

    Attributes:
        shown: the ids of the parts that are shown; the others take no room.
    """

    def __init__(self, found: MapLayout, shown: Iterable[str]) -> None:
        self.shown = frozenset(shown)
        self._cells: dict[tuple[int, int], str] = {}
        radius = found.radius
        for spot in found.spots:
            if spot.part not in self.shown:
                continue
            self._take(spot.label, spot.part)
            self._take(Box(spot.x - radius, spot.y - radius, 2 * radius, 2 * radius), spot.part)
        inside = found.self_radius
        self._take(Box(-inside, -inside, 2 * inside, 2 * inside), _SELF)

    def crossed(self, way: Curve, *ends: str) -> int:
        """How many others a curve passes over; Self counts as several."""
        met = {self._cells.get((int(x // _CELL), int(y // _CELL))) for x, y in map(way.at, _SAMPLES)}
        return len(met - {None, *ends}) + (3 if _SELF in met else 0)

    def _take(self, box: Box, part: str) -> None:
        downs = range(int(box.top // _CELL), int(box.bottom // _CELL) + 1)
        for across in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
            for down in downs:
                self._cells[across, down] = part


def _bent(link: MapLink, one: Spot, other: Spot, share: float, number: int) -> Curve:
    """From middle to middle, bent away from Self for a positive share."""
    # From the same end whichever way the link points, so that two links of a pair do not cross each other.
    first, second = sorted(((one.x, one.y), (other.x, other.y)))
    along = _minus(second, first)
    length = hypot(*along) or 1.0
    aside = (-along[1] / length, along[0] / length)
    middle = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)
    outward = 1.0 if middle[0] * aside[0] + middle[1] * aside[1] >= 0 else -1.0
    pull = (length * abs(share) + _BESIDE * number) * outward * (1 if share > 0 else -1)
    bend = (middle[0] + aside[0] * pull, middle[1] + aside[1] * pull)
    return Curve(link, (one.x, one.y), bend, (other.x, other.y))


def _cut_at_ends(way: Curve, one: Spot, other: Spot, away: float) -> Curve:
    """Without what would lie under the circles and names of its own two ends."""
    # Between a circle and its name there may be a sliver of free ground, where no line is to begin.
    first = max((share for share in _HALF if _under(way.at(share), one, away)), default=0.0)
    last = min((1 - share for share in _HALF if _under(way.at(1 - share), other, away)), default=1.0)
    return way.between(first + _FINE, last - _FINE) if last - first > 3 * _FINE else way


def _under(point: Point, spot: Spot, away: float) -> bool:
    if hypot(point[0] - spot.x, point[1] - spot.y) < away:
        return True
    label = spot.label.grown(_GAP / 2)
    return label.holds(*point)


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _of_length_one(vector: Point) -> Point:
    length = hypot(*vector)
    return (vector[0] / length, vector[1] / length) if length else (1.0, 0.0)


def _mixed(one: Point, first: float, two: Point, second: float, three: Point, third: float) -> Point:
    return (
        one[0] * first + two[0] * second + three[0] * third,
        one[1] * first + two[1] * second + three[1] * third,
    )
