"""Vitals as a timeline draws them: a series for each measure."""

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.timeline import project
from kap_companion.session.vitals_trend import NotTaken, VitalsTrend, vitals_trend
from kap_companion.vocabulary.details import VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitScope, Measure
from tests.builders import a_protocol, an_entry
from tests.session.test_limits import at_most, planned, stated
from tests.session.test_timeline import a_retraction


def some_vitals(minutes: float, **fields: Any) -> Entry:
    return an_entry(EntryKind.VITALS, VitalsDetail(**fields), minutes=minutes)


def test_a_session_without_vitals_has_no_trend() -> None:
    assert vitals_trend(project([an_entry()]), a_protocol()) == VitalsTrend()


def test_each_measure_has_its_own_series_with_times() -> None:
    rows = [some_vitals(20, heart_rate=90), some_vitals(5, heart_rate=68, systolic=118, diastolic=76)]
    trend = vitals_trend(project(rows), a_protocol())
    found = {each.measure: [(p.at_ms, p.value, p.entry) for p in each.points] for each in trend.series}
    assert found == {
        Measure.SYSTOLIC: [(300_000, 118, rows[1].id)],
        Measure.DIASTOLIC: [(300_000, 76, rows[1].id)],
        Measure.HEART_RATE: [(300_000, 68, rows[1].id), (1_200_000, 90, rows[0].id)],
    }
    assert list(found) == [Measure.SYSTOLIC, Measure.DIASTOLIC, Measure.HEART_RATE]


def test_a_value_outside_the_limit_in_force_then_is_marked_and_no_other() -> None:
    rows = [some_vitals(5, systolic=150, diastolic=80), stated(LimitScope.CLIENT, 10, at_most(160))]
    rows.append(some_vitals(15, systolic=150, diastolic=80))
    trend = vitals_trend(project(rows), planned(at_most(140)))
    found = {each.measure: [point.outside for point in each.points] for each in trend.series}
    assert found == {Measure.SYSTOLIC: [True, False], Measure.DIASTOLIC: [False, False]}


def test_vitals_that_were_not_taken_are_told_and_are_in_no_series() -> None:
    deferred = some_vitals(30, status=VitalsStatus.DEFERRED, reason="not to disturb")
    trend = vitals_trend(project([deferred]), a_protocol())
    assert trend == VitalsTrend((), (NotTaken(1_800_000, VitalsStatus.DEFERRED, deferred.id),))


def test_vitals_that_were_taken_back_are_not_drawn() -> None:
    wrong = some_vitals(5, heart_rate=680)
    assert vitals_trend(project([wrong, a_retraction(wrong)]), a_protocol()) == VitalsTrend()


READING = st.dictionaries(st.sampled_from(Measure), st.integers(1, 300))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 60), READING), max_size=10))
def test_every_value_is_drawn_once_in_its_series_by_time(said: list[tuple[int, dict[Measure, int]]]) -> None:
    rows = [some_vitals(minutes, **{m.value: value for m, value in read.items()}) for minutes, read in said]
    trend = vitals_trend(project(rows), a_protocol())
    for series in trend.series:
        expected = sorted(read[series.measure] for _, read in said if series.measure in read)
        assert sorted(point.value for point in series.points) == expected
        assert all(one.at_ms <= other.at_ms for one, other in pairwise(series.points))
    assert {series.measure for series in trend.series} == {measure for _, read in said for measure in read}
