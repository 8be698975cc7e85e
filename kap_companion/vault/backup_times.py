"""When backups were made, as their folders are called, and which of them are kept."""

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from itertools import islice

DAYS, WEEKS, MONTHS = 7, 4, 12

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z(-[0-9]{1,3})?")


def name_of(made_at: datetime, nth: int = 1) -> str:
    """How the folder of a backup made then is called, such as `20261121T170000Z`.

    `nth` tells apart backups of the same second: the second one ends in `-2`.
    """
    stamp = made_at.astimezone(UTC).strftime(_STAMP)
    return stamp if nth == 1 else f"{stamp}-{nth}"


def is_name(name: str) -> bool:
    """Whether a folder is called as one of a backup is."""
    return _NAME.fullmatch(name) is not None


def to_keep(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments, in UTC, whose backups are kept: the newest of 7 days, of 4 weeks and of 12 months.

    Days, weeks (from Monday) and months are those of UTC, and only those count on which a backup was made, so
    that a long holiday thins out nothing.
    """
    # In UTC before anything is compared: in the hour that an autumn night repeats, a zone's own times do not
    # sort, and equal no other zone's.
    newest_first = sorted({moment.astimezone(UTC) for moment in moments}, reverse=True)
    kept: set[datetime] = set()
    for most, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        kept.update(islice(_newest_of_each(period, newest_first), most))
    return frozenset(kept)


def _newest_of_each(
    period: Callable[[datetime], Hashable], newest_first: Iterable[datetime]
) -> Iterable[datetime]:
    newest: dict[Hashable, datetime] = {}
    for moment in newest_first:
        newest.setdefault(period(moment), moment)
    return newest.values()


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
