"""Which part of a picture lies under a finger, and which lies beside another. Pure."""

from math import hypot

from kap_companion.parts.map_scene import Point
from ui.parts.map_picture import MapPicture

# How far around its line the rim of a circle is taken hold of.
_RIM_INSIDE, _RIM_OUTSIDE = 7.0, 9.0


def part_at(picture: MapPicture, x: float, y: float, reach: float) -> str | None:
    """The part whose circle lies there, else whose name does; the nearest of several, None for none.

    Args:
        picture: the map.
        x: in pixels from the middle of Self.
        y: likewise.
        reach: how far from its middle a small circle is still hit.
    """
    away = max(picture.found.radius + _RIM_OUTSIDE, reach)
    near = [(hypot(spot.x - x, spot.y - y), part.id) for part, spot in picture.parts]
    hit = min((each for each in near if each[0] <= away), default=None)
    if hit is not None:
        return hit[1]
    named = (
        part.id
        for part, spot in picture.parts
        if spot.label.left <= x <= spot.label.right and spot.label.top <= y <= spot.label.bottom
    )
    return next(named, None)


def on_rim(picture: MapPicture, part_id: str, x: float, y: float) -> bool:
    """Whether a point lies on the line around a part, from where a link is drawn."""
    spot = picture.spots[part_id]
    away = hypot(spot.x - x, spot.y - y) - picture.found.radius
    return -_RIM_INSIDE <= away <= _RIM_OUTSIDE


def beside(picture: MapPicture, part_id: str, toward: Point) -> str:
    """The nearest part in a direction, the part itself where there is none.

    Args:
        picture: the map.
        part_id: from where.
        toward: one step in the direction, such as (1, 0) for to the right.
    """
    here = picture.spots[part_id]
    found: list[tuple[float, str]] = []
    for part, spot in picture.parts:
        across, down = spot.x - here.x, spot.y - here.y
        ahead = across * toward[0] + down * toward[1]
        aside = abs(across * toward[1]) + abs(down * toward[0])
        if part.id != part_id and ahead > 0 and ahead * 2 >= aside:
            found.append((ahead + 2 * aside, part.id))
    return min(found)[1] if found else part_id
