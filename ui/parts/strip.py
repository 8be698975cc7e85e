"""A part's strips over the sessions as they are painted, pressed and walked through by keys."""

from datetime import date
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kap_companion.parts.history import Stay, Strip
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.parts.strip_layout import StripLayout, lay_out, stay_at, strength
from ui.parts.strip_words import day_of, stay_words, strips_words
from ui.theme import Light, colour

ROW_LINES, STAY_LINES, DAYS_LINES = 1.45, 0.65, 4.0
# Nothing said is told apart by a line around it, not by a strength in the middle.
UNSAID_ALPHA, FAINTEST, STRONGEST = 0.12, 0.3, 1.0
REACH = 14.0


class StripView(QWidget):
    """One line a session; the presences of a part on it.

    Signals:
        stay_chosen: the words for the presence that was chosen.
        source_wanted: the id of the entry with which the chosen presence began.
    """

    stay_chosen = Signal(str)
    source_wanted = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._strips: tuple[Strip, ...] = ()
        self._today = date.min
        self._colour = light.unknown
        self._name = ""
        self._chosen: int | None = None
        self.setProperty("kind", "small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Across the sessions"))

    def show_strips(self, strips: tuple[Strip, ...], role: Role, name: str, today: date) -> None:
        """Show these; `name` is what the part is called now, other names are told beside their session."""
        self._strips, self._today, self._name = strips, today, name
        self._colour = self._light.role(role.value)
        self._chosen = None
        self.setAccessibleDescription(strips_words(strips, today))
        self.updateGeometry()
        self.update()

    @property
    def chosen(self) -> tuple[Strip, Stay] | None:
        """The presence that is chosen."""
        if self._chosen is None:
            return None
        shape = self._layout().stays[self._chosen]
        strip = self._strips[shape.strip]
        return strip, strip.stays[shape.number]

    def choose(self, place: int) -> None:
        """Choose a presence by its place among all of them, from the first session on."""
        count = len(self._layout().stays)
        if not count:
            return
        self._chosen = max(0, min(place, count - 1))
        self.update()
        if (chosen := self.chosen) is not None:
            self.stay_chosen.emit(stay_words(*chosen, self._today))

    def sizeHint(self) -> QSize:
        """One line a session, and one for the word under the dose."""
        line = QFontMetricsF(self.font()).height()
        return QSize(round(line * 20), round(line * (ROW_LINES * max(len(self._strips), 1) + 1)))

    def minimumSizeHint(self) -> QSize:
        """As high as it is, and half as wide."""
        hint = self.sizeHint()
        return QSize(hint.width() // 2, hint.height())

    def stay_boxes(self) -> tuple[QRectF, ...]:
        """Where each presence lies, in this widget's coordinates."""
        return tuple(shape.box for shape in self._layout().stays)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days, lines, presences, the line of the first doses."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self._layout()
        self._paint_lines(painter, layout)
        for place, shape in enumerate(layout.stays):
            stay = self._strips[shape.strip].stays[shape.number]
            self._paint_stay(painter, shape.box, strength(stay), chosen=place == self._chosen)
        if layout.dose_x is not None:
            self._paint_dose(painter, layout.dose_x)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a presence, Enter opens where it began."""
        now = -1 if self._chosen is None else self._chosen
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.choose(now + 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.choose(now - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self.chosen is not None:
                self.source_wanted.emit(self.chosen[1].sources[0])
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By key, the first presence is chosen at once, so that the focus is seen."""
        super().focusInEvent(event)
        if self._chosen is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose(0)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the presence under the finger."""
        found = stay_at(self._layout(), event.position(), REACH)
        if found is not None:
            self.choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open where it began."""
        found = stay_at(self._layout(), event.position(), REACH)
        if found is not None and (chosen := self.chosen) is not None:
            self.source_wanted.emit(chosen[1].sources[0])

    def event(self, event: QEvent) -> bool:
        """What is under the pointer is told beside it, as plain text."""
        if event.type() == QEvent.Type.ToolTip:
            place = self.mapFromGlobal(self.cursor().pos())
            found = stay_at(self._layout(), QPointF(place), REACH)
            if found is not None:
                shape = self._layout().stays[found]
                strip = self._strips[shape.strip]
                said = stay_words(strip, strip.stays[shape.number], self._today)
                # Escaped, as a tooltip reads what looks like markup as markup.
                QToolTip.showText(self.cursor().pos(), f"<span>{escape(said)}</span>", self)
            return True
        return super().event(event)

    def _layout(self) -> StripLayout:
        line = QFontMetricsF(self.font()).height()
        left = line * DAYS_LINES
        names = line * 7 if any(self._other_name(strip) for strip in self._strips) else line * 0.5
        height = line * ROW_LINES * len(self._strips)
        box = QRectF(left, 0, max(self.width() - left - names, line * 4), height)
        return lay_out(self._strips, box, line * STAY_LINES)

    def _other_name(self, strip: Strip) -> str:
        return strip.name if strip.name and fold(strip.name) != fold(self._name) else ""

    def _paint_lines(self, painter: QPainter, layout: StripLayout) -> None:
        metrics = QFontMetricsF(self.font())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for strip, row in zip(self._strips, layout.rows, strict=True):
            half = metrics.height() * ROW_LINES / 2
            painter.setPen(colour(self._light.quiet))
            day = QRectF(0, row.y() - half, row.x() - 8, half * 2)
            painter.drawText(
                day,
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                day_of(strip, self._today),
            )
            beside = QRectF(row.x() + layout.width + 10, row.y() - half, 0, half * 2)
            beside.setRight(self.width())
            name = self._other_name(strip)
            if name:
                said = f"“{one_line(name, 60)}”"
                fitting = metrics.elidedText(said, Qt.TextElideMode.ElideRight, beside.width())
                painter.drawText(beside, int(right | Qt.TextFlag.TextSingleLine), fitting)
            painter.setPen(QPen(colour(self._light.line), 1.5))
            painter.drawLine(row, QPointF(row.x() + layout.width, row.y()))

    def _paint_stay(self, painter: QPainter, box: QRectF, strong: float | None, *, chosen: bool) -> None:
        alpha = UNSAID_ALPHA if strong is None else FAINTEST + (STRONGEST - FAINTEST) * strong
        painter.setBrush(QColor(self._light.ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setBrush(colour(self._colour, alpha))
        outlined = strong is None
        painter.setPen(QPen(colour(self._colour, 0.6), 1.2) if outlined else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if chosen:
            ring = box.adjusted(-3, -3, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            focused = self.hasFocus()
            painter.setPen(QPen(colour(self._light.focus if focused else self._light.quiet), 1.6))
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _paint_dose(self, painter: QPainter, x: float) -> None:
        metrics = QFontMetricsF(self.font())
        bottom = metrics.height() * ROW_LINES * len(self._strips)
        painter.setPen(QPen(colour(self._light.quiet, 0.55), 1.2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
        painter.setPen(colour(self._light.quiet))
        painter.drawText(QPointF(x + 4, bottom + metrics.ascent()), self.tr("dose"))
