"""The one window: shows one page at a time in its light, and never a client's name in its title."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kap_companion.paths import config_folder
from ui import commands, theme
from ui.theme import Light

TITLE = "KAP Companion"
SMALLEST = QSize(1024, 640)
USUAL = QSize(1440, 900)
# What a desktop may draw around a window; its true size is known only once the window is shown.
FRAME = QSize(16, 48)
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 80, 200, 10
_GEOMETRY, _TEXT_SIZE = "window/geometry", "window/text-size"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(QMainWindow):
    """A stack of one page; whoever shows a page says in which light.

    Args:
        config: the folder where the window's place and the text size are remembered; None for the usual one.

    Signals:
        first_painted: there is something to look at; what takes time may begin.
    """

    first_painted = Signal()

    def __init__(self, config: Path | None = None) -> None:
        super().__init__()
        # Only how the window looks: nothing of a client is kept outside the practice.
        self._look = QSettings(
            str((config or config_folder()) / "window.ini"), QSettings.Format.IniFormat, self
        )
        self._light = theme.DAYLIGHT
        self._text_size = _kept_text_size(self._look.value(_TEXT_SIZE))
        self._was_painted = False
        self._fills_screen = False
        self._before_closing: Callable[[], bool | None] | None = None
        self.setWindowTitle(TITLE)
        commands.install(
            self, {"quit": self._quit, "larger_text": self._enlarge_text, "smaller_text": self._reduce_text}
        )
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._problem = QLabel()
        self._problem.setProperty("kind", "banner")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._pages = QStackedWidget()
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._problem)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def present(self, page: QWidget, light: Light, *, whole_screen: bool = False) -> None:
        """Show a page in place of the one before, which is forgotten with all it showed.

        Args:
            page: what is shown from now on.
            light: in which light.
            whole_screen: whether nothing else of the computer is to be seen beside it.
        """
        before = self._pages.currentWidget()
        self._fill_screen(whole_screen)
        self._light = light
        self._apply_style()
        self.show_problem("")
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._forget(before)
        page.setFocus()

    def clear(self) -> None:
        """Forget the page that is shown, with all it showed."""
        page = self._pages.currentWidget()
        if page is not None:
            page.hide()
            self._forget(page)

    @staticmethod
    def close_dialogs() -> None:
        """Close what lies over the page; one that asks for a file ends as if nobody had chosen."""
        for ask in (QApplication.activePopupWidget, QApplication.activeModalWidget):
            dialog = ask()
            while dialog is not None and dialog.close():
                dialog = ask()

    def show_problem(self, text: str) -> None:
        """Say above the page what went wrong and what to do next; empty takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def call_before_closing(self, act: Callable[[], bool | None] | None) -> None:
        """What is to be put in order before the window closes: a half-typed line, an open practice.

        Where it answers False the window stays.
        """
        self._before_closing = act

    def find_place(self) -> None:
        """Where the window was the last time, or as large as the screen lets it be."""
        place = self._look.value(_GEOMETRY)
        if not (isinstance(place, QByteArray) and self.restoreGeometry(place)):
            self.resize(USUAL.boundedTo(QApplication.primaryScreen().availableSize() - FRAME))

    @property
    def text_size(self) -> int:
        """The size of the text in percent of the usual one, 80 to 200."""
        return self._text_size

    def _fill_screen(self, whole: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        if whole is self._fills_screen:
            return
        self._fills_screen = whole
        state, full = self.windowState(), Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if whole else state & ~full)

    def _enlarge_text(self, _key: int) -> None:
        self._set_text_size(self._text_size + TEXT_STEP)

    def _reduce_text(self, _key: int) -> None:
        self._set_text_size(self._text_size - TEXT_STEP)

    def _set_text_size(self, percent: int) -> None:
        self._text_size = max(SMALLEST_TEXT, min(LARGEST_TEXT, percent))
        self._look.setValue(_TEXT_SIZE, self._text_size)
        self._apply_style()

    def _apply_style(self) -> None:
        sheet = theme.style_sheet(self._light, self._text_size / 100)
        # Setting it, even the same again, has Qt work out the style of every widget there is.
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _quit(self, _key: int) -> None:
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does: Qt lets it only in dialogs."""
        button = self.focusWidget()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain and not event.isAutoRepeat() and isinstance(button, QPushButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that something is on the screen, when the whole of it is."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close in order; nothing that was shown as saved is at stake."""
        self._look.setValue(_GEOMETRY, self.saveGeometry())
        if self._before_closing is not None and self._before_closing() is False:
            event.ignore()
            return
        super().closeEvent(event)

    def _forget(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        # Text and its history of undoing go now, not when the page is at last deleted.
        for field in page.findChildren(QLineEdit):
            field.blockSignals(True)
            # Unlike clear(), this cannot be undone.
            field.setText("")
        page.deleteLater()


def _kept_text_size(kept: object) -> int:
    """The text size that was kept; the usual one where none was, or what is there is none."""
    percent = int(kept) if isinstance(kept, int | str) and str(kept).isdecimal() else 100
    return percent if SMALLEST_TEXT <= percent <= LARGEST_TEXT else 100
