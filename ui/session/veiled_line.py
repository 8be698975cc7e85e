"""The line being typed, seen as dots: what is typed behind the veil is logged and cannot be read there."""

import unicodedata

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.session.capture_field import ENTER
from ui.session.half_typed import HalfTyped
from ui.theme import Light
from ui.widgets.passphrase_dots import lay_out


class VeiledLine(QWidget):
    """Keys go in, dots are seen; to a screen reader it has a name and no text."""

    def __init__(self, line: HalfTyped, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._light = light
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Capture line, veiled"))
        line.edited.connect(self.update)

    def sizeHint(self) -> QSize:
        """As high as the capture line."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 56, round(metrics.height() * 2.6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Characters, Backspace, paste and Enter; Space in an empty line marks the moment."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain:
            if not event.isAutoRepeat():
                self._line.submit(unseen=True)
        elif event.key() == Qt.Key.Key_Backspace:
            self._line.typed(self._line.text[:-1])
        elif event.key() == Qt.Key.Key_Space and plain and not self._line.text:
            self._line.bookmark()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._write(QGuiApplication.clipboard().text())
        elif _writes(event):
            self._write(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits is typed."""
        self._write(event.commitString())
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Nothing of what is written is told to an input method."""
        if query in (Qt.InputMethodQuery.ImSurroundingText, Qt.InputMethodQuery.ImCurrentSelection):
            return ""
        return super().inputMethodQuery(query)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the outline."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is typed, and let the outline go dark."""
        super().focusOutEvent(event)
        self._line.keep_now()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """An outline, a dot a character, and a steady caret."""
        metrics, light = self.fontMetrics(), self._light
        margin = metrics.height() * 0.85
        box = QRectF(self.rect()).adjusted(margin, 0, -margin, 0)
        dots = lay_out(len(self._line.text), box, metrics.xHeight() * 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(light.raised))
        painter.setPen(QPen(QColor(light.focus if self.hasFocus() else light.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(light.text))
        for middle in dots.middles:
            painter.drawEllipse(middle, dots.radius, dots.radius)
        if self.hasFocus():
            painter.fillRect(dots.caret, QColor(light.focus))
        painter.end()

    def _write(self, text: str) -> None:
        if text:
            self._line.typed(self._line.text + text)


def _writes(event: QKeyEvent) -> bool:
    text = event.text()
    if not text or unicodedata.category(text[0]) == "Cc":
        return False
    # AltGr arrives as Ctrl and Alt together on some systems, and does write.
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return modifiers not in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)
