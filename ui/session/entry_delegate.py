"""Paints one row of the log: the time, a sign, the line in runs, and its details on the right."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.session.entry_model import EntryModel
from ui.session.entry_words import EntryWords, Look, Run, Sign
from ui.theme import BASE_PX, Light, colour, glyph
from ui.words import ROLE_GLYPH, SELF_GLYPH


class EntryDelegate(QStyledItemDelegate):
    """Every measure follows the size of the font; text is drawn run by run and is never markup."""

    def __init__(self, model: EntryModel, light: Light, font: QFont, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._light = light
        self._glyphs: dict[tuple[str, str, int, float], QPixmap] = {}
        self.set_font(font)

    def set_font(self, font: QFont) -> None:
        """Take another text size."""
        px = QFontInfo(font).pixelSize()
        self._unit = px / BASE_PX
        small, strong, italic = QFont(font), QFont(font), QFont(font)
        small.setPixelSize(max(round(px * 13 / BASE_PX), 8))
        strong.setWeight(QFont.Weight.DemiBold)
        italic.setItalic(True)
        fonts = {
            Look.NAME: strong,
            Look.STRONG: strong,
            Look.QUOTE: italic,
            Look.QUIET: small,
        }
        self._fonts = {look: fonts.get(look, font) for look in Look}
        self._measures = {look: QFontMetricsF(each) for look, each in self._fonts.items()}

    @property
    def row_height(self) -> int:
        """The height of every row."""
        return round(32 * self._unit)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row; its width is the view's."""
        return QSize(round(200 * self._unit), self.row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The whole row, in one cell."""
        row, unit, light = index.row(), self._unit, self._light
        words = self._model.words_at(row)
        box, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour(light.raised))
            painter.fillRect(QRectF(box.left(), box.top(), 3 * unit, box.height()), colour(light.focus))
        middle = box.center().y()
        self._text(
            painter, box.left() + 20 * unit, middle, Run(self._model.time_at(row), Look.QUIET), light.quiet
        )
        self._sign(painter, QPointF(box.left() + 120 * unit, middle), words)
        left = box.left() + 148 * unit
        right = box.right() - 20 * unit
        right -= self._right_side(painter, right, middle, isolated(words.right), (right - left) * 0.45)
        self._line(painter, left, right, middle, words)
        painter.restore()

    def _right_side(self, painter: QPainter, right: float, middle: float, text: str, most: float) -> float:
        """The details, ending at `right`; gives back the width that is taken, with a gap."""
        if not text:
            return 0.0
        lines = self._measures[Look.QUIET]
        shown = lines.elidedText(text, Qt.TextElideMode.ElideRight, most)
        width = lines.horizontalAdvance(shown)
        self._text(painter, right - width, middle, Run(shown, Look.QUIET), self._light.quiet)
        return width + 16 * self._unit

    def _line(self, painter: QPainter, left: float, right: float, middle: float, words: EntryWords) -> None:
        for run in words.runs:
            room = right - left
            if room <= 0:
                return
            lines = self._measures[run.look]
            width = lines.horizontalAdvance(run.text)
            if width > room:
                shown = lines.elidedText(run.text, Qt.TextElideMode.ElideRight, room)
                self._text(painter, left, middle, Run(shown, run.look), self._ink(run.look, words))
                return
            self._text(painter, left, middle, run, self._ink(run.look, words))
            left += width

    def _ink(self, look: Look, words: EntryWords) -> str:
        light = self._light
        return {
            Look.NAME: light.role(words.role.value),
            Look.PLAIN: light.text,
            Look.STRONG: light.strong,
            Look.QUOTE: light.strong,
            Look.QUIET: light.quiet,
            Look.WARNING: light.warning,
        }[look]

    def _text(self, painter: QPainter, x: float, middle: float, run: Run, ink: str) -> None:
        lines = self._measures[Look.PLAIN]
        painter.setFont(self._fonts[run.look])
        painter.setPen(QColor(ink))
        # Every look stands on the same baseline.
        painter.drawText(QPointF(x, middle + (lines.ascent() - lines.descent()) / 2), run.text)

    def _sign(self, painter: QPainter, at: QPointF, words: EntryWords) -> None:
        unit, light = self._unit, self._light
        painter.setPen(Qt.PenStyle.NoPen)
        match words.sign:
            case Sign.PART:
                self._glyph(painter, at, ROLE_GLYPH[words.role], light.role(words.role.value))
            case Sign.LEAF:
                self._glyph(painter, at, SELF_GLYPH, light.self_energy)
            case Sign.DIAMOND:
                _polygon(painter, at, unit, light.strong, ((0, -6), (5, 0), (0, 6), (-5, 0)))
            case Sign.TRIANGLE:
                _polygon(painter, at, unit, light.firefighter, ((0, -5), (6, 5), (-6, 5)))
            case Sign.FLAG:
                _polygon(painter, at, unit, light.strong, ((-4, -6), (4, -6), (4, 6), (0, 2), (-4, 6)))
            case Sign.DOT:
                painter.setBrush(colour(light.quiet))
                painter.drawEllipse(at, 3 * unit, 3 * unit)

    def _glyph(self, painter: QPainter, at: QPointF, name: str, ink: str) -> None:
        size, ratio = round(18 * self._unit), painter.device().devicePixelRatioF()
        key = (name, ink, size, ratio)
        if key not in self._glyphs:
            self._glyphs[key] = glyph(name, ink, size, ratio)
        painter.drawPixmap(QPointF(at.x() - size / 2, at.y() - size / 2), self._glyphs[key])


def isolated(pieces: Iterable[str]) -> str:
    """Pieces that each keep their own direction: a Hebrew place does not move the number after it."""
    return " · ".join(f"\u2068{piece}\u2069" for piece in pieces)


def _polygon(
    painter: QPainter, at: QPointF, unit: float, ink: str, corners: Iterable[tuple[float, float]]
) -> None:
    painter.setBrush(colour(ink))
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x * unit, at.y() + y * unit) for x, y in corners]))
