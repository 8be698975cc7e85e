"""A part's name broken into the few lines that stand under its circle. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

MOST_LINES = 3
ELLIPSIS = "…"

Measure = Callable[[str], float]
"""How wide a text is."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The lines of a label and their size."""

    lines: tuple[str, ...]
    width: float
    height: float


def lettered(text: str, measure: Measure, line_height: float, widest: float) -> Lettering:
    """A name in lines: one where it fits, at most three; only what is longer still loses its middle.

    Args:
        text: on one line, as it can be painted.
        measure: how wide a text is, in pixels.
        line_height: in pixels.
        widest: how wide a line may be, in pixels.
    """
    lines = _broken(text, measure, widest)
    if len(lines) > MOST_LINES:
        lines = _without_middle(text, lines[: MOST_LINES - 1], measure, widest)
    return Lettering(lines, max(map(measure, lines), default=0.0), line_height * len(lines))


def _broken(text: str, measure: Measure, widest: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= widest:
            line = longer
            continue
        if line:
            lines.append(line)
        while measure(word) > widest and len(word) > 1:
            taken = _fitting(word, measure, widest)
            lines.append(word[:taken])
            word = word[taken:]
        line = word
    if line:
        lines.append(line)
    return tuple(lines)


def _without_middle(text: str, first: tuple[str, ...], measure: Measure, widest: float) -> tuple[str, ...]:
    """The first lines as they are, then an ellipsis and as much of the end as fits."""
    left = widest - measure(ELLIPSIS)
    words = text.split()
    tail = ""
    for word in reversed(words):
        longer = f"{word} {tail}" if tail else word
        if measure(longer) > left:
            break
        tail = longer
    if not tail:
        last = words[-1]
        tail = last[len(last) - _fitting(last[::-1], measure, left) :]
    return (*first, ELLIPSIS + tail)


def _fitting(word: str, measure: Measure, widest: float) -> int:
    """How many of the first characters fit; at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle]) <= widest else (low, middle - 1)
    return low
