"""The times a search can be held to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.ui.parts.conftest import Visitor
from ui.parts.search_times import search_times

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


def test_any_time_has_no_ends_and_comes_first() -> None:
    first = search_times([], TODAY)[0]
    assert first.moments(NOW) == (None, None)


def test_each_year_with_a_session_is_offered_once_the_newest_first() -> None:
    days = [date(2024, 3, 1), date(2026, 1, 1), date(2026, 12, 31)]
    assert [time.words for time in search_times(days, TODAY)][3:] == ["2026", "2024"]


@pytest.mark.parametrize(
    ("at", "inside"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True)]
)
def test_a_year_holds_its_own_days_alone(at: str, inside: bool) -> None:
    year = search_times([TODAY], TODAY)[-1]
    since, until = year.moments(NOW)
    assert since is not None
    assert until is not None
    assert (since <= datetime.fromisoformat(at).replace(tzinfo=UTC) < until) is inside


def test_a_search_held_to_a_time_finds_what_was_said_then_alone(with_wren: Visitor) -> None:
    with_wren.desk.clock.pass_time(timedelta(days=25).total_seconds())
    with_wren.opens()
    page = with_wren.parts_page
    page.ask_to_find()
    with_wren.types("chest")
    page.find_field.returnPressed.emit()
    whole = page.search.hits
    page.search.times.setCurrentIndex(1)
    recent = page.search.hits
    assert page.search.times.currentText() == "The last 30 days"
    assert 0 < len(recent) < len(whole)
    assert set(recent) < set(whole)
