"""A field for a passphrase: it shows dots, and tells not even the accessibility bus what they are."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOption, QWidget

from ui.widgets.passphrase_accessible import describe_as_passphrase
from ui.widgets.passphrase_buffer import PassphraseBuffer
from ui.widgets.passphrase_dots import Dots, around, lay_out


class PassphraseField(QWidget):
    """Keys go in, dots are seen, `take()` gives the passphrase once.

    Qt's own password field tells each real character to the accessibility bus, so this one keeps and paints
    for itself. What was typed can be pasted into but never copied out of it.

    Signals:
        edited: a character came or went.
        submitted: Enter was pressed.
        caps_lock_seen: the last letter looked as if Caps Lock were on (True) or off (False).
    """

    edited = Signal()
    submitted = Signal()
    caps_lock_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe_as_passphrase(PassphraseField)
        self._typed = PassphraseBuffer()
        self._composing = 0
        self._all_selected = False
        self._caret_on = False
        self._blink: int | None = None
        self.setProperty("kind", "field")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Passphrase"))

    def set_accessible(self, name: str) -> None:
        """What a screen reader calls the field."""
        self.setAccessibleName(name)

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return len(self._typed) == 0

    def same_as(self, other: "PassphraseField") -> bool:
        """Whether the same was typed into both."""
        return self._typed.same_as(other._typed)  # noqa: SLF001 - the other field is one of us

    def take(self) -> bytearray:
        """What was typed, as UTF-8 for the caller to overwrite after use; the field is empty."""
        taken = self._typed.take()
        self._show_change()
        return taken

    def clear(self) -> None:
        """Overwrite what was typed."""
        self._typed.clear()
        self._show_change()

    def sizeHint(self) -> QSize:
        """Room for two dozen dots, at the height of a comfortable line."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 40, round(metrics.height() * 2.6))

    def minimumSizeHint(self) -> QSize:
        """The full height, and room for a few dots."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keys that write here are not shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_writes(event) or _is_own(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Characters, Backspace and Delete, select all, paste, Enter; nothing else is for this field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._write(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._select_all()
        elif _clears_all(event) or (_erases(event) and self._all_selected):
            self._change(self._forget)
        elif event.key() == Qt.Key.Key_Backspace:
            self._change(self._typed.drop_last)
        elif _writes(event):
            self._watch_caps_lock(event)
            self._write(event.text())
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits is written; what it still composes is shown as dots."""
        self._composing = len(event.preeditString())
        if event.commitString():
            self._write(event.commitString())
        self.update()
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Where the caret is; never what is written around it."""
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self._dots().caret.toAlignedRect()
        if query in (Qt.InputMethodQuery.ImSurroundingText, Qt.InputMethodQuery.ImCurrentSelection):
            return ""
        if query in (Qt.InputMethodQuery.ImCursorPosition, Qt.InputMethodQuery.ImAnchorPosition):
            return 0
        return super().inputMethodQuery(query)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select all, as there are no words to select."""
        self._select_all()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret blinks at the system's pace."""
        super().focusInEvent(event)
        self._restart_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No caret without the focus."""
        super().focusOutEvent(event)
        self._stop_blinking()
        self._caret_on = False
        self._all_selected = False
        self._composing = 0
        self.update()

    def timerEvent(self, event: QTimerEvent) -> None:
        """One half of a blink."""
        if event.timerId() == self._blink:
            self._caret_on = not self._caret_on
            self.update()
        else:
            super().timerEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field's frame, a dot a character, and the caret."""
        dots = self._dots()
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self.palette()
        if self._all_selected and dots.middles:
            painter.fillRect(around(dots), palette.highlight())
        painter.setBrush(palette.highlightedText() if self._all_selected else palette.text())
        for middle in dots.middles:
            painter.drawEllipse(middle, dots.radius, dots.radius)
        if self._caret_on and not self._all_selected:
            painter.fillRect(dots.caret, palette.text())
        painter.end()

    def _dots(self) -> Dots:
        metrics = self.fontMetrics()
        margin = metrics.height() * 0.85
        box = QRectF(self.rect()).adjusted(margin, 0, -margin, 0)
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return lay_out(len(self._typed) + self._composing, box, metrics.xHeight() * 2, leftwards=leftwards)

    def _write(self, text: str) -> None:
        if self._all_selected and text:
            self._forget()
        self._change(lambda: self._typed.append(text))

    def _forget(self) -> bool:
        had = not self.is_empty()
        self._typed.clear()
        return had

    def _change(self, act: Callable[[], bool]) -> None:
        self._all_selected = False
        if act():
            self._show_change()
        else:
            self.update()

    def _show_change(self) -> None:
        self._all_selected = False
        if self.hasFocus():
            self._restart_caret()
        self.update()
        self.edited.emit()

    def _select_all(self) -> None:
        self._all_selected = not self.is_empty()
        self.update()

    def _restart_caret(self) -> None:
        self._stop_blinking()
        self._caret_on = True
        period = QGuiApplication.styleHints().cursorFlashTime()
        if period > 0:
            self._blink = self.startTimer(period // 2)
        self.update()

    def _stop_blinking(self) -> None:
        if self._blink is not None:
            self.killTimer(self._blink)
            self._blink = None

    def _watch_caps_lock(self, event: QKeyEvent) -> None:
        # Caps Lock cannot be asked for on every system; a letter in a case that Shift does not explain tells.
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != shifted)


def _writes(event: QKeyEvent) -> bool:
    text = event.text()
    if not text or unicodedata.category(text[0]) == "Cc":
        return False
    # AltGr arrives as Ctrl and Alt together on some systems, and does write.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return modifiers not in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)


def _erases(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


def _clears_all(event: QKeyEvent) -> bool:
    return _erases(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _is_own(event: QKeyEvent) -> bool:
    return (
        _erases(event)
        or event.matches(QKeySequence.StandardKey.Paste)
        or event.matches(QKeySequence.StandardKey.SelectAll)
    )
