"""The shapes of the timeline."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from kap_companion.session.limits import Bound
from kap_companion.session.prompts import Due
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import (
    DoseDetail,
    PartDetail,
    PhaseDetail,
    SelfDetail,
    VitalsDetail,
    VitalsStatus,
)
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import Measure
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Route, Unit
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import CoursePoint
from tests.builders import a_part, an_entry
from ui.session.entry_words import Surroundings
from ui.session.timeline_brushes import bar_colours
from ui.session.timeline_geometry import MINUTE_MS, Axis, Window
from ui.session.timeline_hit import entry_at, on_course
from ui.session.timeline_lanes import Lanes, sort_into_lanes
from ui.session.timeline_layout import Ahead, lay_out, lay_strips, level_y
from ui.session.timeline_shapes import Room, Scene
from ui.session.timeline_stays import MOST_ROWS, Lane, Stay, in_rows
from ui.theme import DAYLIGHT, ROOM, Light

WATCHMAN, NUMB = a_part(), a_part("Go-Numb", Role.FIREFIGHTER)
LITTLE, NEW = a_part("the little one", Role.EXILE), a_part("new", Role.UNKNOWN)
SELF_LIKE = a_part("the wise one", Role.SELF_LIKE)
PARTS = (WATCHMAN, NUMB, LITTLE, NEW, SELF_LIKE)
KNOWN = Surroundings(
    names={part.id: part.name for part in PARTS},
    named=frozenset(part.id for part in PARTS),
    roles={part.id: part.role for part in PARTS},
)
DOSE = DoseDetail(amount=70, unit=Unit.MG, route=Route.IM)


def wide(text: str) -> float:
    return 7.0 * len(text)


def about(part: Part, minutes: float, *, settled: bool = False) -> Entry:
    return an_entry(
        EntryKind.PART, PartDetail(name=part.name, settled=settled), part=part.id, minutes=minutes
    )


def rated(minutes: float, by: Rater = Rater.FACILITATOR, **levels: int) -> Entry:
    detail = SelfDetail(by=by, qualities={Quality(name): level for name, level in levels.items()})
    return an_entry(EntryKind.SELF, detail, minutes=minutes)


def lanes_of(*entries: Entry) -> Lanes:
    return sort_into_lanes(project(entries), KNOWN)


def scene_of(
    lanes: Lanes,
    start: float = 0,
    end: float = 120,
    now: float = 60,
    course: Sequence[CoursePoint] = (),
    dues: Sequence[Due] = (),
    limits: Mapping[Measure, Bound] | None = None,
) -> Scene:
    axis = Axis(Window(start * MINUTE_MS, end * MINUTE_MS), 100, 1060)
    return lay_out(
        lanes, Room(axis, 380, 1.0, wide), round(now * MINUTE_MS), Ahead(course, dues, limits or {})
    )


def test_every_part_has_a_bar_in_the_lane_of_its_role() -> None:
    scene = scene_of(lanes_of(*(about(part, 5 + n) for n, part in enumerate(PARTS))))
    lane_of = {
        bar.part: next(
            lane for lane, s in scene.strips.items() if s.top <= bar.top + bar.height / 2 < s.top + s.height
        )
        for bar in scene.bars
    }
    assert [lane_of[part.id] for part in PARTS] == [
        Lane.MANAGERS,
        Lane.FIREFIGHTERS,
        Lane.EXILES,
        Lane.PARTS,
        Lane.PARTS,
    ]


def test_a_part_that_is_here_reaches_to_now_and_a_settled_one_to_its_settling() -> None:
    scene = scene_of(lanes_of(about(WATCHMAN, 10), about(LITTLE, 10), about(LITTLE, 30, settled=True)))
    ends = {bar.part: bar.left + bar.width for bar in scene.bars}
    assert ends[WATCHMAN.id] == pytest.approx(scene.axis.x(60 * MINUTE_MS))
    assert ends[LITTLE.id] == pytest.approx(scene.axis.x(30 * MINUTE_MS))
    assert {bar.part: bar.here for bar in scene.bars} == {WATCHMAN.id: True, LITTLE.id: False}


def test_a_presence_that_only_the_end_closed_is_marked_so() -> None:
    end = an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=50)
    scene = scene_of(lanes_of(about(WATCHMAN, 10), about(LITTLE, 10), about(LITTLE, 20, settled=True), end))
    assert {bar.part: bar.unsettled for bar in scene.bars} == {WATCHMAN.id: True, LITTLE.id: False}
    assert scene.now_x is None


def test_only_what_is_in_view_becomes_a_shape() -> None:
    lanes = lanes_of(
        about(WATCHMAN, 1),
        about(WATCHMAN, 5, settled=True),
        about(LITTLE, 1),
        an_entry(minutes=2, text="before"),
        an_entry(minutes=35, text="in view"),
        an_entry(EntryKind.DOSE, DOSE, minutes=2),
    )
    scene = scene_of(lanes, start=30, end=50)
    assert [bar.part for bar in scene.bars] == [LITTLE.id]
    assert len(scene.others) == 1
    assert scene.doses == ()


def test_parts_present_together_lie_under_each_other_in_three_rows_at_most() -> None:
    stays = [Stay(str(n), str(n), Role.EXILE, n, 1000 + n, auto_closed=False) for n in range(8)]
    rows = in_rows(stays)
    assert len(rows) == MOST_ROWS
    assert sorted(stay.part for row in rows for stay in row.items) == sorted(stay.part for stay in stays)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30)), max_size=30))
def test_in_a_row_nobody_lies_upon_another_while_three_rows_are_enough(times: list[tuple[int, int]]) -> None:
    stays = [Stay(str(n), "", Role.EXILE, a, a + b, auto_closed=False) for n, (a, b) in enumerate(times)]
    most = max((sum(s.start_ms <= t < (s.end_ms or 0) for s in stays) for t in range(131)), default=0)
    rows = in_rows(stays)
    assert sum(len(row.items) for row in rows) == len(stays)
    if most < MOST_ROWS:
        for row in rows:
            assert all(one <= other for one, other in zip(row.ends, row.starts[1:], strict=False))


def test_each_quality_is_its_own_line_at_its_own_level() -> None:
    lanes = lanes_of(rated(10, calm=2, curiosity=1), rated(20, calm=4), rated(30, clarity=3))
    scene = scene_of(lanes)
    assert len(scene.curves) == 3
    strip = scene.strips[Lane.SELF]
    for curve, level in zip(scene.curves, (4, 1, 3), strict=True):
        assert curve[-1][1] == pytest.approx(level_y(level, strip), abs=3)
        assert curve[-1][0] == pytest.approx(scene.axis.x(60 * MINUTE_MS))


def test_nothing_in_the_self_lane_is_higher_than_the_strongest_quality() -> None:
    lanes = lanes_of(rated(10, calm=2, curiosity=2, clarity=2, courage=2))
    scene = scene_of(lanes)
    assert scene.fill[-1][1] == level_y(2, scene.strips[Lane.SELF])


def test_the_clients_own_ratings_are_rings_and_no_line() -> None:
    scene = scene_of(lanes_of(rated(10, Rater.CLIENT, calm=3, courage=2)))
    assert len(scene.rings) == 2
    assert scene.curves == ()


def test_the_lines_are_named_where_they_end() -> None:
    scene = scene_of(lanes_of(rated(10, calm=4, compassion=4, curiosity=1)))
    assert [label.text for label in scene.qualities] == ["calm, compassion", "curiosity"]


def test_a_level_before_the_view_is_carried_into_it() -> None:
    scene = scene_of(lanes_of(rated(10, calm=3)), start=30, end=50, now=60)
    assert scene.curves[0][0][0] == scene.axis.left
    assert scene.curves[0][-1][0] == scene.axis.right


def test_a_pressure_is_drawn_from_systolic_to_diastolic_and_a_refusal_as_a_ring() -> None:
    taken = an_entry(EntryKind.VITALS, VitalsDetail(systolic=141, diastolic=88), minutes=20)
    refused = an_entry(EntryKind.VITALS, VitalsDetail(status=VitalsStatus.REFUSED), minutes=50)
    scene = scene_of(lanes_of(taken, refused))
    assert [(mark.stem, mark.label) for mark in scene.vitals] == [(True, "141/88"), (False, "refused")]
    assert scene.vitals[0].bottom - scene.vitals[0].top > 10


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0, 120), max_size=25), st.floats(0, 120))
def test_labels_of_vitals_never_stand_upon_each_other(times: list[float], now: float) -> None:
    detail = VitalsDetail(systolic=120, diastolic=80)
    scene = scene_of(lanes_of(*(an_entry(EntryKind.VITALS, detail, minutes=m) for m in times)), now=now)
    placed = [(mark.label_x, mark.label_x + wide(mark.label)) for mark in scene.vitals if mark.label]
    assert all(one[1] <= other[0] for one, other in pairwise(placed))
    for mark in scene.vitals:
        assert not any(left < mark.x < right for left, right in placed)


def test_the_expected_course_begins_at_the_dose_and_is_absent_without_one() -> None:
    course = (CoursePoint(minutes=0, strength=0), CoursePoint(minutes=60, strength=1))
    dosed = scene_of(lanes_of(an_entry(EntryKind.DOSE, DOSE, minutes=40)), course=course)
    assert dosed.course[0][0] == dosed.doses[0].x
    assert dosed.course[1][1] < dosed.course[0][1]
    assert on_course(dosed.course, *dosed.course[0])
    assert not on_course(dosed.course, dosed.course[0][0], dosed.course[0][1] + 40)
    assert scene_of(lanes_of(an_entry()), course=course).course == ()


def test_phases_are_bands_with_their_names_where_they_fit() -> None:
    begins = an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.PREPARATION), minutes=0)
    scene = scene_of(lanes_of(begins, an_entry(EntryKind.DOSE, DOSE, minutes=2)))
    assert [(band.phase, band.name_x is not None) for band in scene.bands] == [
        (Phase.PREPARATION, False),
        (Phase.DOSING, True),
    ]
    assert scene.bands[1].right == scene.axis.right


def test_five_thousand_entries_become_no_more_shapes_than_there_are_pixels_for() -> None:
    def one(n: int) -> Entry:
        minutes = n * 0.05
        match n % 5:
            case 0:
                return an_entry(minutes=minutes, text="note")
            case 1:
                return about(PARTS[n // 5 % 5], minutes, settled=n % 2 == 0)
            case 2:
                return rated(minutes, calm=n % 4, clarity=n // 3 % 5)
            case 3:
                return an_entry(EntryKind.VITALS, VitalsDetail(systolic=120, diastolic=80), minutes=minutes)
            case _:
                return rated(minutes, Rater.CLIENT, calm=n % 5)

    lanes = lanes_of(*(one(n) for n in range(5000)))
    scene = scene_of(lanes, start=0, end=260, now=250)
    pixels = scene.axis.right - scene.axis.left
    assert len(scene.vitals) <= pixels / 4 + 1
    assert len(scene.others) <= pixels / 4 + 1
    assert len(scene.rings) <= 5 * pixels / 4 + 5
    assert all(len(curve) <= pixels + 4 for curve in scene.curves)


@pytest.mark.parametrize("height", [120, 250, 380, 900])
def test_the_lanes_fill_the_height_without_a_gap(height: float) -> None:
    strips = list(lay_strips(lanes_of(about(WATCHMAN, 1)), height, 1.0).values())
    for upper, lower in pairwise(strips):
        assert lower.top == pytest.approx(upper.top + upper.height)
    assert strips[-1].top + strips[-1].height == pytest.approx(height - 22)


def test_a_click_on_a_bar_means_the_nearest_entry_about_that_part() -> None:
    first, second = about(WATCHMAN, 10), about(WATCHMAN, 40)
    note = an_entry(minutes=38, text="nearer in time")
    lanes = lanes_of(first, second, note)
    scene = scene_of(lanes)
    bar = scene.bars[0]
    assert entry_at(scene, lanes, scene.axis.x(37 * MINUTE_MS), bar.top + 2) == second
    assert entry_at(scene, lanes, scene.axis.x(12 * MINUTE_MS), bar.top + 2) == first


def test_a_click_far_from_everything_in_its_lane_means_no_one() -> None:
    lanes = lanes_of(an_entry(EntryKind.DOSE, DOSE, minutes=10))
    scene = scene_of(lanes)
    middle = scene.strips[Lane.DOSE].middle
    assert entry_at(scene, lanes, scene.axis.x(90 * MINUTE_MS), middle) is None
    assert entry_at(scene, lanes, scene.doses[0].x + 10, middle) == lanes.doses.items[0][0]


@pytest.mark.parametrize("light", [ROOM, DAYLIGHT])
@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("role", list(Role))
def test_a_name_upon_a_bar_can_be_read(light: Light, here: bool, role: Role) -> None:
    fill, ink = bar_colours(light, role.value, here=here)
    assert contrast(fill, QColor(ink)) >= 4.5


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_label_at_the_left_edge_stands_right_of_its_mark_never_over_the_names_of_the_lanes() -> None:
    dose = an_entry(EntryKind.DOSE, DOSE, minutes=1)
    scene = scene_of(lanes_of(dose), now=1.5)
    (mark,) = scene.doses
    assert mark.label
    assert mark.label_x >= mark.x + 7, "nor over the mark itself"
