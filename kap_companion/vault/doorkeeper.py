"""Makes guessing at the unlock page slow: after each wrong passphrase a longer wait."""

from kap_companion.clock import Clock

LONGEST_WAIT_SECONDS = 60


def seconds_to_wait(failures: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: 0, 1, 2, 4, 8, 16, 32, then 60."""
    if failures <= 0:
        return 0
    return min(1 << min(failures - 1, 6), LONGEST_WAIT_SECONDS)


class Doorkeeper:
    """Counts wrong passphrases in a row and says how long the door stays shut."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures = 0
        self._opens_at_ms = 0

    @property
    def failures(self) -> int:
        """Wrong passphrases since the last right one."""
        return self._failures

    def seconds_left(self) -> float:
        """Seconds until another try is taken; 0.0 when one is taken now."""
        return max(0, self._opens_at_ms - self._clock.now().steady_ms) / 1000

    def turn_away(self) -> int:
        """Count a wrong passphrase; returns the seconds to wait now."""
        self._failures += 1
        wait = seconds_to_wait(self._failures)
        self._opens_at_ms = self._clock.now().steady_ms + wait * 1000
        return wait

    def let_in(self) -> None:
        """Count anew: the passphrase was right."""
        self._failures = 0
        self._opens_at_ms = 0
