"""Times on the facilitator's sheets: from the first dose and on the wall, never to be taken for another."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from kap_companion.worksheets.record_times import RecordTimes, spell_day, spell_moment

PACIFIC = timezone(timedelta(hours=-8))
BEGAN = datetime(2026, 11, 21, 22, 30, tzinfo=PACIFIC)
TIMES = RecordTimes(BEGAN, 600_000)


def test_times_count_from_the_first_dose() -> None:
    assert TIMES.since(600_000) == "T+0:00:00"
    assert TIMES.since(600_000 + 3_725_900) == "T+1:02:05"
    assert TIMES.since(0) == "T−0:10:00"


def test_without_a_dose_times_count_from_the_beginning() -> None:
    assert RecordTimes(BEGAN, None).since(65_000) == "0:01:05"


def test_a_wall_time_of_another_day_or_zone_says_so() -> None:
    assert TIMES.clock(BEGAN + timedelta(minutes=5)) == "22:35:00"
    assert TIMES.clock(BEGAN + timedelta(hours=2)) == "22 November 2026, 00:30:00"
    assert TIMES.clock(BEGAN.astimezone(timezone(timedelta(hours=-7)))) == "23:30:00 -07:00"


def test_a_moment_in_full_names_its_offset() -> None:
    assert spell_moment(BEGAN) == "21 November 2026, 22:30:00 -08:00"
    assert spell_moment(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2 January 2026, 03:04:05 UTC"


@given(st.dates())
def test_every_day_has_its_name_and_year(day: date) -> None:
    assert spell_day(day).split()[0] == str(day.day)
    assert spell_day(day).endswith(f" {day.year}")


@given(st.integers(-(10**9), 10**9))
def test_a_time_says_on_which_side_of_the_dose_it_is(at_ms: int) -> None:
    shown = TIMES.since(at_ms)
    assert shown.startswith("T−" if at_ms - 600_000 <= -1000 else "T+")
