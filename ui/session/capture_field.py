"""The field everything is typed into: one line, a caret that does not blink, and keys of its own."""

from functools import cache

from PySide6.QtCore import QEvent, QLocale, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from ui.commands import COMMANDS, Place
from ui.session.held_text import HeldText

# Beyond what a hand can type in a session; Qt's own limit would swallow keys at 32,767 without a word.
LONGEST_TYPED = 1_000_000
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Qt keeps 4 pixels beside the caret in the rectangle it repaints.
CARET_IN_RECT = 4


class CaptureField(QLineEdit):
    """A line of text that is always ready.

    Signals:
        typed: the person changed the text.
        entered: Enter.
        space_pressed: Space, while the field is empty.
        tab_pressed: Tab (False) or Shift+Tab (True), while there is text.
        earlier_pressed, later_pressed, escape_pressed: Up, Down, Esc.
        arrived, left: the focus came, and went elsewhere.
    """

    typed = Signal()
    entered = Signal()
    space_pressed = Signal()
    tab_pressed = Signal(bool)
    earlier_pressed = Signal()
    later_pressed = Signal()
    escape_pressed = Signal()
    arrived = Signal()
    left = Signal()

    def __init__(self, caret: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caret = caret
        self._held = HeldText(self._stand_in)
        # Qt inverts what is under its caret, which is brighter than the room allows, and makes it blink.
        self._style = _WithoutCaret()
        self._style.setParent(self)
        self.setStyle(self._style)
        self.setMaxLength(LONGEST_TYPED)
        self.setProperty("kind", "capture")
        self.textEdited.connect(self._say_typed)

    def whole_text(self) -> str:
        """What was typed and pasted, whole."""
        return self._held.whole(self.text())

    def show_line(self, text: str) -> None:
        """Replace what is in the field; long text is held and stands there by a few words."""
        self._held.clear()
        self.setText(self._held.shown(text))

    def take_in(self, text: str) -> None:
        """Insert what is pasted or dropped; line ends stay, and look like spaces."""
        if text:
            self.insert(self._held.shown(text, len(self.text())))
            self._say_typed()

    def event(self, event: QEvent) -> bool:
        """The room's own keys win over a line edit's (Ctrl+E, Ctrl+K, Ctrl+Z)."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()).toString(_PORTABLE) in _room_keys()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Up, Down, Esc, and Space in an empty field mean something here; the rest is typing."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key in ENTER and plain:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key == Qt.Key.Key_Space and plain and not self.text():
            if not event.isAutoRepeat():
                self.space_pressed.emit()
        elif key == Qt.Key.Key_Up and plain:
            self.earlier_pressed.emit()
        elif key == Qt.Key.Key_Down and plain:
            self.later_pressed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.take_in(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab completes while there is text, so that the focus is not lost by accident."""
        if self.text():
            self.tab_pressed.emit(not next)
            return True
        return super().focusNextPrevChild(next)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Undo, cut, copy and paste, for a hand on the mouse."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act, usable in (
            (self.tr("Undo"), self.undo, self.isUndoAvailable()),
            (self.tr("Cut"), self.cut, self.hasSelectedText()),
            (self.tr("Copy"), self.copy, self.hasSelectedText()),
            (self.tr("Paste"), self._paste, True),
        ):
            action = QAction(words, menu)
            action.setEnabled(usable)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes the selection where the system has one."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.take_in(clipboard.text(clipboard.Mode.Selection))
            return
        super().mouseReleaseEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped text is taken in like pasted text."""
        self.take_in(event.mimeData().text())
        event.acceptProposedAction()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so; the text stays unselected, so that the next key does not replace it."""
        super().focusInEvent(event)
        self.deselect()
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so, and repaint without the caret."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and a steady caret in the light's own colour."""
        super().paintEvent(event)
        if not self.hasFocus() or self.isReadOnly():
            return
        painter = QPainter(self)
        painter.fillRect(self.caret_rect(), self._caret)
        painter.end()

    def caret_rect(self) -> QRect:
        """Where the caret is painted."""
        rect = self.cursorRect()
        return QRect(rect.left() + CARET_IN_RECT, rect.top(), 2, rect.height())

    def _say_typed(self) -> None:
        self.typed.emit()

    def _paste(self) -> None:
        self.take_in(QGuiApplication.clipboard().text())

    def _stand_in(self, number: int, length: int) -> str:
        return self.tr("[pasted text {number}: {length} characters]").format(
            number=number, length=QLocale().toString(length)
        )


class _WithoutCaret(QProxyStyle):
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return 0
        return super().pixelMetric(metric, option, widget)


_PORTABLE = QKeySequence.SequenceFormat.PortableText


@cache
def _room_keys() -> frozenset[str]:
    return frozenset(
        QKeySequence(keys).toString(_PORTABLE)
        for command in COMMANDS
        if command.place is not Place.HOME
        for keys in command.keys
    )
