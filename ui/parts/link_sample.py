"""How a kind of link is drawn: a short piece of its line."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.parts.map_lines import Curve
from kap_companion.parts.map_scene import MapLink
from kap_companion.vocabulary.links import LinkKind, LinkState
from ui.parts.map_paint import paint_curve
from ui.theme import BASE_PX, Light, colour

WIDE, HIGH = 46, 18


class LinkSample(QWidget):
    """A sample beside its word; says nothing to a screen reader, the word does."""

    def __init__(self, kind: LinkKind, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._light = light
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A word's worth."""
        unit = QFontInfo(self.font()).pixelSize() / BASE_PX
        return QSize(round(WIDE * unit), round(HIGH * unit))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / WIDE
        paint_sample(painter, self._kind, LinkState.ACTIVE, self._light, unit)
        painter.end()


def paint_sample(painter: QPainter, kind: LinkKind, state: LinkState, light: Light, unit: float) -> None:
    """Paint a piece of a link into a box of `WIDE` by `HIGH` times `unit`, at the painter's origin."""
    middle = HIGH / 2 * unit
    start, end = (4 * unit, middle), ((WIDE - 4) * unit, middle)
    curve = Curve(MapLink(kind, "", "", state), start, (WIDE / 2 * unit, middle), end)
    paint_curve(painter, curve, colour(light.quiet), light.ground, unit)
