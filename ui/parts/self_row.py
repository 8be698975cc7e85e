"""One quality of Self-energy as a line of its own, with the facilitator's marks and the client's."""

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kap_companion.vocabulary.self_energy import STRONGEST, Rater
from ui.parts.self_chart import Chart, Row, cells_in, dot_at, label_width, lines_of, placed, x_in, y_in
from ui.session.finger_button import FINGER
from ui.theme import Light, colour
from ui.words import quality_word

_DOT_PX = 4.0
_DIAMOND_PX = 6.5


def paint_mark(painter: QPainter, at: QPointF, by: Rater, light: Light) -> None:
    """The facilitator's filled circle or the client's open diamond, so that both can be seen at one point."""
    green = QColor(light.self_energy)
    if by is Rater.FACILITATOR:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(green)
        painter.drawEllipse(at, _DOT_PX, _DOT_PX)
        return
    far = _DIAMOND_PX
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(green, 1.8))
    painter.drawPolygon(QPolygonF([at + QPointF(*d) for d in ((0, -far), (far, 0), (0, far), (-far, 0))]))


class SelfRow(QWidget):
    """Left and Right go from rating to rating, Enter or a click wants the entry that says it.

    Signals:
        entry_wanted: the session's id and the entry's.
    """

    entry_wanted = Signal(str, str)

    def __init__(self, chart: Chart, row: Row, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._row = row
        self._light = light
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(quality_word(row.quality))
        self.setAccessibleDescription("; ".join(dot.words for dot in row.dots))

    @property
    def row(self) -> Row:
        """What it shows."""
        return self._row

    def middle_of(self, source: str) -> QPointF:
        """The middle of the first mark an entry made, in pixels.

        Raises:
            StopIteration: it made none that is shown.
        """
        return next(at for at, dot in placed(self._row, self._box()) if dot.source == source)

    def sizeHint(self) -> QSize:
        """Five levels that can be told apart."""
        return QSize(320, max(FINGER, round(self.fontMetrics().height() * 3.2)))

    def minimumSizeHint(self) -> QSize:
        """As wide as its columns have to be."""
        columns = self._chart.narrowest * self.fontMetrics().height() * len(self._row.cells)
        width = round(self._label_width + columns)
        return QSize(max(width, round(self._label_width) + 120), self.sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The entry of the mark that is meant."""
        dot = dot_at(event.position(), self._row, self._box(), FINGER / 2)
        if event.button() == Qt.MouseButton.LeftButton and dot is not None:
            self.entry_wanted.emit(dot.session, dot.source)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken here, so that the release comes here too."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From rating to rating, and to its entry."""
        dots = self._row.dots
        if event.key() == Qt.Key.Key_Right:
            self._go(min(self._at + 1, len(dots) - 1))
        elif event.key() == Qt.Key.Key_Left:
            self._go(max(self._at - 1, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and dots:
            self.entry_wanted.emit(dots[self._at].session, dots[self._at].source)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Says the rating the keyboard is at."""
        super().focusInEvent(event)
        self._go(self._at)

    def event(self, event: QEvent) -> bool:
        """A tooltip says the rating under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            dot = dot_at(QPointF(event.pos()), self._row, self._box(), FINGER / 2)
            QToolTip.showText(event.globalPos(), "" if dot is None else dot.words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The name, the levels as faint lines, and each rater's own line with its marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, light = self._box(), self._light
        name = QRectF(0, 0, self._label_width, self.height())
        painter.setPen(QColor(light.text))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, quality_word(self._row.quality))
        self._paint_levels(painter, box)
        for by in Rater:
            style = Qt.PenStyle.SolidLine if by is Rater.FACILITATOR else Qt.PenStyle.DashLine
            painter.setPen(QPen(colour(light.self_energy, 0.7), 1.3, style))
            for line in lines_of(self._row, box, by, stepped=self._chart.stepped):
                painter.drawPolyline(QPolygonF(line))
        current = self._row.dots[self._at] if self.hasFocus() and self._row.dots else None
        for at, dot in placed(self._row, box):
            paint_mark(painter, at, dot.by, light)
            if dot is current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(light.focus), 2))
                painter.drawEllipse(at, _DIAMOND_PX + 4, _DIAMOND_PX + 4)
        painter.end()

    def _paint_levels(self, painter: QPainter, box: QRectF) -> None:
        cells = cells_in(box, len(self._row.cells))
        for level in range(STRONGEST + 1):
            ends = level in (0, STRONGEST)
            painter.setPen(QPen(colour(self._light.line, 1.0 if ends else 0.55), 1))
            y = y_in(box, level)
            painter.drawLines([QLineF(cell.left(), y, cell.right(), y) for cell in cells])
        painter.setPen(QPen(colour(self._light.quiet, 0.6), 1, Qt.PenStyle.DotLine))
        for cell, column in zip(cells, self._chart.columns, strict=True):
            if column.line is not None:
                x = x_in(cell, column.line)
                painter.drawLine(QPointF(x, cell.top()), QPointF(x, cell.bottom()))

    def _go(self, at: int) -> None:
        self._at = at
        dots = self._row.dots
        if dots:
            name = self.tr("{quality}, {told}")
            self.setAccessibleName(name.format(quality=quality_word(self._row.quality), told=dots[at].words))
        self.update()

    @property
    def _label_width(self) -> float:
        return label_width(self._chart, self.fontMetrics())

    def _box(self) -> QRectF:
        return QRectF(self._label_width, 2, max(self.width() - self._label_width, 1), self.height() - 4)
