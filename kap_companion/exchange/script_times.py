"""When the lines of a script were: clock times as they follow each other, the rest from the dose."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from kap_companion.exchange.script_lines import ClockTime, TimedLine
from kap_companion.session.capture import read
from kap_companion.session.placing import When, placed
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster

NOON: ClockTime = (12, 0, 0)
_DAY = timedelta(days=1)


def place(
    lines: Sequence[TimedLine], day: date, zone: tzinfo, first_dose: ClockTime | None
) -> tuple[datetime | None, ...]:
    """When each line was, with its offset; None where nothing says when the first dose was.

    Args:
        lines: in the order of the file.
        day: the day the session began.
        zone: of the room.
        first_dose: its clock time, where the script's header says it.
    """
    by_clock = dict(_by_clock(lines, day, zone))
    dose = at_clock(day, first_dose, zone) if first_dose is not None else _first_dose(lines, by_clock)
    if dose is None and not by_clock:
        dose = at_clock(day, NOON, zone)
    return tuple(by_clock.get(line.line) or _from_dose(dose, line, zone) for line in lines)


def at_clock(day: date, clock: ClockTime, zone: tzinfo, *, fold: int = 0) -> datetime:
    """A clock time of a day in a zone, with its own fixed offset."""
    # Two times of one zone would be subtracted as if no clock ever changed; fixed offsets are not.
    return _fixed(datetime.combine(day, time(*clock, fold=fold), zone).astimezone(UTC), zone)


def _by_clock(lines: Iterable[TimedLine], day: date, zone: tzinfo) -> Iterator[tuple[int, datetime]]:
    """Each clock time on the day that brings it nearest to the line before, so past midnight too."""
    before: datetime | None = None
    for line in lines:
        if line.clock is None:
            continue
        at = at_clock(day, line.clock, zone)
        if before is not None:
            near = before.astimezone(zone).date()
            candidates = [at_clock(near + _DAY * n, line.clock, zone) for n in (-1, 0, 1)]
            at = min((abs(each - before), each) for each in candidates)[1]
            if at < before:
                # On the night the clocks go back an hour comes twice; the log goes on in the second.
                again = at_clock(at.astimezone(zone).date(), line.clock, zone, fold=1)
                at = again if again >= before and again - at <= timedelta(hours=1) else at
        before = at
        yield line.line, at


def _first_dose(lines: Iterable[TimedLine], by_clock: dict[int, datetime]) -> datetime | None:
    doses: list[datetime] = []
    for line in lines:
        at = by_clock.get(line.line)
        if at is not None:
            reading = read(line.text, Roster())
            if reading.kind is EntryKind.DOSE:
                doses.append(placed(When(at, 0, at, 0), reading.shift).at)
    return min(doses, default=None)


def _from_dose(dose: datetime | None, line: TimedLine, zone: tzinfo) -> datetime | None:
    if dose is None or line.relative_ms is None:
        return None
    return _fixed(dose.astimezone(UTC) + timedelta(milliseconds=line.relative_ms), zone)


def _fixed(at: datetime, zone: tzinfo) -> datetime:
    local = at.astimezone(zone)
    return local.astimezone(timezone(local.utcoffset() or timedelta()))
