"""When an entry happened: at its first key, or where the line itself puts it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kap_companion.session.capture import TimeShift
from kap_companion.vocabulary.entry import Entry

# A clock time this little ahead is the typist's watch running fast, not yesterday.
_AHEAD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class When:
    """When an entry happened and when it was typed, each by the wall and in milliseconds from the anchor."""

    at: datetime
    elapsed_ms: int
    typed_at: datetime
    typed_ms: int


def placed(when: When, shift: TimeShift | None, *, latest: datetime | None = None) -> When:
    """Where a line's own time puts it; unchanged without one, or with one that no calendar holds.

    Args:
        when: the line's first key.
        shift: so long back, or a clock time: the nearest past one, seen from `latest`.
        latest: what must not be passed; `when.at` unless told.
    """
    if shift is None:
        return when
    try:
        if shift.clock is not None:
            at = _nearest_past(shift.clock, when.at, latest or when.at)
        else:
            at = when.at - timedelta(seconds=shift.seconds_back or 0)
    except (OverflowError, ValueError):
        return when
    return replace(when, at=at, elapsed_ms=when.elapsed_ms + (at - when.at) // timedelta(milliseconds=1))


def placed_again(old: Entry, old_shift: TimeShift | None, shift: TimeShift | None, now: When) -> When:
    """When an amended entry happened: as before, unless its new line puts it elsewhere.

    Args:
        old: the entry amended.
        old_shift: what its own line says.
        shift: what the new line says.
        now: the moment of the amendment, which a clock time must not pass.
    """
    when = replace(now, at=old.at, elapsed_ms=old.elapsed_ms)
    if shift is None or shift == old_shift:
        return when
    if old_shift is not None and old_shift.seconds_back is not None:
        # "@-2m" made "@-3m" means three minutes before the first key, not five.
        undone = replace(old_shift, seconds_back=-old_shift.seconds_back)
        when = placed(when, undone)
    return placed(when, shift, latest=max(now.at.astimezone(when.at.tzinfo), when.at))


def _nearest_past(clock: tuple[int, int, int], day: datetime, latest: datetime) -> datetime:
    hour, minute, second = clock
    at = day.replace(hour=hour, minute=minute, second=second, microsecond=0)
    return at - timedelta(days=1) if at - latest > _AHEAD else at
