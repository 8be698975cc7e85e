from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vault.backup_times import DAYS, MONTHS, WEEKS, is_name, name_of, to_keep

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)

# Hypothesis puts the zones to them.
EARLIEST, LATEST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01")

moments = st.lists(st.datetimes(EARLIEST, LATEST, timezones=st.timezones()), max_size=80)
histories = settings(max_examples=60, deadline=None)


@given(moments)
@histories
def test_the_newest_is_kept_and_never_more_than_twenty_three(made: list[datetime]) -> None:
    kept = to_keep(made)
    made = [moment.astimezone(UTC) for moment in made]
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert len(kept) <= DAYS + WEEKS + MONTHS == 23


@given(moments, st.randoms(use_true_random=False))
@histories
def test_what_is_kept_does_not_hang_on_the_order(made: list[datetime], chance: object) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis types its randoms as objects
    assert to_keep(shuffled) == to_keep(made)


@given(moments)
@histories
def test_thinning_out_twice_removes_nothing_more(made: list[datetime]) -> None:
    assert to_keep(to_keep(made)) == to_keep(made)


@given(moments, st.timezones())
@histories
def test_the_place_on_earth_changes_nothing(made: list[datetime], zone: object) -> None:
    moved = [moment.astimezone(zone) for moment in made]  # type: ignore[arg-type] # zones are typed as objects
    assert to_keep(moved) == to_keep(made)


@given(st.integers(1, 800))
@settings(max_examples=20, deadline=None)
def test_a_backup_a_day_thinned_out_daily_leaves_seven_days_and_a_year_of_months(days: int) -> None:
    kept: frozenset[datetime] = frozenset()
    for day in range(days):
        kept = to_keep(kept | {NEW_YEAR + timedelta(days=day, hours=20)})
    newest = NEW_YEAR + timedelta(days=days - 1, hours=20)
    assert {newest - timedelta(days=back) for back in range(min(7, days))} <= kept
    months = {(moment.year, moment.month) for moment in kept}
    passed = (newest.year - 2026) * 12 + newest.month
    assert len(months) == min(12, passed)


def test_of_several_on_one_day_the_newest_stands_for_it() -> None:
    evening = NEW_YEAR + timedelta(hours=20)
    assert to_keep([NEW_YEAR, evening, NEW_YEAR + timedelta(hours=3)]) == {evening}


def test_a_backup_is_called_by_its_time_in_utc() -> None:
    made = datetime.fromisoformat("2026-11-21T09:00:00.250000-08:00")
    assert name_of(made) == "20261121T170000Z"
    assert name_of(made, 2) == "20261121T170000Z-2"


def test_only_what_is_called_by_a_time_is_taken_for_a_backup() -> None:
    for name in ("20261121T170000Z", "20261121T170000Z-2"):
        assert is_name(name)
    for name in (
        "20261121T170000Z.partial",
        "20261121T170000",
        "../20261121T170000Z",
        "making.lock",
        "",
        "٢" * 8,
    ):
        assert not is_name(name)
