"""A place on the map as the text in which it is agreed to. Pure."""

import re

_NUMBER = r"-?\d{1,6}(?:\.\d{1,6})?"
_PLACE = re.compile(rf"({_NUMBER}) ({_NUMBER})")


def written_place(x: float, y: float) -> str:
    """The text of a place: "x y", Self at "0 0" and the outermost ring at distance 1, to the hundredth."""
    return " ".join(f"{round(each, 2) + 0.0:g}" for each in (x, y))


def place_on_map(text: str) -> tuple[float, float] | None:
    """The place that a text tells; None for a text that tells none."""
    found = _PLACE.fullmatch(text.strip())
    return (float(found[1]), float(found[2])) if found else None
