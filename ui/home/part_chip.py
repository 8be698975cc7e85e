"""One part as a button without a frame: its role's glyph and its name, painted without widgets inside.

A client may have sixty of them on one page, and each widget of a style sheet takes its time.
"""

from html import escape

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from kap_companion.parts.overview import PartShown
from ui.one_line import one_line
from ui.theme import Light
from ui.widgets.glyph_pictures import GlyphPictures
from ui.words import ROLE_GLYPH, role_word

GLYPH_LINES = 1.1
BETWEEN = 8
# A name stays where names are, whichever way it is written.
_UPRIGHT = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
FROM_LEFT = _UPRIGHT | int(Qt.AlignmentFlag.AlignLeft)
FROM_RIGHT = _UPRIGHT | int(Qt.AlignmentFlag.AlignRight)


class PartChip(QPushButton):
    """As wide as the glyph and the whole name; what does not fit is cut and told in the tooltip.

    Args:
        part: whose name and role.
        light: the page's colours.
        pictures: the glyphs of all chips beside it.
        parent: where it lies.
    """

    def __init__(
        self, part: PartShown, light: Light, pictures: GlyphPictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = one_line(part.label)
        self._fitting = self._name
        self._glyph = ROLE_GLYPH[part.role]
        self._glyph_colour = light.role(part.role.value)
        self._text_colour = QColor(light.text)
        self._pictures = pictures
        self.setAccessibleName(f"{self._name}, {role_word(part.role)}")

    def sizeHint(self) -> QSize:
        """As wide as the whole name asks for."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._name) + 2
        return QSize(self._words_left() + words, max(self._glyph_side(), metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """The glyph, a few letters and the ellipsis."""
        metrics = self.fontMetrics()
        height = max(self._glyph_side(), metrics.height())
        return QSize(self._words_left() + metrics.averageCharWidth() * 4, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground where it is pointed at or has the focus, the glyph and the name."""
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        side, inside, direction = self._glyph_side(), self.rect(), self.layoutDirection()
        glyph = QStyle.visualRect(direction, inside, QRect(0, (inside.height() - side) // 2, side, side))
        words = QStyle.visualRect(direction, inside, inside.adjusted(side + BETWEEN, 0, 0, 0))
        self._pictures.paint(painter, self._glyph, self._glyph_colour, QPointF(glyph.topLeft()), side)
        painter.setPen(self._text_colour)
        rightwards = direction == Qt.LayoutDirection.LeftToRight
        painter.drawText(words, FROM_LEFT if rightwards else FROM_RIGHT, self._fitting)
        painter.end()

    def _glyph_side(self) -> int:
        return round(self.fontMetrics().height() * GLYPH_LINES)

    def _words_left(self) -> int:
        return self._glyph_side() + BETWEEN

    def _cut(self) -> None:
        room = self.width() - self._words_left()
        self._fitting = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        # Escaped, as a tooltip reads what looks like markup as markup.
        self.setToolTip(f"<span>{escape(self._name)}</span>" if self._fitting != self._name else "")
