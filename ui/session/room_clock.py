"""How the room writes a time: from the first dose once there is one, by the wall before."""

from datetime import datetime, timedelta

from kap_companion.clock import Moment
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.vocabulary.entry import Entry
from ui.controller import SessionController
from ui.words import clock_time, t_plus


class RoomClock:
    """Writes times of one session."""

    def __init__(self, controller: SessionController) -> None:
        self._controller = controller

    def of_moment(self, moment: Moment) -> str:
        """A moment to the second: "T+0:26:41" or "10:14:29"."""
        return self._said(self._controller.elapsed_ms(moment), moment.at, with_seconds=True)

    def of_entry(self, entry: Entry) -> str:
        """An entry's time to the minute: "T+0:26" or "10:14"."""
        return self._said(entry.elapsed_ms, entry.at, with_seconds=False)

    def time_of(self, elapsed_ms: int) -> str:
        """A moment by its milliseconds from the session's anchor: "T+0:26" or "10:14"."""
        return self._said(elapsed_ms, self._wall(elapsed_ms), with_seconds=False)

    def clock_of(self, elapsed_ms: int) -> str:
        """The same as a wall time, such as "11:48"."""
        return clock_time(self._wall(elapsed_ms))

    def _wall(self, elapsed_ms: int) -> datetime:
        now = self._controller.now()
        return now.at + timedelta(milliseconds=elapsed_ms - self._controller.elapsed_ms(now))

    def _said(self, elapsed_ms: int, at: datetime, *, with_seconds: bool) -> str:
        seconds = seconds_from_dose(self._controller.timeline, elapsed_ms)
        if seconds is None:
            return clock_time(at, with_seconds=with_seconds)
        return t_plus(seconds, with_seconds=with_seconds)
