"""How a part looks in the list: glyph, names, a small strip over the sessions, when it last came."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts.part_list_model import ROW_ROLE, PartRow
from ui.parts.strip import FAINTEST, STRONGEST, UNSAID_ALPHA
from ui.parts.strip_layout import strength
from ui.theme import Light, colour, paint_glyph
from ui.words import ROLE_GLYPH

MARGIN, LINES_HIGH = 10, 2.5
NAME_SHARE, STRIP_SHARE = 0.36, 0.46
# One session is never drawn wider than this, nor its presences closer than they can be told apart.
WIDEST_SESSION, GAP = 110.0, 3.0


class PartListDelegate(QStyledItemDelegate):
    """Paints one part; all rows are alike."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and some air; at least a finger's height."""
        return QSize(200, max(44, round(option.fontMetrics.height() * LINES_HIGH)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, the rule beneath, and the row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PartRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        box = QRectF(option.rect)
        painter.setClipRect(box)
        self._paint_ground(painter, option, box)
        inside = box.adjusted(MARGIN, 0, -MARGIN, 0)
        names = QRectF(inside.left(), inside.top(), inside.width() * NAME_SHARE, inside.height())
        strips = QRectF(names.right() + 16, inside.top(), inside.width() * STRIP_SHARE - 16, inside.height())
        self._paint_names(painter, row, names)
        self._paint_strips(painter, row, strips)
        last = QRectF(
            strips.right() + 16, inside.top(), inside.right() - strips.right() - 16, inside.height()
        )
        painter.setFont(option.font)
        self._write(painter, last, row.last, self._light.quiet, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour(self._light.side))
            if option.widget is not None and option.widget.hasFocus():
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour(self._light.focus))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(self._light.line))

    def _paint_names(self, painter: QPainter, row: PartRow, box: QRectF) -> None:
        line = QFontMetricsF(painter.font()).height()
        glyph = QRectF(box.left(), box.center().y() - line * 0.6, line * 1.2, line * 1.2)
        paint_glyph(painter, ROLE_GLYPH[row.role], self._light.role(row.role.value), glyph)
        words = QRectF(glyph.right() + 12, box.top(), box.right() - glyph.right() - 12, box.height())
        plain = painter.font()
        name = QFont(plain)
        name.setWeight(QFont.Weight.DemiBold)
        painter.setFont(name)
        if not row.also:
            self._write(painter, words, row.label, self._light.strong)
            return
        middle = box.center().y()
        self._write(
            painter,
            QRectF(words.left(), middle - line * 1.05, words.width(), line),
            row.label,
            self._light.strong,
        )
        painter.setFont(plain)
        also = ", ".join(row.also)
        self._write(painter, QRectF(words.left(), middle, words.width(), line), also, self._light.quiet)

    def _paint_strips(self, painter: QPainter, row: PartRow, box: QRectF) -> None:
        """One column a session, the same for every part; within it the presences by their time."""
        if not row.strips:
            return
        each = min(WIDEST_SESSION, box.width() / len(row.strips))
        gap = min(GAP, each * 0.2)
        thickness = min(8.0, box.height() * 0.2)
        middle = box.center().y()
        tone = self._light.role(row.role.value)
        for place, strip in enumerate(row.strips):
            left, width = box.left() + each * place, each - gap
            painter.setPen(QPen(colour(self._light.line), 1.5))
            painter.drawLine(QPointF(left, middle), QPointF(left + width, middle))
            if strip is None:
                continue
            span = max(strip.last_ms, 1)
            for stay in strip.stays:
                end_ms = strip.last_ms if stay.end_ms is None else stay.end_ms
                start = left + width * min(stay.start_ms / span, 1.0)
                long = max(min(width, 3.0), width * (end_ms - stay.start_ms) / span)
                bar = QRectF(start, middle - thickness / 2, min(long, left + width - start + 3), thickness)
                strong = strength(stay)
                alpha = UNSAID_ALPHA if strong is None else FAINTEST + (STRONGEST - FAINTEST) * strong
                painter.setPen(QPen(colour(tone, 0.6), 1.0) if strong is None else Qt.PenStyle.NoPen)
                painter.setBrush(colour(tone, alpha))
                painter.drawRoundedRect(bar, min(thickness, bar.width()) / 2, min(thickness, bar.width()) / 2)

    @staticmethod
    def _write(
        painter: QPainter,
        box: QRectF,
        text: str,
        tone: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.setPen(colour(tone))
        flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(box.adjusted(0, 0, 2, 0), flags, fitting)
