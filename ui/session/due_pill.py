"""A pill in the top bar: what is due. When its time has come it brightens slowly, and does nothing else."""

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimeLine
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from ui.session.due_words import PillWords
from ui.session.finger_button import FINGER
from ui.theme import Light

FADE_MS = 4_000
# A hundred steps of a slow fade cannot be told from more, and cost less.
_STEP_MS = 40
_PADDING = 14


class DuePill(QAbstractButton):
    """Words with a time that stands out. The place to press is taller than what is painted.

    It can be pressed once its time has come, so that nothing is answered by a slip of the hand before.

    Args:
        light: the room's colours.
        answers: whether pressing it means anything; else it only tells.
        parent: the bar.
    """

    def __init__(self, light: Light, *, answers: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._answers = answers
        self._words = PillWords("")
        self._come = False
        self._glow = 0.0
        self._fade = QTimeLine(FADE_MS, self)
        self._fade.setUpdateInterval(_STEP_MS)
        self._fade.valueChanged.connect(self._show_glow)
        self.setProperty("kind", "due")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(False)

    @property
    def words(self) -> PillWords:
        """What it says."""
        return self._words

    @property
    def glow(self) -> float:
        """How far it has brightened, 0 to 1."""
        return self._glow

    @property
    def is_fading(self) -> bool:
        """Whether anything moves."""
        return self._fade.state() is QTimeLine.State.Running

    def show_words(self, words: PillWords, *, come: bool) -> None:
        """Say something; `come`: whether its time has come."""
        if words != self._words:
            before = self._words
            self._say(words)
            if before.shape != words.shape:
                self.updateGeometry()
            self.update()
        if come != self._come:
            self._come = come
            self._allow_pressing(may=come and self._answers)
            self._begin_to_fade()

    def width_of(self, words: PillWords) -> int:
        """How wide it is with those words, painted whole."""
        plain, strong = self._metrics()
        wide = plain.horizontalAdvance(words.lead) + strong.horizontalAdvance(words.time)
        return round(wide + plain.horizontalAdvance(words.tail + words.hint)) + 2 * _PADDING + 4

    def sizeHint(self) -> QSize:
        """As wide as the words, as high as a finger needs."""
        return QSize(self.width_of(self._words), max(FINGER, round(self._painted_height()) + 2))

    def minimumSizeHint(self) -> QSize:
        """A few letters: what does not fit is told by the tooltip."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), self.fontMetrics().averageCharWidth() * 14), whole.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill and its words, as bright as they are by now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        light, glow = self._light, self._glow
        tall = min(self._painted_height(), self.height() - 2)
        box = QRectF(1, (self.height() - tall) / 2, self.width() - 2, tall)
        edge = QColor(light.strong) if self.hasFocus() else _mixed(light.line, light.warning, glow)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(_mixed(light.raised, light.accent, glow))
        painter.drawRoundedRect(box, 9, 9)
        self._paint_words(painter, box)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing moves where nobody sees it."""
        super().hideEvent(event)
        self._settle()

    def _say(self, words: PillWords) -> None:
        before, self._words = self._words, words
        if words.name != before.name:
            self.setAccessibleName(words.name)
        if (words.name, words.tells) != (before.name, before.tells):
            self.setAccessibleDescription(words.tells)
            told = " · ".join(text for text in (words.name, words.tells) if text)
            self.setToolTip(f"<p>{escape(told)}</p>")

    def _allow_pressing(self, *, may: bool) -> None:
        self.setEnabled(may)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if may else Qt.FocusPolicy.NoFocus)

    def _begin_to_fade(self) -> None:
        self._fade.stop()
        if self._come and self.isVisible() and things_may_move(self):
            self._fade.start()
        else:
            self._settle()

    def _settle(self) -> None:
        self._fade.stop()
        self._show_glow(float(self._come))

    def _show_glow(self, glow: float) -> None:
        if glow != self._glow:
            self._glow = glow
            self.update()

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        self.ensurePolished()
        return QFontMetricsF(self.font()), QFontMetricsF(self._strong())

    def _strong(self) -> QFont:
        made = QFont(self.font())
        made.setWeight(QFont.Weight.DemiBold)
        return made

    def _painted_height(self) -> float:
        return self._metrics()[0].height() + 14

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        light, words = self._light, self._words
        plain, strong = self._metrics()
        x, right = box.left() + _PADDING, box.right() - _PADDING + 2
        baseline = box.center().y() + (plain.ascent() - plain.descent()) / 2
        ink = _mixed(light.text, light.strong, self._glow)
        hint = words.hint if self.width_of(words) <= self.width() else ""
        for text, metrics, font, pen in (
            (words.lead, plain, self.font(), ink),
            (words.time, strong, self._strong(), QColor(light.strong)),
            (words.tail, plain, self.font(), ink),
            (hint, plain, self.font(), QColor(light.quiet)),
        ):
            if text and x < right:
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - x)
                painter.setFont(font)
                painter.setPen(pen)
                painter.drawText(round(x), round(baseline), shown)
                x += metrics.horizontalAdvance(text)


def things_may_move(widget: QWidget) -> bool:
    """Whether this computer wants anything to move; 0 is what Qt says where it does not."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0


def _mixed(one: str, other: str, share: float) -> QColor:
    a, b = QColor(one), QColor(other)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x * (1 - share) + y * share) for x, y in pairs))
