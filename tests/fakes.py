"""Stand-ins for time; nothing else is faked."""

from datetime import datetime, timedelta, timezone

from kap_companion.clock import Moment

MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=-8)))


class ManualClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime = MORNING) -> None:
        self._moment = Moment(at, 1_000_000, 1_000_000)

    def now(self) -> Moment:
        return self._moment

    def pass_time(self, seconds: float) -> Moment:
        """Time passes as it does."""
        return self._shift(wall=seconds, steady=seconds, awake=seconds)

    def sleep_computer(self, seconds: float) -> Moment:
        """The computer is suspended and wakes again."""
        return self._shift(wall=seconds, steady=seconds, awake=0)

    def step_wall(self, seconds: float) -> Moment:
        """Somebody sets the wall clock."""
        return self._shift(wall=seconds, steady=0, awake=0)

    def change_zone(self, hours_from_utc: float) -> Moment:
        """Daylight saving or travel: the same instant on another offset."""
        zone = timezone(timedelta(hours=hours_from_utc))
        m = self._moment
        self._moment = Moment(m.at.astimezone(zone), m.steady_ms, m.awake_ms)
        return self._moment

    def restart_computer(self, seconds: float) -> Moment:
        """The computer was off that long: the clocks that do not jump begin anew."""
        m = self._moment
        self._moment = Moment(m.at + timedelta(seconds=seconds), 5_000, 5_000)
        return self._moment

    def _shift(self, *, wall: float, steady: float, awake: float) -> Moment:
        m = self._moment
        self._moment = Moment(
            m.at + timedelta(seconds=wall),
            m.steady_ms + round(steady * 1000),
            m.awake_ms + round(awake * 1000),
        )
        return self._moment
