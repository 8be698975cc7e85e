"""What the lines of Self-energy show, and where in a row of any size each mark stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics

from kap_companion.vocabulary.self_energy import STRONGEST, Quality, Rater
from ui.words import quality_word

_GAP = 16.0
# In a cell narrower than this, one mark a rater is all that can be told apart.
_NARROW = 40.0
_MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One rating as a mark.

    Attributes:
        x: from 0 at the left of its cell to 1 at the right.
        words: when and by whom, for a tooltip and a reader.
        session: the session's id.
        source: the id of the entry that says it.
    """

    x: float
    level: int
    by: Rater
    words: str
    session: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """One quality: the marks of each column, by `x`. No quality is ever joined with another."""

    quality: Quality
    cells: tuple[tuple[Dot, ...], ...]

    @property
    def dots(self) -> tuple[Dot, ...]:
        """All marks, from left to right."""
        return tuple(dot for cell in self.cells for dot in cell)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, what stands under its marks by `x`, and a dotted line, such as the dose."""

    head: str = ""
    ticks: tuple[tuple[float, str], ...] = ()
    line: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Small lines under one another, one a quality.

    Attributes:
        stepped: whether a level holds until it is rated anew; else marks are joined straight.
        narrowest: the smallest width of a column, in heights of a line of text.
    """

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    stepped: bool = True
    narrowest: float = 0.4


def label_width(chart: Chart, metrics: QFontMetrics) -> float:
    """The room that the names of the qualities take, the same for every row."""
    widest = max((metrics.horizontalAdvance(quality_word(row.quality)) for row in chart.rows), default=0)
    return widest + metrics.height()


def cells_in(box: QRectF, count: int) -> tuple[QRectF, ...]:
    """The boxes of that many columns side by side."""
    if not count:
        return ()
    width = box.width() / count
    gap = min(_GAP, width * 0.2) if count > 1 else 0.0
    return tuple(
        QRectF(box.left() + width * index, box.top(), width - gap, box.height()) for index in range(count)
    )


def x_in(cell: QRectF, x: float) -> float:
    """Where `x` of a column stands, in pixels."""
    margin = min(_MARGIN, cell.width() / 4)
    return cell.left() + margin + (cell.width() - 2 * margin) * x


def y_in(cell: QRectF, level: int) -> float:
    """Where a level stands, in pixels: 0 below, 4 above."""
    margin = min(_MARGIN, cell.height() / 4)
    return cell.bottom() - margin - (cell.height() - 2 * margin) * level / STRONGEST


def placed(row: Row, box: QRectF) -> Iterator[tuple[QPointF, Dot]]:
    """Every mark that is shown, with its middle; of a narrow column the last one of each rater."""
    for cell, dots in zip(cells_in(box, len(row.cells)), row.cells, strict=True):
        for dot in shown(dots, cell):
            x = cell.center().x() if _is_narrow(cell) else x_in(cell, dot.x)
            yield QPointF(x, y_in(cell, dot.level)), dot


def shown(dots: tuple[Dot, ...], cell: QRectF) -> tuple[Dot, ...]:
    """The marks of one column that its width can tell apart."""
    if not _is_narrow(cell):
        return dots
    return tuple({dot.by: dot for dot in dots}.values())


def lines_of(row: Row, box: QRectF, by: Rater, *, stepped: bool) -> Iterator[tuple[QPointF, ...]]:
    """One line a column through the marks of one rater; none through a single mark."""
    for cell, dots in zip(cells_in(box, len(row.cells)), row.cells, strict=True):
        points = [QPointF(x_in(cell, dot.x), y_in(cell, dot.level)) for dot in dots if dot.by is by]
        if len(points) < 2 or _is_narrow(cell):
            continue
        line = [points[0]]
        for before, after in pairwise(points):
            if stepped:
                line.append(QPointF(after.x(), before.y()))
            line.append(after)
        yield tuple(line)


def dot_at(point: QPointF, row: Row, box: QRectF, reach: float) -> Dot | None:
    """The mark nearest to a point, None where none is within `reach` pixels."""
    near = [(QPointF(at - point).manhattanLength(), dot) for at, dot in placed(row, box)]
    nearest = min(near, key=lambda each: each[0], default=None)
    return nearest[1] if nearest is not None and nearest[0] <= reach else None


def _is_narrow(cell: QRectF) -> bool:
    return cell.width() < _NARROW
