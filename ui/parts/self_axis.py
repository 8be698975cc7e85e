"""What stands over and under the lines of Self-energy: the sessions or meetings, and times."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.self_chart import Chart, cells_in, label_width, x_in
from ui.theme import Light

_SMALLER = 0.87


class SelfAxis(QWidget):
    """Heads of the columns, or the words under their marks; what does not fit beside another is left out."""

    def __init__(self, chart: Chart, light: Light, *, heads: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = chart
        self._light = light
        self._heads = heads
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line of words; nothing where there are none."""
        return QSize(0, round(self.fontMetrics().height() * 1.4) if any(self._words()) else 0)

    def minimumSizeHint(self) -> QSize:
        """As high as it wants to be."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From left to right, as many as have room."""
        painter = QPainter(self)
        small = self.font()
        small.setPixelSize(max(9, round(self.fontInfo().pixelSize() * _SMALLER)))
        painter.setFont(small)
        painter.setPen(QColor(self._light.quiet))
        label = label_width(self._chart, self.fontMetrics())
        free = 0.0
        for middle, words in self._placed(label):
            width = painter.fontMetrics().horizontalAdvance(words) + 10
            left = min(max(middle - width / 2, label), max(self.width() - width, 0))
            if words and left >= free:
                box = QRectF(left, 0, width, self.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                free = left + width
        painter.end()

    def _words(self) -> list[str]:
        if self._heads:
            return [column.head for column in self._chart.columns]
        return [words for column in self._chart.columns for _x, words in column.ticks]

    def _placed(self, label: float) -> list[tuple[float, str]]:
        box = QRectF(label, 0, max(self.width() - label, 1), self.height())
        cells = list(zip(cells_in(box, len(self._chart.columns)), self._chart.columns, strict=True))
        if self._heads:
            return [(cell.center().x(), column.head) for cell, column in cells]
        return [(x_in(cell, x), words) for cell, column in cells for x, words in column.ticks]
