"""The lane of vitals: its trend, its limits, and when the next are due."""

from datetime import UTC, datetime

import pytest

from kap_companion.session.limits import Bound
from kap_companion.session.prompts import Due, DueKind
from kap_companion.vocabulary.details import DoseDetail, VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitScope, Measure
from kap_companion.vocabulary.routes import Unit
from tests.builders import an_entry
from tests.ui.session.test_timeline_layout import lanes_of, scene_of
from ui.session.bound_words import bound_words
from ui.session.timeline_geometry import MINUTE_MS
from ui.session.timeline_hit import bound_at, due_at
from ui.session.timeline_stays import Lane
from ui.session.timeline_vitals import mmhg_y

ORDERED = datetime(2026, 11, 21, 9, 14, tzinfo=UTC)


def pressure(systolic: int, diastolic: int, minutes: float) -> Entry:
    return an_entry(EntryKind.VITALS, VitalsDetail(systolic=systolic, diastolic=diastolic), minutes=minutes)


def a_due(minutes: float, what: DueKind = DueKind.VITALS) -> Due:
    return Due(f"{what}:{minutes}", what, round(minutes * MINUTE_MS), round(minutes * MINUTE_MS))


def a_bound(measure: Measure, lower: float | None, upper: float | None) -> Bound:
    return Bound(measure, lower, upper, LimitScope.CLIENT, "Dr. Okafor", ORDERED, "letter of May")


def test_pressures_are_joined_by_two_thin_lines_through_their_points() -> None:
    scene = scene_of(lanes_of(pressure(118, 76, 10), pressure(141, 88, 30)))
    systolic, diastolic = scene.trends
    assert list(systolic) == [(mark.x, mark.top) for mark in scene.vitals]
    assert list(diastolic) == [(mark.x, mark.bottom) for mark in scene.vitals]


def test_what_was_not_taken_is_no_point_of_the_trend_and_one_pressure_is_no_trend() -> None:
    refused = an_entry(EntryKind.VITALS, VitalsDetail(status=VitalsStatus.REFUSED), minutes=20)
    scene = scene_of(lanes_of(pressure(118, 76, 10), refused, pressure(141, 88, 30)))
    assert [len(points) for points in scene.trends] == [2, 2]
    assert scene_of(lanes_of(pressure(118, 76, 10), refused)).trends == ()


def test_the_trend_reaches_to_the_pressures_out_of_sight() -> None:
    refused = an_entry(EntryKind.VITALS, VitalsDetail(status=VitalsStatus.DECLINED), minutes=25)
    lanes = lanes_of(pressure(118, 76, 10), refused, pressure(141, 88, 40), pressure(130, 80, 90))
    scene = scene_of(lanes, start=30, end=50)
    (before, _now, after) = scene.trends[0]
    assert before[0] < scene.axis.left
    assert after[0] > scene.axis.right


def test_a_trend_of_thousands_is_thinned_to_the_pixels() -> None:
    scene = scene_of(lanes_of(*(pressure(120 + n % 9, 80, n * 0.02) for n in range(5000))))
    assert len(scene.trends[0]) <= (scene.axis.right - scene.axis.left) / 5 + 3


def test_vitals_that_are_due_are_circles_at_their_time_missed_ones_too() -> None:
    dues = (a_due(45), a_due(50, DueKind.CHECK_IN), a_due(75, DueKind.RECHECK), a_due(500))
    scene = scene_of(lanes_of(), dues=dues, now=60)
    assert [ring.x for ring in scene.planned] == [scene.axis.x(45 * MINUTE_MS), scene.axis.x(75 * MINUTE_MS)]
    strip = scene.strips[Lane.VITALS]
    assert all(strip.top < ring.y < strip.top + strip.height for ring in scene.planned)
    ring = scene.planned[0]
    assert due_at(scene, ring.x + 3, ring.y) == ring
    assert due_at(scene, ring.x + 30, ring.y) is None


def test_circles_that_would_lie_upon_each_other_are_one() -> None:
    scene = scene_of(lanes_of(), dues=tuple(a_due(60 + n / 10) for n in range(100)))
    assert 1 < len(scene.planned) < 10


def test_limits_of_the_pressure_are_lines_where_the_lane_can_show_them() -> None:
    limits = {
        Measure.SYSTOLIC: a_bound(Measure.SYSTOLIC, None, 160),
        Measure.DIASTOLIC: a_bound(Measure.DIASTOLIC, 40, 100.5),
        Measure.HEART_RATE: a_bound(Measure.HEART_RATE, 50, 120),
    }
    scene = scene_of(lanes_of(), limits=limits)
    strip = scene.strips[Lane.VITALS]
    assert [(line.y, line.label) for line in scene.boundings] == [
        (mmhg_y(160, strip), "160"),
        (mmhg_y(100.5, strip), "100.5"),
    ]
    found = bound_at(scene, 500, scene.boundings[0].y + 1)
    assert found is not None
    assert found.bound.measure is Measure.SYSTOLIC
    assert bound_at(scene, 20, scene.boundings[0].y) is None


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (
            a_bound(Measure.SYSTOLIC, None, 160),
            "Limit for this client: systolic to 160 · Dr. Okafor · 21 Nov 09:14 · letter of May",
        ),
        (
            Bound(Measure.DIASTOLIC, 50, 100, LimitScope.PROTOCOL, "", None, "a trial"),
            "Limit of the protocol: diastolic 50–100 · a trial",
        ),
        (
            Bound(Measure.SYSTOLIC, 90, None, LimitScope.FACILITY, "", None, ""),
            "Limit of the practice: systolic from 90",
        ),
    ],
)
def test_a_limit_says_whose_it_is_who_set_it_when_and_where_it_is_written(bound: Bound, words: str) -> None:
    assert bound_words(bound) == words


def test_the_dose_is_where_it_was() -> None:
    dose = an_entry(EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG), minutes=40)
    (mark,) = scene_of(lanes_of(dose)).doses
    assert mark.label == "70 mg"
