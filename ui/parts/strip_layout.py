"""Where each presence of a part lies on its strip: sessions on one axis, their first doses in one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from kap_companion.parts.history import Stay, Strip

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class StayShape:
    """One presence as it is painted; `number` is its place in the strip's stays."""

    strip: int
    number: int
    box: QRectF


@dataclass(frozen=True, slots=True)
class StripLayout:
    """All strips as they are painted.

    Attributes:
        rows: the middle of each strip's line, from its left end.
        stays: by strip, then by start.
        dose_x: where the first doses lie; None where no session had one.
    """

    rows: tuple[QPointF, ...]
    width: float
    stays: tuple[StayShape, ...]
    dose_x: float | None


def lay_out(strips: Sequence[Strip], box: QRectF, thickness: float) -> StripLayout:
    """The strips one under another in a box.

    Sessions with a dose are lined up at their first dose, those without begin at the left end. An instant is
    as wide as the line is thick.

    Args:
        strips: in the order they are shown.
        box: for the lines alone, without the days beside them; pixels.
        thickness: of a presence, in pixels.
    """
    if not strips:
        return StripLayout((), box.width(), (), None)
    before = max((strip.first_dose_ms or 0 for strip in strips), default=0)
    shift = [before - strip.first_dose_ms if strip.first_dose_ms is not None else 0 for strip in strips]
    span = max(MINUTE_MS, *(strip.last_ms + by for strip, by in zip(strips, shift, strict=True)))
    scale = (box.width() - thickness) / span
    row = box.height() / len(strips)
    rows = tuple(QPointF(box.left(), box.top() + row * (place + 0.5)) for place in range(len(strips)))
    stays = tuple(
        StayShape(place, number, _stay_box(stay, strip, shift[place], scale, rows[place], thickness))
        for place, strip in enumerate(strips)
        for number, stay in enumerate(strip.stays)
    )
    has_dose = any(strip.first_dose_ms is not None for strip in strips)
    return StripLayout(rows, box.width(), stays, box.left() + before * scale if has_dose else None)


def stay_at(layout: StripLayout, point: QPointF, reach: float) -> int | None:
    """The place in `layout.stays` of the presence nearest to a point, at most `reach` pixels away."""

    def away(shape: StayShape) -> float:
        box = shape.box
        across = max(box.left() - point.x(), 0.0, point.x() - box.right())
        down = max(box.top() - point.y(), 0.0, point.y() - box.bottom())
        return max(across, down)

    near = min(range(len(layout.stays)), key=lambda place: away(layout.stays[place]), default=None)
    return near if near is not None and away(layout.stays[near]) <= reach else None


def strength(stay: Stay) -> float | None:
    """How strong it was at most, 0 to 1; None where nobody said."""
    return max(stay.intensities) / 10 if stay.intensities else None


def _stay_box(stay: Stay, strip: Strip, shift: int, scale: float, row: QPointF, thickness: float) -> QRectF:
    end_ms = strip.last_ms if stay.end_ms is None else stay.end_ms
    left = row.x() + (stay.start_ms + shift) * scale
    width = max(thickness, (end_ms - stay.start_ms) * scale)
    return QRectF(left, row.y() - thickness / 2, width, thickness)
