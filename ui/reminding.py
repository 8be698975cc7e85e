"""What is due: worked out anew at each change of the session, and told again when the time of one comes.

It has no clock of its own. The session's says how much time has passed, on clocks that neither jump nor
sleep, and the alarm rings by the wall's. So each ring is compared with the session's time before it is
believed.
"""

from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from kap_companion.clock import Moment
from kap_companion.session.prompts import Due, due, next_change_ms, overdue
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary import protocol
from ui.alarm import Alarm


class SessionTime(Protocol):
    """Tells the time of a running session, as its controller does."""

    def now(self) -> Moment:
        """The moment of the call."""
        ...

    def elapsed_ms(self, moment: Moment | None = None) -> int:
        """Milliseconds from the session's anchor to a moment, or now."""
        ...


class Reminding(QObject):
    """Keeps what is due, and has the alarm wake it when the next of it comes.

    Args:
        time: the session's time.
        alarm: who rings; each alarm is named "due:" and the key of what is due.
        parent: its owner.

    Signals:
        due_changed: everything that is due and not answered, by time, future ones too: something was added
            or answered, or the time of one has come or was put off.
    """

    due_changed = Signal(tuple)

    def __init__(self, time: SessionTime, alarm: Alarm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._alarm = alarm
        self._dues: tuple[Due, ...] = ()
        self._told: tuple[tuple[Due, ...], tuple[Due, ...]] = ((), ())
        self._armed = ""

    @property
    def dues(self) -> tuple[Due, ...]:
        """Everything that is due and not answered, by time, future ones too."""
        return self._dues

    @property
    def overdue(self) -> tuple[Due, ...]:
        """Those whose time has come."""
        return overdue(self._dues, self._time.elapsed_ms())

    def follow(self, timeline: Timeline, plan: protocol.Protocol) -> None:
        """Work out what is due; to be called at the start and after each change.

        Args:
            timeline: the session as it reads now.
            plan: the session's own copy of its protocol.
        """
        self._dues = due(timeline, plan)
        self.look_again()

    def look_again(self) -> None:
        """Compare what is due with the session's time anew: after a sleep, a lock or a step of the clock."""
        now = self._time.now()
        now_ms = self._time.elapsed_ms(now)
        self._arm(now, now_ms)
        told = self._dues, overdue(self._dues, now_ms)
        if told != self._told:
            self._told = told
            self.due_changed.emit(self._dues)

    def stop(self) -> None:
        """Wake for nothing any more; what is due stays as it is. Harmless twice."""
        self._alarm.forget(self._armed)
        self._armed = ""

    def _arm(self, now: Moment, now_ms: int) -> None:
        at_ms = next_change_ms(self._dues, now_ms)
        following = next((each for each in self._dues if each.at_ms == at_ms), None)
        name = f"due:{following.key}" if following is not None else ""
        if name != self._armed:
            self._alarm.forget(self._armed)
        self._armed = name
        if at_ms is not None:
            # The wall's time may have been set since it was last worked out.
            self._alarm.set(name, now.at + timedelta(milliseconds=at_ms - now_ms), self.look_again)
