"""Until when a client's records must be kept, worked out from the rule that was set for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kap_companion.errors import RetentionError
from kap_companion.ids import new_id
from kap_companion.vocabulary.retention import Retention

DEFAULT_SOURCE: Final = "APA Record Keeping Guidelines (2007), guideline 7"
"""Seven years after the last service, or three after majority, whichever is later."""

MOST_YEARS: Final = 150
"""More than this is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """A retention date.

    Attributes:
        until: the last day on which the records must be there; they may be purged from the day after.
        source: where the date comes from, in a sentence to be shown beside it.
    """

    until: date
    source: str


def default_retention(client_id: str, author: str, at: datetime, *, born_on: date | None = None) -> Retention:
    """The rule for a client for whom none was set.

    Args:
        client_id: the client's.
        author: the person's id who first asks for it.
        at: when.
        born_on: the client's birth date, where the rule about majority is to count too.
    """
    return Retention(
        id=new_id(),
        client=client_id,
        years_after_visit=7,
        years_after_majority=3,
        born_on=born_on,
        source=DEFAULT_SOURCE,
        author=author,
        at=at,
    )


def keep_until(retention: Retention, last_visit: date) -> KeptUntil:
    """Until when the rule has the records kept; a hold is not seen here, it stops purging at any date.

    A day that a year does not have (29 February) becomes the next one, so that nothing is kept too short.

    Args:
        retention: the rule, or the date set by hand in its place.
        last_visit: the day of the client's newest session; the day they came to the practice without one.
    """
    if retention.until is not None:
        return KeptUntil(retention.until, f"Set by hand on {retention.at.date()} ({retention.source}).")
    after_visit = years_after(last_visit, retention.years_after_visit)
    found = KeptUntil(
        after_visit,
        f"{_years(retention.years_after_visit)} after the last visit on {last_visit} ({retention.source}).",
    )
    if retention.born_on is None or retention.years_after_majority is None:
        return found
    of_age = years_after(retention.born_on, retention.majority_age)
    after_majority = years_after(of_age, retention.years_after_majority)
    if after_majority <= after_visit:
        return found
    return KeptUntil(
        after_majority,
        f"{_years(retention.years_after_majority)} after coming of age on {of_age} ({retention.source}).",
    )


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 1 March where there is no 29 February, the calendar's end at most."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def checked(retention: Retention) -> Retention:
    """The same rule, where it makes sense.

    Raises:
        RetentionError: its years or ages are out of bounds, or it lacks its source, or the reason that a hold
            and a date by hand need.
    """
    years = (retention.years_after_visit, retention.years_after_majority or 0, retention.majority_age)
    if any(not 0 <= each <= MOST_YEARS for each in years):
        raise RetentionError(f"A retention rule counts from 0 to {MOST_YEARS} years.")
    if not retention.source.strip():
        raise RetentionError("A retention rule needs its source.", "Say which law or guideline it follows.")
    if not retention.reason.strip() and (retention.hold or retention.until is not None):
        what = "legal hold" if retention.hold else "date set by hand"
        raise RetentionError(f"A {what} needs a reason.", "Say in a few words why it was set.")
    return retention


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"
