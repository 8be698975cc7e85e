"""The one window: shows one page at a time in its light, and never a client's name in its title."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.paths import config_folder
from ui import commands, theme
from ui.theme import Light

TITLE = "KAP Companion"
SMALLEST = QSize(1024, 640)
USUAL = QSize(1440, 900)
_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """A stack of one page; whoever shows a page says in which light.

    Args:
        scale: the text size, 0.8 to 2.0.
        config: the folder where the window's place is remembered; None for the usual one.
    """

    def __init__(self, scale: float = 1.0, config: Path | None = None) -> None:
        super().__init__()
        # Only where the window was: nothing of a client is kept outside the practice.
        self._place = QSettings(
            str((config or config_folder()) / "window.ini"), QSettings.Format.IniFormat, self
        )
        self._scale = scale
        self._before_closing: Callable[[], None] | None = None
        self.setWindowTitle(TITLE)
        commands.install(self, {"quit": self._quit})
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

    def present(self, page: QWidget, light: Light) -> None:
        """Show a page in place of the one before, which is forgotten with all it showed."""
        before = self._pages.currentWidget()
        self.setStyleSheet(theme.style_sheet(light, self._scale))
        self.show_problem("")
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        page.setFocus()

    def clear(self) -> None:
        """Forget the page that is shown, with all it showed."""
        page = self._pages.currentWidget()
        if page is not None:
            page.hide()
            self._pages.removeWidget(page)
            page.deleteLater()

    def show_problem(self, text: str) -> None:
        """Say above the page what went wrong and what to do next; empty takes it away."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def call_before_closing(self, act: Callable[[], None] | None) -> None:
        """What is to be put in order before the window closes: a half-typed line, an open practice."""
        self._before_closing = act

    def find_place(self) -> None:
        """Where the window was the last time, or as large as the screen lets it be."""
        place = self._place.value(_GEOMETRY)
        if not (isinstance(place, QByteArray) and self.restoreGeometry(place)):
            self.resize(USUAL.boundedTo(QApplication.primaryScreen().availableSize()))

    def _quit(self, _key: int) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close in order; nothing that was shown as saved is at stake."""
        self._place.setValue(_GEOMETRY, self.saveGeometry())
        if self._before_closing is not None:
            self._before_closing()
        super().closeEvent(event)
