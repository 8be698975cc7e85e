"""Puts everything together: the application, its window, the way in and the open practice."""

import sys
import threading

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QApplication

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from ui import crash, theme
from ui.dialogs import Dialogs, SystemDialogs, keep_no_visited_folders
from ui.doorway import Doorway
from ui.main_window import TITLE, MainWindow


class Companion(QObject):
    """The program as a person meets it: one window, a doorway, and a desk while a practice is open."""

    def __init__(self, clock: Clock, dialogs: Dialogs, pool: QThreadPool) -> None:
        super().__init__()
        self.window = MainWindow()
        self.dialogs = dialogs
        self._clock = clock
        self._pool = pool
        self._doorway = Doorway(self.window, clock, dialogs, pool)
        self._doorway.opened.connect(self._sit_down)

    def start(self) -> None:
        """Show the first page; the records are imported once it is painted."""
        self._doorway.start()
        self.window.find_place()
        self.window.first_painted.connect(_warm_up)
        self.window.show()

    def show_problem(self, error: KnownError) -> None:
        """Say what went wrong above the page."""
        self.window.show_problem(str(error))

    def _sit_down(self, practice: object) -> None:
        from kap_companion.vault.practice import Practice
        from ui.desk import Desk

        assert isinstance(practice, Practice)
        desk = Desk(self.window, practice, self._clock, self.dialogs, self._pool, self)
        desk.locked.connect(self._doorway.knock)
        desk.sheet_made.connect(self._doorway.show_sheet)
        desk.start()


def run(clock: Clock) -> int:
    """Open the window; the answer is the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("kap-companion")
    application.setApplicationDisplayName(TITLE)
    theme.load_typeface()
    keep_no_visited_folders()
    companion = Companion(clock, SystemDialogs(), QThreadPool.globalInstance())
    crash.install(companion.show_problem, lambda: companion.window)
    companion.start()
    status = application.exec()
    QThreadPool.globalInstance().waitForDone()
    return status


def _warm_up() -> None:
    theme.load_scripts()
    # sqlmodel takes a second to import: it is there by the time a passphrase is typed.
    threading.Thread(target=_import_records, name="warm-up", daemon=True).start()


def _import_records() -> None:
    import kap_companion.vault.practice
    import kap_companion.worksheets.typeset  # noqa: F401
