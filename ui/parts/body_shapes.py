"""The two figures on a sheet of any size: where a spot lies in pixels, and which one a finger means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

from kap_companion.parts.body_spots import HEIGHT, WIDTH, Manner, Spot, View
from ui.parts.figure_path import outline

# How far beside a spot a finger still means it.
FINGER_PX = 22.0
_AROUND = 9.0
_INSET = 4.0
_ALL_OVER = frozenset({Manner.WHOLE, Manner.SKIN, Manner.AROUND})


@dataclass(frozen=True, slots=True)
class Sheet:
    """Both figures side by side in a box of pixels, as large as fits; `scale` is pixels a unit."""

    scale: float
    front: QPointF
    back: QPointF

    def transform(self, view: View) -> QTransform:
        """From the figure's units to pixels."""
        at = self.front if view is View.FRONT else self.back
        return QTransform().translate(at.x(), at.y()).scale(self.scale, self.scale)

    def shape(self, spot: Spot) -> QPainterPath:
        """A spot's outline in pixels."""
        return self.transform(spot.view).map(_shape(spot))

    def box(self, spots: Iterable[Spot]) -> QRectF:
        """What holds all of these spots, in pixels."""
        box = QRectF()
        for spot in spots:
            box = box.united(self.shape(spot).boundingRect())
        return box


def lay_out(box: QRectF) -> Sheet:
    """The front at the left, the back at the right, at the top of the box."""
    scale = max(min(box.width() / (2 * WIDTH), box.height() / HEIGHT), 0.01)
    left = box.center().x() - WIDTH * scale
    return Sheet(scale, QPointF(left, box.top()), QPointF(left + WIDTH * scale, box.top()))


def place_at(point: QPointF, places: Sequence[Sequence[Spot]], sheet: Sheet) -> int | None:
    """The index of the place that is meant at a point; None where no place is near.

    A spot that holds the point comes before one that is near, the smaller before the larger, and what is all
    over the body comes last.
    """
    best: tuple[float, float] | None = None
    found: int | None = None
    for index, spots in enumerate(places):
        for spot in spots:
            far = _distance(point, spot, sheet)
            if far > FINGER_PX:
                continue
            rank = (max(far, 0.0), spot.r + (10 * HEIGHT if spot.manner in _ALL_OVER else 0))
            if spot.manner in _ALL_OVER:
                rank = (FINGER_PX + 1, rank[1])
            if best is None or rank < best:
                best, found = rank, index
    return found


def _distance(point: QPointF, spot: Spot, sheet: Sheet) -> float:
    """How far outside of a spot a point lies, in pixels; below 0 inside."""
    inverse, _possible = sheet.transform(spot.view).inverted()
    at = inverse.map(point)
    if spot.manner in _ALL_OVER:
        return 0.0 if _shape(spot).united(outline(spot.view)).contains(at) else FINGER_PX + 1
    along_x, along_y = spot.to_x - spot.x, spot.to_y - spot.y
    length = along_x**2 + along_y**2
    part = 0.0 if not length else ((at.x() - spot.x) * along_x + (at.y() - spot.y) * along_y) / length
    part = min(max(part, 0.0), 1.0)
    from_line = hypot(at.x() - spot.x - part * along_x, at.y() - spot.y - part * along_y)
    return (from_line - spot.r) * sheet.scale


# There are no more spots than the tables have places.
@cache
def _shape(spot: Spot) -> QPainterPath:
    figure = outline(spot.view)
    match spot.manner:
        case Manner.SKIN:
            return figure
        case Manner.AROUND:
            return _outermost(figure.united(_stroked(figure, 2 * _AROUND)))
        case Manner.WHOLE:
            return figure.subtracted(_stroked(figure, 2 * _INSET))
    if (spot.x, spot.y) == (spot.to_x, spot.to_y):
        dot = QPainterPath()
        dot.addEllipse(QPointF(spot.x, spot.y), spot.r, spot.r)
        return dot
    line = QPainterPath(QPointF(spot.x, spot.y))
    line.lineTo(spot.to_x, spot.to_y)
    return _stroked(line, 2 * spot.r).simplified()


def _outermost(path: QPainterPath) -> QPainterPath:
    """Without the holes, such as between the legs."""
    largest = max(path.simplified().toSubpathPolygons(), key=lambda each: each.boundingRect().height())
    around = QPainterPath()
    around.addPolygon(largest)
    around.closeSubpath()
    return around


def _stroked(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path)
