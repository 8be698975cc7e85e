"""Which place of the body a person's words name, and where it lies on the figure. Pure.

Left and right are the client's own. What is not known here stays what it is: words.
"""

import re
from dataclasses import dataclass

from kap_companion.parts.body_spots import EVERYWHERE, MIDDLES, PAIRED, Manner, Spot, Stroke, View
from kap_companion.vocabulary.names import fold

# A place is a few words; a page of text that was typed as one is none.
_LONGEST = 80
_APART = re.compile(r"[^\w]+")
_SIDES = frozenset({"left", "right", "both"})
_SMALL = frozenset({"the", "a", "my", "his", "her", "their", "its", "in", "inside", "on", "at", "of", "to"})

_PLURALS: dict[str, str] = {name + "s": name for name in PAIRED} | {"calves": "calf", "feet": "foot"}
# Other words for a place, bare of small words.
_ALSO: dict[str, str] = {
    "entire body": "whole body",
    "full body": "whole body",
    "all over": "whole body",
    "all over body": "whole body",
    "all body": "whole body",
    "everywhere": "whole body",
    "body": "whole body",
    "skull": "head",
    "crown": "top head",
    "crown head": "top head",
    "brow": "forehead",
    "third eye": "between eyes",
    "lips": "mouth",
    "chin": "jaw",
    "nape": "back neck",
    "sternum": "breastbone",
    "rib cage": "ribs",
    "ribcage": "ribs",
    "tummy": "belly",
    "abdomen": "belly",
    "lower abdomen": "lower belly",
    "guts": "gut",
    "intestines": "gut",
    "bowels": "gut",
    "belly button": "navel",
    "pit stomach": "stomach",
    "mid back": "middle back",
    "small back": "lower back",
    "sacrum": "tailbone",
    "flank": "side",
    "flanks": "sides",
    "bottom": "buttocks",
    "clavicle": "collarbone",
    "clavicles": "collarbones",
    "shoulderblade": "shoulder blade",
    "shoulderblades": "shoulder blades",
    "over head": "above head",
    "sole foot": "sole",
    "soles feet": "soles",
    "palm hand": "palm",
    "palms hands": "palms",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the body.

    Attributes:
        key: the same for all words that name this place.
        spots: where it lies; never empty.
    """

    key: str
    spots: tuple[Spot, ...]


def place_of(written: str) -> Place | None:
    """The place some words name; None for words that name none that is known here. Never raises.

    A place of which there are two, named without its side ("arm"), is either: both spots are given, marked
    `Manner.ONE_OF`.
    """
    words = _words(written)
    side, named = _side(words)
    name = _ALSO.get(named, named)
    if side is None and name in EVERYWHERE:
        return Place(name, tuple(stroke.seen() for stroke in EVERYWHERE[name]))
    if name in MIDDLES:
        return Place(_key(side, name), (_middle(MIDDLES[name], side),))
    several = _PLURALS.get(name)
    single = several or name
    if single in PAIRED:
        return _paired(single, side, several=several is not None)
    return _behind(side, name)


def _words(written: str) -> tuple[str, ...]:
    if len(written) > _LONGEST:
        return ()
    return tuple(word for word in _APART.split(fold(written)) if word and word not in _SMALL)


def _side(words: tuple[str, ...]) -> tuple[str | None, str]:
    """The one side that is named, or None; and the rest."""
    named = [word for word in words if word in _SIDES]
    if len(named) != 1:
        return None, " ".join(words)
    rest = [word for word in words if word not in _SIDES]
    if len(rest) > 1 and rest[0] in ("side", "half"):
        rest = rest[1:]
    return named[0], " ".join(rest)


def _behind(side: str | None, name: str) -> Place | None:
    """Such as "back of the head": what lies in front, seen from behind."""
    front = name.removeprefix("back ")
    if front == name:
        return None
    if front in MIDDLES:
        return Place(_key(side, name), (_middle(_turned(MIDDLES[front]), side),))
    several = _PLURALS.get(front)
    single = several or front
    if single not in PAIRED:
        return None
    found = _paired(single, side, several=several is not None, turned=True)
    return Place(f"back {found.key}", found.spots)


def _paired(name: str, side: str | None, *, several: bool, turned: bool = False) -> Place:
    stroke = _turned(PAIRED[name]) if turned else PAIRED[name]
    left, right = stroke.seen(), stroke.seen(factor=-1)
    if side == "left":
        return Place(f"left {name}", (left,))
    if side == "right":
        return Place(f"right {name}", (right,))
    if several or side == "both":
        return Place(f"both {name}", (left, right))
    either = stroke.seen(manner=Manner.ONE_OF), stroke.seen(factor=-1, manner=Manner.ONE_OF)
    return Place(name, either)


def _middle(stroke: Stroke, side: str | None) -> Spot:
    """A place of the middle line; with a side, its half on that side."""
    if side not in ("left", "right"):
        return stroke.seen()
    way = 1 if side == "left" else -1
    if stroke.to_x is not None:
        reach = stroke.to_x / 2
        return stroke.seen(factor=0.5, shift=way * reach)
    return stroke.seen(factor=0, shift=way * stroke.r * 0.6)


def _turned(stroke: Stroke) -> Stroke:
    return Stroke(stroke.x, stroke.y, stroke.r, stroke.to_x, stroke.to_y, View.BACK, stroke.manner)


def _key(side: str | None, name: str) -> str:
    return f"{side} {name}" if side in ("left", "right") else name
