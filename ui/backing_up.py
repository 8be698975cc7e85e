"""Backups while a practice is open: at the end of a session, on quitting, once a day, and when asked for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from kap_companion.clock import Clock, Moment
from kap_companion.errors import BackupError
from kap_companion.vault.backup_round import Round, back_up, look
from kap_companion.vault.backups import BackupAge, newest_backup
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice
from ui import background
from ui.alarm import Alarm
from ui.background import Task

ALARM = "daily backup"
DAY = timedelta(days=1)
AFTER_A_FAILURE = timedelta(hours=1)
LATER_IN_A_SESSION = timedelta(minutes=15)
_PROGRESS_MS = 100


class Reason(StrEnum):
    """Why a backup is made."""

    REQUEST = "request"
    DAILY = "daily"
    SESSION_END = "session end"
    QUIT = "quit"

    @property
    def only_if_changed(self) -> bool:
        """Whether it is left out where the newest backup already holds everything."""
        return self in {Reason.SESSION_END, Reason.QUIT}


class BackingUp(QObject):
    """Makes the backups of one open practice, one at a time, beside the screen.

    Args:
        practice: open until `close` was called.
        second_place: asked before each backup; None where none is set.
        in_session: whether a session is being held: a daily backup waits until it is over, so that no key
            press waits for a backup.

    Signals:
        began: a backup is under way.
        progressed: how much of it is done, 0 to 1.
        backed_up: the Backup that was made.
        unchanged: none was needed; the newest holds everything.
        failed: the KnownError that says why none was made.
        stopped: none was made, because it was stopped.
        settled: after any of these four, when no other backup waits: whoever waits may go on.
        age_known: the BackupAge, after `start` and after each backup.
    """

    began = Signal()
    progressed = Signal(float)
    backed_up = Signal(object)
    unchanged = Signal()
    failed = Signal(object)
    stopped = Signal()
    settled = Signal()
    age_known = Signal(object)

    def __init__(
        self,
        practice: Practice,
        clock: Clock,
        alarm: Alarm,
        pool: QThreadPool,
        parent: QObject | None = None,
        *,
        second_place: Callable[[], Path | None],
        in_session: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._practice = practice
        self._clock = clock
        self._alarm = alarm
        self._pool = pool
        self._second_place = second_place
        self._in_session = in_session
        self._progress: _Progress | None = None
        self._task: Task[Round] | None = None
        self._next: Reason | None = None
        self._closed = False
        self._age: BackupAge | None = None
        self._ticks = QTimer(self)
        self._ticks.setInterval(_PROGRESS_MS)
        self._ticks.timeout.connect(self._tell_progress)

    @property
    def under_way(self) -> bool:
        """Whether a backup is being made or waits for one that is."""
        return self._task is not None

    @property
    def age(self) -> BackupAge | None:
        """When the newest backups were made; None until it is known."""
        return self._age

    def start(self) -> None:
        """Find out how old the newest backup is, and make one as soon as it is a day old."""
        newest = newest_backup(self._practice.folder, self._practice.keys.practice_id)
        now = self._clock.now().at
        # A clock that was wrong once must not put the next backup off for years.
        due = now if newest is None or newest.made_at > now else newest.made_at + DAY
        self._alarm.set(ALARM, due, self._make_daily)
        looking = partial(look, self._practice.folder, self._practice.keys.practice_id, self._second_place())
        background.run(self._pool, looking, self._know_age, self._say_unknown)

    def back_up(self, reason: Reason) -> None:
        """Make a backup; where one is under way it comes after it, so that nothing written since is left out.

        `settled` follows in any case, and never before this returns.
        """
        if self._task is not None:
            self._next = reason if self._next is None or self._next.only_if_changed else self._next
            return
        self._progress = _Progress()
        work = partial(
            _work,
            self._practice.folder,
            self._practice.keys.copy(),
            self._clock.now(),
            self._second_place(),
            self._progress,
            reason,
        )
        self._task = background.run(self._pool, work, self._take, self._say_failed)
        self._ticks.start()
        self.began.emit()

    def cancel(self) -> None:
        """Stop what is under way after its present step, and forget what waits; nothing half-made is left."""
        self._next = None
        if self._progress is not None:
            self._progress.wanted = False

    def close(self) -> None:
        """Before the practice is closed: no more backups, and nothing of one that is under way is told."""
        self._closed = True
        self.cancel()
        self._alarm.forget(ALARM)
        self._ticks.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _make_daily(self) -> None:
        if self._in_session():
            self._ring_at(self._clock.now().at + LATER_IN_A_SESSION)
        else:
            self.back_up(Reason.DAILY)

    def _ring_at(self, at: datetime) -> None:
        if not self._closed:
            self._alarm.set(ALARM, at, self._make_daily)

    def _tell_progress(self) -> None:
        if self._progress is not None:
            self.progressed.emit(self._progress.done)

    def _know_age(self, age: BackupAge) -> None:
        if not self._closed:
            self._age = age
            self.age_known.emit(age)

    def _say_unknown(self, error: Exception) -> None:
        if not self._closed:
            self.failed.emit(error)

    def _take(self, done: Round) -> None:
        self._know_age(done.age)
        if done.made is None:
            self.unchanged.emit()
        else:
            self._ring_at(done.made.made_at + DAY)
            self.progressed.emit(1.0)
            self.backed_up.emit(done.made)
        self._go_on()

    def _say_failed(self, error: Exception) -> None:
        self._ring_at(self._clock.now().at + AFTER_A_FAILURE)
        if isinstance(error, _StoppedError):
            self.stopped.emit()
        else:
            self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._task = self._progress = None
        self._ticks.stop()
        reason, self._next = self._next, None
        if self._closed:
            return
        if reason is None:
            self.settled.emit()
        else:
            self.back_up(reason)


class _StoppedError(BackupError):
    """Somebody wanted no backup any more."""

    def __init__(self) -> None:
        super().__init__("The backup was stopped, so none was made.")


class _Progress:
    """How far a backup is: written in the pool's thread, read in the GUI's."""

    def __init__(self) -> None:
        self.done = 0.0
        self.wanted = True

    def __call__(self, done: float) -> None:
        self.done = done
        if not self.wanted:
            raise _StoppedError


def _work(
    folder: Path, keys: Keys, moment: Moment, place: Path | None, progress: _Progress, reason: Reason
) -> Round:
    try:
        return back_up(folder, keys, moment, place, progress, only_if_changed=reason.only_if_changed)
    finally:
        keys.forget()
