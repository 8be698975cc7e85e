"""Retention dates: whichever is later, never a day too short."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.custody.retention import (
    DEFAULT_SOURCE,
    checked,
    default_retention,
    keep_until,
    years_after,
)
from kap_companion.errors import RetentionError
from kap_companion.vocabulary.retention import Retention

AT = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def a_rule(**fields: object) -> Retention:
    return default_retention("client-1", "person-1", AT).model_copy(update=fields)


def test_without_a_rule_of_ones_own_it_is_seven_years_after_the_last_visit() -> None:
    kept = keep_until(a_rule(), date(2026, 11, 21))
    assert kept.until == date(2033, 11, 21)
    assert kept.source == f"7 years after the last visit on 2026-11-21 ({DEFAULT_SOURCE})."


@pytest.mark.parametrize(
    ("born", "visit", "until", "word"),
    [
        (date(2012, 5, 1), date(2026, 11, 21), date(2033, 11, 21), "last visit"),  # 21 in May 2033
        (date(2015, 5, 1), date(2026, 11, 21), date(2036, 5, 1), "coming of age"),
        (date(1980, 5, 1), date(2026, 11, 21), date(2033, 11, 21), "last visit"),
        (date(2016, 2, 29), date(2026, 11, 21), date(2037, 3, 1), "coming of age"),
    ],
)
def test_a_minor_s_records_are_kept_until_the_later_of_the_two_dates(
    born: date, visit: date, until: date, word: str
) -> None:
    kept = keep_until(a_rule(born_on=born), visit)
    assert kept.until == until
    assert word in kept.source


def test_a_visit_on_a_leap_day_is_kept_until_the_first_of_march() -> None:
    assert keep_until(a_rule(), date(2024, 2, 29)).until == date(2031, 3, 1)
    assert keep_until(a_rule(years_after_visit=8), date(2024, 2, 29)).until == date(2032, 2, 29)


def test_a_date_set_by_hand_stands_in_place_of_the_rule_and_says_so() -> None:
    kept = keep_until(a_rule(until=date(2040, 1, 1), source="court order"), date(2026, 11, 21))
    assert kept.until == date(2040, 1, 1)
    assert kept.source == "Set by hand on 2026-11-21 (court order)."


def test_one_year_is_said_as_one() -> None:
    assert keep_until(a_rule(years_after_visit=1), AT.date()).source.startswith("1 year after")


def test_a_rule_beyond_the_calendar_ends_with_it() -> None:
    assert years_after(date(9990, 1, 1), 150) == date.max


@given(DAYS, st.integers(0, 150))
@settings(deadline=None, max_examples=200)
def test_years_on_it_is_the_same_day_or_the_one_after_a_leap_day(day: date, years: int) -> None:
    then = years_after(day, years)
    assert then.year == day.year + years
    assert (then.month, then.day) in ((day.month, day.day), (3, 1))
    assert years_after(day, years) <= years_after(day + timedelta(days=1), years)


@given(DAYS, DAYS, st.integers(0, 40), st.integers(0, 20), st.integers(14, 21))
@settings(deadline=None, max_examples=200)
def test_no_rule_ends_before_any_of_its_two_dates(
    born: date, visit: date, years: int, after_majority: int, majority: int
) -> None:
    rule = a_rule(
        born_on=born,
        years_after_visit=years,
        years_after_majority=after_majority,
        majority_age=majority,
    )
    until = keep_until(rule, visit).until
    of_age = years_after(years_after(born, majority), after_majority)
    assert until == max(years_after(visit, years), of_age)


@pytest.mark.parametrize(
    "fields",
    [
        {"years_after_visit": -1},
        {"years_after_visit": 151},
        {"years_after_majority": 1000},
        {"majority_age": -3},
        {"source": " "},
        {"hold": True},
        {"until": date(2030, 1, 1)},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_words(fields: dict[str, object]) -> None:
    with pytest.raises(RetentionError):
        checked(a_rule(**fields))


def test_a_rule_that_makes_sense_is_itself() -> None:
    rule = a_rule(hold=True, reason="subpoena")
    assert checked(rule) is rule
