"""One icon of the product as a widget: sharp at any density, as large as the text asks for."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import paint_glyph


class Glyph(QWidget):
    """An icon in one colour, `lines` lines of text high. The words beside it say what it means."""

    def __init__(self, name: str, colour: str, lines: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        side = round(self.fontMetrics().height() * self._lines)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, over the whole square."""
        painter = QPainter(self)
        paint_glyph(painter, self._name, self._colour, QRectF(self.rect()))
        painter.end()
