"""Parts in one line of a cell: a glyph and a name each, and how many more there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from kap_companion.parts.overview import PartShown
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line

LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class PartRun:
    """One part where it is painted; `role` is None for the count of those that do not fit."""

    role: Role | None
    glyph: QRectF
    words: QRectF
    text: str


def lay_out(
    parts: Sequence[PartShown], box: QRectF, glyph: float, width_of: Callable[[str], float]
) -> tuple[PartRun, ...]:
    """As many parts as fit into a box, each with a glyph of so many pixels.

    The first is always shown, cut to the box; the last run says "+2" where two more came.
    """
    gap, between = glyph * 0.4, glyph * 0.9
    runs: list[PartRun] = []
    x = box.left()
    for index, part in enumerate(parts):
        text = one_line(part.label, LONGEST_LABEL)
        more = f"+{len(parts) - index - 1}" if index + 1 < len(parts) else ""
        room = box.right() - x - glyph - gap - (between + width_of(more) if more else 0)
        if width_of(text) > room and runs:
            rest = f"+{len(parts) - index}"
            runs.append(PartRun(None, QRectF(), QRectF(x, box.top(), width_of(rest), box.height()), rest))
            break
        width = max(0.0, min(width_of(text), room))
        middle = box.center().y() - glyph / 2
        words = QRectF(x + glyph + gap, box.top(), width, box.height())
        runs.append(PartRun(part.role, QRectF(x, middle, glyph, glyph), words, text))
        x = words.right() + between
    return tuple(runs)
