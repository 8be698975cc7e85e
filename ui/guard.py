"""Notices that nobody is there: no key, no pointer, for as long as is set."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QHoverEvent,
    QInputEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWindow,
)
from PySide6.QtWidgets import QApplication

from kap_companion.clock import Clock
from kap_companion.settings import Settings

LOOKS_EVERY_MS = 2_000
_FROM_OUTSIDE = (QInputEvent, QInputMethodEvent)
# They come when something moves under a pointer that lies still.
_NOT_A_HAND = (QHoverEvent, QEnterEvent)


class Guard(QObject):
    """Counts the time without a sign of anybody, on the clock that goes on while the computer sleeps.

    Args:
        clock: what the time is counted by.
        settings: how long nobody may be there.
        parent: owns it.

    Signals:
        nobody_there: the time is up; told once, until somebody is there again.
    """

    nobody_there = Signal()

    def __init__(self, clock: Clock, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._longest_ms = _milliseconds(settings)
        self._last_ms = clock.now().steady_ms
        self._told = False
        self._pointer: tuple[float, float] | None = None
        self._looks = QTimer(self)
        self._looks.setTimerType(Qt.TimerType.CoarseTimer)
        self._looks.setInterval(LOOKS_EVERY_MS)
        self._looks.timeout.connect(self.look)

    def watch(self) -> None:
        """Begin to count, from now."""
        self._begin_anew()
        _application().installEventFilter(self)
        self._looks.start()

    def rest(self) -> None:
        """Count no more: there is nothing to guard."""
        _application().removeEventFilter(self)
        self._looks.stop()

    def follow(self, settings: Settings) -> None:
        """From now on count as it is set."""
        self._longest_ms = _milliseconds(settings)

    def look(self) -> None:
        """See whether the time is up."""
        if not self._told and self._idle_ms() >= self._longest_ms:
            self._told = True
            self.nobody_there.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A sign of somebody begins the count anew; one that comes too late finds everything hidden."""
        # Every event of the program comes by here: the cheapest question first.
        if not isinstance(event, _FROM_OUTSIDE) or not self._is_a_sign(event):
            return False
        # After a sleep of the computer the first key may come before the timer does.
        is_late = not self._told and self._idle_ms() >= self._longest_ms
        if is_late:
            self.nobody_there.emit()
        self._begin_anew()
        # A key that reached the window goes on to whatever has the focus now. Everything else was meant for
        # what is hidden by now.
        return is_late and not (isinstance(event, QKeyEvent) and isinstance(watched, QWindow))

    def _is_a_sign(self, event: QEvent) -> bool:
        """False for a pointer that was said to move and did not: some systems say so by themselves."""
        if isinstance(event, _NOT_A_HAND):
            return False
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseMove:
            return True
        place = event.globalPosition().toTuple()
        moved, self._pointer = place != self._pointer, place
        return moved

    def _idle_ms(self) -> int:
        return self._clock.now().steady_ms - self._last_ms

    def _begin_anew(self) -> None:
        self._told = False
        self._last_ms = self._clock.now().steady_ms


def _milliseconds(settings: Settings) -> int:
    return settings.idle_minutes * 60_000


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
