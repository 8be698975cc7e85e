"""A glyph beside a text: a part's role, the leaf, or a dot for everything else."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import paint_glyph


class GlyphBox(QWidget):
    """As large as the text around it; says nothing to a screen reader, the text beside it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._colour = "#000000"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_glyph(self, name: str, colour: str) -> None:
        """Show the icon `name`, or a dot where it is empty."""
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def sizeHint(self) -> QSize:
        """A square somewhat higher than a line of text."""
        side = round(self.fontMetrics().height() * 1.25)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glyph."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._name:
            paint_glyph(painter, self._name, self._colour, box)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            radius = box.width() / 8
            painter.drawEllipse(QPointF(box.center()), radius, radius)
        painter.end()
