"""The times a search can be held to: any, the last weeks and months, one year with sessions in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SearchTime:
    """One stretch of time in words; `since` and `until` are days where the sessions were, None for no end."""

    words: str
    since: date | None = None
    until: date | None = None

    def moments(self, like: datetime) -> tuple[datetime | None, datetime | None]:
        """Its beginning and the moment it is over, in the zone of `like`."""
        return _midnight(self.since, like), _midnight(self.until, like)


def search_times(days: Iterable[date], today: date) -> tuple[SearchTime, ...]:
    """What is offered: any time first, then what is recent, then each year, the newest first.

    Args:
        days: those of the client's sessions.
        today: counted back from.
    """
    years = sorted({day.year for day in days}, reverse=True)
    return (
        SearchTime(translate("SearchTime", "Any time")),
        SearchTime(translate("SearchTime", "The last 30 days"), today - timedelta(days=30)),
        SearchTime(translate("SearchTime", "The last 6 months"), today - timedelta(days=182)),
        *(SearchTime(str(year), date(year, 1, 1), date(year + 1, 1, 1)) for year in years),
    )


def _midnight(day: date | None, like: datetime) -> datetime | None:
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=like.tzinfo)
