"""Time as a session needs it: the wall's time, and a time that neither jumps nor sleeps."""

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant, read from three clocks at once.

    Attributes:
        at: the wall's time, with its offset from UTC.
        steady_ms: milliseconds on a clock that does not jump and goes on while the computer sleeps.
        awake_ms: milliseconds on a clock that does not jump and stops while the computer sleeps,
            where the system has one; else the same as `steady_ms`.
    """

    at: datetime
    steady_ms: int
    awake_ms: int


class Clock(Protocol):
    """Anything that tells the moment."""

    def now(self) -> Moment:
        """The moment of the call."""
        ...


class SystemClock:
    """The computer's own clocks."""

    def now(self) -> Moment:
        """The moment of the call; `at` carries the computer's current zone offset."""
        return Moment(
            datetime.now(UTC).astimezone(), _steady_ns() // 1_000_000, time.monotonic_ns() // 1_000_000
        )


def _steady_ns() -> int:
    # Linux: MONOTONIC stops in suspend, BOOTTIME goes on. macOS: clock_gettime(MONOTONIC) goes on in
    # suspend, time.monotonic() does not. Windows: time.monotonic() goes on.
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return time.monotonic_ns()
