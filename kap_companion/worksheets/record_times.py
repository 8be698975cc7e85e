"""The times of a session as they stand on the facilitator's sheets: from the first dose, and on the wall."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.session import Session

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class RecordTimes:
    """Writes the times of one session; all milliseconds are from its anchor.

    Attributes:
        anchor: when it began.
        first_dose_ms: T0; None where there is none, and then times count from the beginning.
    """

    anchor: datetime
    first_dose_ms: int | None

    @classmethod
    def of(cls, session: Session, timeline: Timeline) -> "RecordTimes":
        """Those of a session."""
        return cls(session.anchor, timeline.first_dose_ms)

    def since(self, at_ms: int) -> str:
        """From the first dose, "T+0:17:05" or "T−0:33:00"; from the beginning without one, "0:17:05"."""
        if self.first_dose_ms is None:
            return ("−" if at_ms <= -1000 else "") + _length(at_ms)
        from_dose = at_ms - self.first_dose_ms
        return ("T+" if from_dose > -1000 else "T−") + _length(from_dose)

    def clock(self, at: datetime) -> str:
        """On the wall: "10:14:30"; with its day and offset where these are not those of the beginning."""
        shown = f"{at:%H:%M:%S}"
        if at.utcoffset() != self.anchor.utcoffset():
            shown = f"{shown} {_offset(at)}"
        return shown if at.date() == self.anchor.date() else f"{spell_day(at)}, {shown}"

    def wall(self, at_ms: int) -> str:
        """The same for a moment that no entry stands at."""
        return self.clock(self.anchor + timedelta(milliseconds=at_ms))

    def both(self, at_ms: int, at: datetime) -> str:
        """Since the dose and on the wall: "T+0:17:05, 10:14:30"."""
        return f"{self.since(at_ms)}, {self.clock(at)}"


def spell_day(day: date) -> str:
    """A day in plain words: "21 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spell_moment(at: datetime) -> str:
    """A moment in full: "21 November 2026, 10:14:30 +01:00"."""
    return f"{spell_day(at)}, {at:%H:%M:%S} {_offset(at)}".rstrip()


def _length(milliseconds: int) -> str:
    whole = abs(milliseconds) // 1000
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _offset(at: datetime) -> str:
    return at.isoformat()[-6:] if at.utcoffset() else ("UTC" if at.tzinfo else "")
