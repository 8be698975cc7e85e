"""How a session looks in the table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kap_companion.parts.overview import SessionRow
from kap_companion.vocabulary.self_energy import STRONGEST
from ui.home.part_runs import lay_out as lay_out_parts
from ui.home.sessions_model import ROW_ROLE, Column
from ui.theme import Light
from ui.widgets import sparkline
from ui.widgets.glyph_pictures import GlyphPictures
from ui.words import ROLE_GLYPH

MARGIN = 8
SPARKLINE_LINES = 7


def cell_width(column: Column, words: str, metrics: QFontMetrics) -> int:
    """How wide a cell wants to be, in logical pixels: its words, or room for the small lines."""
    if column is Column.SELF:
        return metrics.height() * SPARKLINE_LINES
    return metrics.horizontalAdvance(words) + 2 * MARGIN + 8


class SessionsDelegate(QStyledItemDelegate):
    """Paints one cell: words, glyphs with names, or the small lines of Self-energy."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._pictures = GlyphPictures()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The words, or room for the small lines."""
        column = Column(index.column())
        return QSize(cell_width(column, str(index.data() or ""), option.fontMetrics), 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, the rule beneath, and what the column shows."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, SessionRow):
            return
        painter.save()
        painter.setFont(option.font)
        painter.setClipRect(option.rect)
        self._paint_ground(painter, option, index.column())
        inside = QRectF(option.rect).adjusted(MARGIN, 0, -MARGIN, 0)
        if index.column() == Column.PARTS:
            self._paint_parts(painter, row, inside)
        elif index.column() == Column.SELF:
            self._paint_self(painter, row, inside)
        else:
            quiet = index.column() == Column.STATE
            self._write(painter, inside, str(index.data()), self._light.quiet if quiet else self._light.text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, column: int) -> None:
        ground = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(ground, QColor(self._light.side))
            active = option.widget is not None and option.widget.hasFocus()
            if active and column == Column.DATE:
                painter.fillRect(
                    QRectF(ground.topLeft(), ground.bottomLeft()).adjusted(0, 0, 3, 0),
                    QColor(self._light.focus),
                )
        painter.fillRect(ground.adjusted(0, ground.height() - 1, 0, 0), QColor(self._light.line))

    def _paint_parts(self, painter: QPainter, row: SessionRow, inside: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        for run in lay_out_parts(row.parts, inside, metrics.height() * 1.05, metrics.horizontalAdvance):
            if run.role is None:
                self._write(painter, run.words, run.text, self._light.quiet)
            else:
                colour, side = self._light.role(run.role.value), round(run.glyph.width())
                self._pictures.paint(painter, ROLE_GLYPH[run.role], colour, run.glyph.topLeft(), side)
                self._write(painter, run.words, run.text, self._light.text)

    def _paint_self(self, painter: QPainter, row: SessionRow, inside: QRectF) -> None:
        line = QFontMetricsF(painter.font()).height()
        box = inside.adjusted(0, 0, -line, 0)
        box = QRectF(box.left(), box.center().y() - line * 0.55, box.width(), line * 1.25)
        colour = QColor(self._light.self_energy)
        colour.setAlphaF(0.75)
        points = [line.points for line in row.self_lines]
        sparkline.paint(painter, sparkline.lay_out(points, STRONGEST, box), colour)

    @staticmethod
    def _write(painter: QPainter, box: QRectF, text: str, colour: str) -> None:
        metrics = QFontMetricsF(painter.font())
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, 2, 0), int(flags) | int(Qt.TextFlag.TextSingleLine), fitting)
