"""Seconds that are counted down on the screen."""

import math

from PySide6.QtCore import QObject, QTimer, Signal

SECOND_MS = 1000


class Countdown(QObject):
    """Counts whole seconds down to none.

    Signals:
        moved: the seconds left have changed; at 0 the wait is over.
    """

    moved = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._pulse = QTimer(self)
        self._pulse.setInterval(SECOND_MS)
        self._pulse.timeout.connect(self.pass_second)

    @property
    def left(self) -> int:
        """Seconds left; 0 when nobody waits."""
        return self._left

    def start(self, seconds: float) -> None:
        """Count down from `seconds`, rounded up; from 0 nothing is waited for."""
        self._left = max(0, math.ceil(seconds))
        if self._left:
            self._pulse.start()
        else:
            self._pulse.stop()
        self.moved.emit(self._left)

    def pass_second(self) -> None:
        """One second is over."""
        self.start(self._left - 1)
