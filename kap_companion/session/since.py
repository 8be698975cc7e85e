"""When something was last eaten, drunk or taken, and how such times read."""

from datetime import datetime, timedelta

from kap_companion.session.points import Fact

_MS = timedelta(milliseconds=1)
# A clock time this little ahead is the room's clock running fast, not yesterday.
_AHEAD = timedelta(minutes=1)


def when_of(fact: Fact) -> datetime | None:
    """When a fact says that it was, on the wall of its entry; None where it does not say.

    A clock time is the newest such one that is not after the entry, in the entry's own offset, so that what
    was eaten at 23:00 and told at 8:00 was eaten the day before.
    """
    entry, detail = fact.entry, fact.detail
    try:
        if detail.minutes_ago is not None:
            return entry.at - timedelta(minutes=detail.minutes_ago)
        if detail.clock is None:
            return None
        hour, minute = detail.clock
        at = entry.at.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if at > entry.at + _AHEAD:
            at -= timedelta(days=1)
    except (OverflowError, ValueError):
        # A time that no calendar holds was not said.
        return None
    return min(at, entry.at)


def elapsed_of(fact: Fact, at: datetime) -> int:
    """A wall time that a fact speaks of, in milliseconds from the session's anchor."""
    return fact.entry.elapsed_ms - (fact.entry.at - at) // _MS


def span_words(milliseconds: float) -> str:
    """How long, in whole minutes that have passed: "4 h 10 min", "4 h", "30 min"."""
    hours, minutes = divmod(max(0, int(milliseconds // 60_000)), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def hours_words(hours: float) -> str:
    """So many hours of a rule: "4 h", "30 min"."""
    return span_words(round(hours * 60) * 60_000)


def clock_words(at: datetime) -> str:
    """A wall time: "7:30"."""
    return f"{at.hour}:{at.minute:02}"
