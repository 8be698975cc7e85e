"""How a client looks in the list: the name, and a quiet hint at the far end."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.home.client_model import HINT_ROLE
from ui.theme import Light

MARGIN = 12


class ClientDelegate(QStyledItemDelegate):
    """Paints one client; the name is cut before the hint is."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One comfortable line."""
        return QSize(0, round(option.fontMetrics.height() * 2.05))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground where it is the current one, the name, the hint."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = option.rect.adjusted(1, 1, -1, -1)
        if chosen or focused:
            painter.setPen(QPen(QColor(self._light.focus)) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._light.line) if chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 7, 7)
        inside = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        hint = str(index.data(HINT_ROLE) or "")
        small = QFont(option.font)
        small.setPixelSize(max(1, round(option.font.pixelSize() * 0.87)))
        hint_width = min(QFontMetrics(small).horizontalAdvance(hint) + 2, inside.width() // 2) if hint else 0
        gap = MARGIN if hint else 0
        name_box = QRect(inside.left(), inside.top(), inside.width() - hint_width - gap, inside.height())
        hint_box = QRect(inside.right() + 1 - hint_width, inside.top(), hint_width, inside.height())
        name_font = QFont(option.font)
        name_font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        _write(painter, option, name_box, str(index.data() or ""), name_font, self._light.text)
        _write(painter, option, hint_box, hint, small, self._light.quiet)
        painter.restore()


def _write(
    painter: QPainter, option: QStyleOptionViewItem, box: QRect, text: str, font: QFont, colour: str
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    along = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(
        QStyle.visualRect(option.direction, option.rect, box),
        int(QStyle.visualAlignment(option.direction, along) | Qt.AlignmentFlag.AlignAbsolute)
        | int(Qt.TextFlag.TextSingleLine),
        fitting,
    )
