"""Small lines of levels over time, for a cell of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

# Several lines often lie at one level; this far apart they stay several.
APART_PX = 1.5
# (time in any unit, level)
Points = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Polyline:
    """One line as it is painted; a single point is a dot."""

    points: tuple[QPointF, ...]


def lay_out(lines: Sequence[Points], highest: int, box: QRectF) -> tuple[Polyline, ...]:
    """Each line on its own in one box: time to the right, level upwards from 0 to `highest`."""
    times = [at for line in lines for at, _level in line]
    if not times:
        return ()
    first, span = min(times), max(max(times) - min(times), 1)
    return tuple(
        Polyline(
            tuple(
                QPointF(
                    box.left() + box.width() * (at - first) / span,
                    box.bottom() - box.height() * level / highest - index * APART_PX,
                )
                for at, level in _held(line, max(times))
            )
        )
        for index, line in enumerate(lines)
    )


def paint(painter: QPainter, lines: Sequence[Polyline], colour: QColor) -> None:
    """Paint lines that were laid out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for line in lines:
        painter.drawPolyline(QPolygonF(line.points))
    painter.restore()


def _held(line: Points, until: int) -> Points:
    """A level holds until it is rated anew: the line goes on to the end."""
    at, level = line[-1]
    return line if at == until else (*line, (until, level))
