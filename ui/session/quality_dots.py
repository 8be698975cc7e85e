"""One quality of Self-energy as four dots: a slider from 0 to 4 that a finger can hit."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from kap_companion.vocabulary.self_energy import EIGHT_CS, STRONGEST, Quality
from ui.theme import Light
from ui.words import quality_word

FINGER = 44


@dataclass(frozen=True, slots=True)
class Tile:
    """Where the name, the dots and the key's number stand, in pixels."""

    name: QRectF
    dots: tuple[QPointF, ...]
    radius: float
    number: QRectF


def lay_out(size: QSize, letter_height: float) -> Tile:
    """The places in a tile of that size."""
    margin = letter_height * 0.5
    inner = QRectF(0, 0, size.width(), size.height()).adjusted(margin, margin * 0.7, -margin, -margin * 0.7)
    radius = letter_height * 0.25
    step = min(radius * 2.9, (inner.width() - letter_height) / STRONGEST)
    y = inner.bottom() - radius - 2
    dots = tuple(QPointF(inner.left() + radius + 1 + step * index, y) for index in range(STRONGEST))
    number = QRectF(inner.right() - letter_height, y - letter_height / 2, letter_height, letter_height)
    return Tile(QRectF(inner.left(), inner.top(), inner.width(), letter_height * 1.2), dots, radius, number)


def level_at(x: float, tile: Tile) -> int:
    """The level a press at `x` means: a dot's own place reaches half way to its neighbours."""
    step = tile.dots[1].x() - tile.dots[0].x()
    return min(max(round((x - tile.dots[0].x()) / step) + 1, 1), STRONGEST)


class QualityDots(QAbstractSlider):
    """A quality, its level and the number of its key.

    Signals:
        level_chosen: a person chose another level; the widget shows it at once.
    """

    level_chosen = Signal(object, int)

    def __init__(self, quality: Quality, number: int, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quality = quality
        self._number = number
        self._light = light
        self._showing = False
        self.setProperty("kind", "small")
        self.setRange(0, STRONGEST)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(quality_word(quality))
        self.setToolTip(self.tr("Alt+{number} raises, Shift+Alt+{number} lowers").format(number=number))
        self.setAccessibleDescription(self.toolTip())
        self.valueChanged.connect(self._changed)

    @property
    def quality(self) -> Quality:
        """Which quality it is."""
        return self._quality

    def show_level(self, level: int) -> None:
        """Show a level that is on the disk."""
        self._showing = True
        self.setValue(level)
        self._showing = False

    def middle_of(self, level: int) -> QPoint:
        """The middle of the dot of a level, 1 to 4."""
        return self._tile().dots[level - 1].toPoint()

    def sizeHint(self) -> QSize:
        """High enough for a finger."""
        height = self.fontMetrics().height()
        return QSize(height * 6, max(FINGER, round(height * 2.9)))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest name, so that all tiles are alike."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(quality_word(quality)) for quality in EIGHT_CS)
        return QSize(longest + metrics.height() + 2, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a dot sets that level; on the level it has, one lower."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        level = level_at(event.position().x(), self._tile())
        self.setValue(level - 1 if level == self.value() else level)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that passes over must not make entries."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right; everything else belongs to the room."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The name, four dots and the key's number."""
        tile, light = self._tile(), self._light
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(light.focus if self.hasFocus() else light.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        small = self.font()
        painter.setFont(small)
        painter.setPen(QColor(light.text))
        name = self.fontMetrics().elidedText(
            quality_word(self._quality), Qt.TextElideMode.ElideRight, round(tile.name.width()) + 4
        )
        painter.drawText(tile.name, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, name)
        small.setPixelSize(max(9, round(small.pixelSize() * 0.85)))
        painter.setFont(small)
        painter.setPen(QColor(light.quiet))
        painter.drawText(
            tile.number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._number)
        )
        green = QColor(light.self_energy)
        for index, middle in enumerate(tile.dots):
            painter.setPen(QPen(green if index < self.value() else QColor(light.quiet), 1))
            painter.setBrush(green if index < self.value() else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, tile.radius, tile.radius)
        painter.end()

    def _tile(self) -> Tile:
        return lay_out(self.size(), self.fontMetrics().height() * 0.9)

    def _changed(self, level: int) -> None:
        self.update()
        if not self._showing:
            self.level_chosen.emit(self._quality, level)
