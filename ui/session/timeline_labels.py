"""Where the words of a mark stand, so that none stands upon another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from ui.session.timeline_geometry import Item, Track
from ui.session.timeline_shapes import Room


@dataclass(frozen=True, slots=True)
class Labelled:
    """An item in sight: its place in the track, where it lies, and its words where there is room for them."""

    place: int
    x: float
    label: str
    label_x: float


def labelled(
    track: Track[Item], words: Callable[[Item], str], room: Room, half: float, now_x: float | None
) -> Iterator[Labelled]:
    """The items in sight with their words: right of the mark, else left, else nowhere.

    A label never stands in another mark or label, nor over the names of the lanes, and beside the now line
    rather than across it.

    Args:
        track: of the items.
        words: of an item.
        room: to stand in.
        half: how far a mark reaches to each side.
        now_x: where the now line is.
    """
    shown = list(track.thinned(room.axis, 5.0))
    gap, taken = half + 4 * room.unit, -inf
    for order, place in enumerate(shown):
        text = words(track.items[place])
        x, wide = room.axis.x(track.starts[place]), room.measure(text)
        after = room.axis.x(track.starts[shown[order + 1]]) - half if order + 1 < len(shown) else inf
        crossed = now_x is not None and x < now_x < x + gap + wide
        right, left = x + gap + wide + 3 <= after, x - gap - wide >= max(taken + 3, room.axis.left)
        label_x = x - gap - wide if left and (crossed or not right) else x + gap
        if crossed and not left and now_x is not None and max(now_x + 5, x + gap) + wide + 3 <= after:
            label_x = max(now_x + 5, x + gap)
        fits = right or left
        taken = max(x + half, label_x + wide) if fits else x + half
        yield Labelled(place, x, text if fits else "", label_x)
