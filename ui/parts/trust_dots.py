"""A level from 0 to 10 as ten small circles; the words beside it say it too."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.vocabulary.observation import MOST_TRUST
from ui.theme import Light, colour


class TrustDots(QWidget):
    """As many filled circles as the level says."""

    def __init__(self, light: Light, level: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("{level} of 10").format(level=level))

    def sizeHint(self) -> QSize:
        """Ten circles with gaps."""
        step = self._step()
        return QSize(round(step * MOST_TRUST), round(step))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The circles, from the side where reading begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self._step()
        painter.setPen(QPen(colour(self._light.self_energy), 1.2))
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place in range(MOST_TRUST):
            column = MOST_TRUST - 1 - place if backwards else place
            filled = place < self._level
            painter.setBrush(colour(self._light.self_energy) if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(column * step + 1, 1, step * 0.72, step * 0.72))
        painter.end()

    def _step(self) -> float:
        return self.fontMetrics().height() * 0.9
