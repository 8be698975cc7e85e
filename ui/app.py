"""Puts everything together: the application, its window, the way in and the open practice."""

import gc
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from kap_companion import paths
from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.settings import Settings, keep_settings, read_settings
from ui import crash, theme
from ui.app_log import keep_log
from ui.clipboard import CopiedText
from ui.dialogs import Dialogs, SystemDialogs, keep_no_visited_folders
from ui.doorway import Doorway
from ui.guard import Guard
from ui.main_window import TITLE, MainWindow
from ui.staying_awake.staying_awake import StayingAwake, staying_awake_on_this_system
from ui.system_lock.listener import SystemLockListener, listener_for_this_system

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.in_the_room import HandedOver

COLLECTED_AFTER_MS = 100


class Companion(QObject):
    """The program as a person meets it: one window, a doorway, and a desk while a practice is open.

    Args:
        clock: tells the time.
        dialogs: ask for places on the disk.
        pool: where slow work is done.
        system: what the system tells of its sleep and its own lock; None where nobody listens.
        awake: keeps the system awake while a session runs; None where nothing is to be held off.
    """

    def __init__(
        self,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        system: SystemLockListener | None = None,
        awake: StayingAwake | None = None,
    ) -> None:
        super().__init__()
        self.window = MainWindow()
        self._settings_problem = ""
        self.settings = read_settings(say=self._note_settings_problem)
        self.dialogs = dialogs
        self._clock = clock
        self._pool = pool
        self._doorway = Doorway(self.window, clock, dialogs, pool)
        self._doorway.opened.connect(self._sit_down)
        self._desk: Desk | None = None
        self._copied = CopiedText(self)
        self.guard = Guard(clock, self.settings, self)
        self.guard.nobody_there.connect(self.hide)
        self._awake = awake or StayingAwake(self)
        self._system: SystemLockListener | None = None
        if system is not None:
            self.hear(system)

    def start(self) -> None:
        """Show the first page; the records are imported once it is painted."""
        self._doorway.start()
        self.window.find_place()
        self.window.first_painted.connect(self._begin_to_listen)
        self.window.first_painted.connect(_warm_up)
        self.window.show()
        self.guard.watch()
        if self._settings_problem:
            self.window.show_problem(self._settings_problem)

    def show_problem(self, error: KnownError) -> None:
        """Say what went wrong above the page."""
        self.window.show_problem(str(error))

    def hear(self, system: SystemLockListener) -> None:
        """Hide what is open when the system says so."""
        system.setParent(self)
        system.sleeping.connect(self.hide)
        system.screen_locked.connect(self.hide)
        self._system = system

    def hide(self) -> None:
        """Nobody is there: what is open is veiled or locked."""
        if self._desk is not None:
            self._desk.hide()
        else:
            self._doorway.hide()

    def change_settings(self, settings: Settings) -> None:
        """From now on it is as set, and after the next start too.

        Raises:
            StorageError: it is so only until the companion is closed.
        """
        self.settings = settings
        self.guard.follow(settings)
        keep_settings(settings)

    def _sit_down(self, practice: object, handed: "HandedOver | None" = None) -> None:
        from kap_companion.vault.practice import Practice
        from ui.desk import Desk

        assert isinstance(practice, Practice)
        settings, awake = (lambda: self.settings), self._awake
        desk = Desk(self.window, practice, self._clock, self.dialogs, self._pool, settings, awake, self)
        desk.settings_changed.connect(self._keep_settings)
        desk.locked.connect(self._stand_up)
        desk.locked.connect(self._doorway.knock)
        desk.taken_over.connect(self._stand_up)
        desk.taken_over.connect(self._sit_down)
        desk.sheet_made.connect(self._stand_up)
        desk.sheet_made.connect(self._doorway.show_sheet)
        self._desk = desk
        self._copied.follow()
        desk.start(handed)

    def stop(self) -> None:
        """The program ends: nothing of it stays on the clipboard, and nobody waits for it."""
        self._stand_up()
        self._awake.let_go()
        self.guard.rest()
        if self._system is not None:
            self._system.stop()

    def _keep_settings(self, settings: Settings) -> None:
        try:
            self.change_settings(settings)
        except KnownError as error:
            self.show_problem(error)

    def _stand_up(self, *_left: object) -> None:
        self._desk = None
        self._copied.rest()
        # Pages and what they held refer to each other: they go when they are looked for, once Qt let them go.
        QTimer.singleShot(COLLECTED_AFTER_MS, self, gc.collect)

    def _begin_to_listen(self) -> None:
        if self._system is not None:
            self._system.listen(self.window)

    def _note_settings_problem(self, problem: str) -> None:
        self._settings_problem = problem


def run(clock: Clock) -> int:
    """Open the window; the answer is the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("kap-companion")
    application.setApplicationDisplayName(TITLE)
    theme.load_typeface()
    keep_no_visited_folders()
    system = listener_for_this_system(application)
    awake = staying_awake_on_this_system(application)
    companion = Companion(clock, SystemDialogs(), QThreadPool.globalInstance(), system, awake)
    crash.install(companion.show_problem, lambda: companion.window)
    keep_log(paths.config_folder())
    companion.start()
    status = application.exec()
    companion.stop()
    QThreadPool.globalInstance().waitForDone()
    return status


def _warm_up() -> None:
    theme.load_scripts()
    # sqlmodel takes a second to import: it is there by the time a passphrase is typed.
    threading.Thread(target=_import_records, name="warm-up", daemon=True).start()


def _import_records() -> None:
    import kap_companion.vault.practice
    import kap_companion.worksheets.press  # noqa: F401
    from kap_companion.worksheets.fonts import coverage

    # Read once, so that the first sheet does not wait for it.
    coverage()
