"""The alarm clock: what was asked for by name happens in the GUI thread when its time comes.

APScheduler keeps the times. Its own Qt scheduler runs what is due in a worker thread, drops what is more than
a second late and leaves old timers running, so this one has one precise timer and lets nothing go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED
from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.qt import QtScheduler
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kap_companion.clock import Clock
from kap_companion.errors import BugError

# A timer stands still while the computer sleeps and knows nothing of a clock that is set: how late either may
# be noticed.
LONGEST_WAIT_MS = 30_000


@dataclass(frozen=True, slots=True, eq=False)
class _Bell:
    at: datetime
    act: Callable[[], None]
    interval: timedelta | None = None


class Alarm(QObject):
    """Calls what is due, by the wall clock, in the thread that it lives in.

    What is late is done at once and once only: after a night's sleep a daily act is not done twice. What an
    act raises goes where any error of the screen goes.

    Args:
        clock: whose wall time the moments are in.
    """

    _rang = Signal(str, object)
    _woken = Signal()
    _went_wrong = Signal(str)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._bells: dict[str, _Bell] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look_again)
        # Queued: an act may set and forget alarms, which the scheduler cannot bear while it counts them.
        for signal, receive in (
            (self._rang, self._answer),
            (self._woken, self._process),
            (self._went_wrong, self._complain),
        ):
            signal.connect(receive, Qt.ConnectionType.QueuedConnection)
        self._scheduler = _Scheduler(self._timer, self._woken.emit)
        self._scheduler.add_listener(
            lambda event: self._went_wrong.emit(event.job_id), EVENT_JOB_ERROR | EVENT_JOB_MISSED
        )
        self._scheduler.start()

    def set(self, name: str, at: datetime, act: Callable[[], None]) -> None:
        """Call `act` once at that moment, or at once where it has passed.

        Takes the place of an alarm of that name. `at` has an offset from UTC. May be called in any thread.
        """
        self._arm(name, _Bell(at, act))

    def every(
        self, name: str, interval: timedelta, act: Callable[[], None], first: datetime | None = None
    ) -> None:
        """Call `act` again and again, first at that moment or when the interval has passed once."""
        self._arm(name, _Bell(first or self._clock.now().at + interval, act, interval))

    def forget(self, name: str) -> None:
        """Do not call it any more; harmless where there is no alarm of that name."""
        if self._bells.pop(name, None) is not None and self._scheduler.get_job(name) is not None:
            self._scheduler.remove_job(name)

    def names(self) -> frozenset[str]:
        """The alarms that are set."""
        return frozenset(self._bells)

    def look_again(self) -> None:
        """Compare every alarm with the clock anew: after a sleep, or when the clock was set."""
        if self._scheduler.running:
            for name, bell in list(self._bells.items()):
                self._schedule(name, bell)
            self._process()

    def stop(self) -> None:
        """Forget every alarm for good; nothing is called after this. Harmless twice."""
        self._bells.clear()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _arm(self, name: str, bell: _Bell) -> None:
        if not self._scheduler.running:
            message = f"{name}: the alarm was stopped"
            raise BugError(message)
        self._bells[name] = bell
        self._schedule(name, bell)

    def _schedule(self, name: str, bell: _Bell) -> None:
        # The scheduler reads the system's clock; ours may be another one, or may have been set meanwhile.
        at = datetime.now(UTC) + (bell.at - self._clock.now().at)
        self._scheduler.add_job(
            self._rang.emit, DateTrigger(at, UTC), args=(name, bell), id=name, replace_existing=True
        )

    @Slot()
    def _process(self) -> None:
        if self._scheduler.running:
            self._scheduler.process()

    @Slot(str, object)
    def _answer(self, name: str, bell: _Bell) -> None:
        if self._bells.get(name) is not bell:  # forgotten, or set anew, since it rang
            return
        if bell.interval is None:
            del self._bells[name]
        else:
            late = max(timedelta(0), self._clock.now().at - bell.at)
            self._arm(
                name, _Bell(bell.at + bell.interval * (late // bell.interval + 1), bell.act, bell.interval)
            )
        bell.act()

    @Slot(str)
    def _complain(self, name: str) -> None:
        message = f"{name}: the alarm did not ring"
        raise BugError(message)


class _Scheduler(QtScheduler):  # type: ignore[misc]  # APScheduler has no types
    """APScheduler on one timer of ours, everything in the GUI thread."""

    def __init__(self, timer: QTimer, wake: Callable[[], None]) -> None:
        self._one_timer = timer
        self._wake = wake
        super().__init__(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            jobstores={"default": MemoryJobStore()},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def process(self) -> None:
        """Do what is due, and set the timer for what comes next."""
        self._process_jobs()

    def wakeup(self) -> None:
        """Look at what is due in the GUI thread, whoever asks from whatever thread."""
        self._wake()

    def _start_timer(self, wait_seconds: float | None) -> None:
        if wait_seconds is None:
            self._one_timer.stop()
        else:
            self._one_timer.start(min(ceil(wait_seconds * 1000), LONGEST_WAIT_MS))

    def _stop_timer(self) -> None:
        self._one_timer.stop()
