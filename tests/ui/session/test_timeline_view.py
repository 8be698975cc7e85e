"""The timeline as a person uses it."""

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from kap_companion.session.limits import Bound
from kap_companion.session.live import Change
from kap_companion.session.prompts import Due, DueKind
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import DoseDetail, PartDetail, PhaseDetail, SelfDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitScope, Measure
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Unit
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import CoursePoint
from tests.builders import a_part, an_entry
from ui.session.entry_model import EntryModel, select_row
from ui.session.log_view import LogView
from ui.session.timeline_geometry import MINUTE_MS
from ui.session.timeline_stays import Lane
from ui.session.timeline_view import TimelineView
from ui.theme import DAYLIGHT, ROOM, style_sheet

WATCHMAN, LITTLE = a_part(), a_part("the <b>little</b> one", Role.EXILE)
ROSTER = Roster((WATCHMAN, LITTLE))
CALM = SelfDetail(qualities={Quality.CALM: 3})
ENTRIES = (
    an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.PREPARATION), minutes=0),
    an_entry(EntryKind.VITALS, VitalsDetail(systolic=118, diastolic=76), minutes=10),
    an_entry(EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG), minutes=40),
    an_entry(EntryKind.PART, PartDetail(name="watchman"), part=WATCHMAN.id, minutes=48),
    an_entry(EntryKind.SELF, CALM, minutes=51),
    an_entry(EntryKind.PART, PartDetail(name="little one"), part=LITTLE.id, minutes=57),
    an_entry(minutes=59, text="rain"),
)
NOW = 65 * MINUTE_MS
COURSE = (CoursePoint(minutes=0, strength=0), CoursePoint(minutes=60, strength=1))


class Paints(QObject):
    """Remembers what was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's own name)
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


@pytest.fixture
def timeline(qtbot: QtBot) -> TimelineView:
    model = EntryModel(project(ENTRIES), ROSTER)
    view = TimelineView(model, QItemSelectionModel(model), ROOM)
    model.setParent(view)
    view.setStyleSheet(style_sheet(ROOM))
    view.resize(1067, 360)
    view.set_now(NOW)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def selected(view: TimelineView) -> Entry | None:
    index = view._selection.currentIndex()
    return view._model.entry_at(index.row()) if index.isValid() else None


def turn_wheel(view: TimelineView, x: float, by: int, *, ctrl: bool = False) -> None:
    at = QPointF(x, 100)
    keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    where = QPointF(view.mapToGlobal(at.toPoint()))
    view.wheelEvent(
        QWheelEvent(
            at,
            where,
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )


def change(view: TimelineView, *entries: Entry) -> None:
    view._model.apply(Change((), (), project(entries), ROSTER))


def test_a_click_selects_the_entry_and_the_log_follows(qtbot: QtBot, timeline: TimelineView) -> None:
    log = LogView(timeline._model, ROOM)
    qtbot.addWidget(log)
    log.setSelectionModel(timeline._selection)
    bar = next(bar for bar in timeline.scene.bars if bar.part == LITTLE.id)
    at = QPoint(round(bar.left + 4), round(bar.top + bar.height / 2))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert selected(timeline) == ENTRIES[5]
    assert log.currentIndex().row() == 5


def test_a_click_beside_everything_selects_what_is_nearest_in_time(
    qtbot: QtBot, timeline: TimelineView
) -> None:
    x = round(timeline.scene.axis.x(12 * MINUTE_MS))
    lane = timeline.scene.strips[Lane.FIREFIGHTERS]
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(x, round(lane.middle)))
    assert selected(timeline) == ENTRIES[1]


def test_arrow_keys_select_the_entry_before_and_after(qtbot: QtBot, timeline: TimelineView) -> None:
    seen = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(timeline, key)
        seen.append(selected(timeline))
    assert seen == [ENTRIES[6], ENTRIES[5], ENTRIES[6], ENTRIES[0], ENTRIES[6]]


def test_what_is_selected_in_the_log_comes_into_view(timeline: TimelineView) -> None:
    timeline._selection.clear()
    for _ in range(12):
        timeline.zoom_in()
    assert not timeline.sight.shown.holds(0)
    select_row(timeline._selection, 0)
    assert timeline.sight.shown.holds(0)


def test_ctrl_and_the_wheel_zoom_at_the_cursor(timeline: TimelineView) -> None:
    x = timeline.scene.axis.x(40 * MINUTE_MS)
    before = timeline.sight.shown.span_ms
    turn_wheel(timeline, x, 240, ctrl=True)
    assert timeline.sight.shown.span_ms < before
    assert timeline.scene.axis.x(40 * MINUTE_MS) == pytest.approx(x)


def test_the_wheel_and_a_drag_move_along_the_time(qtbot: QtBot, timeline: TimelineView) -> None:
    timeline.zoom_in()
    start = timeline.sight.shown.start_ms
    turn_wheel(timeline, 500, 120)
    assert timeline.sight.shown.start_ms < start
    moment = timeline.scene.axis.ms(500)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(500, 200))
    qtbot.mouseMove(timeline, QPoint(620, 200))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(620, 200))
    assert timeline.scene.axis.ms(620) == pytest.approx(moment, abs=5000)
    assert selected(timeline) is None


def test_now_is_followed_unless_the_person_panned_away(timeline: TimelineView) -> None:
    timeline.set_now(200 * MINUTE_MS)
    assert timeline.sight.shown.holds(200 * MINUTE_MS)
    for _ in range(5):
        timeline.zoom_in()
    for _ in range(30):
        turn_wheel(timeline, 500, 120)
    away = timeline.sight.shown
    assert not away.holds(200 * MINUTE_MS)
    timeline.set_now(201 * MINUTE_MS)
    assert timeline.sight.shown == away
    timeline.show_all()
    timeline.set_now(300 * MINUTE_MS)
    assert timeline.sight.shown.holds(300 * MINUTE_MS)


def test_a_second_that_moves_nothing_on_the_screen_paints_nothing(
    qtbot: QtBot, timeline: TimelineView
) -> None:
    timeline.grab()
    paints = Paints()
    timeline.installEventFilter(paints)
    timeline.set_now(NOW + 1000)
    qtbot.wait(20)
    assert paints.rects == []


def test_when_now_moves_only_the_strip_around_it_is_painted(qtbot: QtBot, timeline: TimelineView) -> None:
    timeline.repaint()
    paints = Paints()
    timeline.installEventFilter(paints)
    timeline.set_now(NOW + 20_000)
    qtbot.waitUntil(lambda: bool(paints.rects))
    painted = QRect()
    for rect in paints.rects:
        painted = painted.united(rect)
    now_x = round(timeline.scene.now_x or 0)
    assert painted.left() >= now_x - 30
    assert painted.width() < timeline.width() / 4


def test_a_strip_painted_alone_looks_as_if_all_were_painted(timeline: TimelineView) -> None:
    timeline.set_now(NOW + 30 * MINUTE_MS)
    timeline.set_now(NOW + 31 * MINUTE_MS)
    strip = QRect(round(timeline.scene.now_x or 0) - 40, 0, 160, timeline.height())
    assert timeline.grab(strip).toImage() == timeline.grab().toImage().copy(strip)


def test_a_new_entry_appears_and_the_first_dose_becomes_the_zero(timeline: TimelineView) -> None:
    change(timeline, *ENTRIES[:2])
    assert "start" in [tick.label for tick in timeline.scene.ticks]
    assert timeline.scene.doses == ()
    change(timeline, *ENTRIES)
    assert "dose" in [tick.label for tick in timeline.scene.ticks]
    assert len(timeline.scene.doses) == 1


def test_the_view_describes_itself_for_those_who_do_not_see_it(timeline: TimelineView) -> None:
    assert timeline.accessibleName() == "Timeline of the session"
    assert timeline.accessibleDescription().startswith("7 entries. 1 dose. ")
    assert "The Watchman" in timeline.accessibleDescription()
    select_row(timeline._selection, 6)
    assert "Selected: T+0:19, rain" in timeline.accessibleDescription()
    change(timeline, *ENTRIES[:3])
    assert "The Watchman" not in timeline.accessibleDescription()


def tooltip_at(view: TimelineView, x: float, y: float) -> str:
    at = QPoint(round(x), round(y))
    view.event(QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    said = QToolTip.text()
    QToolTip.hideText()
    return said


def test_a_tooltip_says_the_entry_as_plain_text(timeline: TimelineView) -> None:
    bar = next(bar for bar in timeline.scene.bars if bar.part == LITTLE.id)
    assert "&lt;b&gt;little" in tooltip_at(timeline, bar.left + 4, bar.top + 4)


def test_the_expected_course_says_where_it_comes_from(timeline: TimelineView) -> None:
    timeline.set_course(COURSE, "A trial <of 2020>")
    (x1, y1), (x2, y2) = timeline.scene.course
    assert "A trial &lt;of 2020&gt;" in tooltip_at(timeline, (x1 + x2) / 2, (y1 + y2) / 2)


def test_an_ended_session_has_no_now_line_and_stands_still(timeline: TimelineView) -> None:
    change(timeline, *ENTRIES, an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=70))
    shown = timeline.sight.shown
    timeline.set_now(500 * MINUTE_MS)
    assert timeline.scene.now_x is None
    assert timeline.sight.shown == shown


def test_in_the_room_no_pixel_is_brighter_than_its_strong_text(timeline: TimelineView) -> None:
    select_row(timeline._selection, 5)
    picture = timeline.grab().toImage()
    brightest = max(
        picture.pixelColor(x, y).lightness()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )
    assert brightest <= 0xF0


@pytest.mark.parametrize("scale", [0.8, 2.0])
@pytest.mark.parametrize("size", [(300, 120), (700, 240), (2600, 900)])
def test_any_size_and_text_size_is_painted(qtbot: QtBot, scale: float, size: tuple[int, int]) -> None:
    model = EntryModel(project(ENTRIES), ROSTER)
    view = TimelineView(model, QItemSelectionModel(model), DAYLIGHT)
    model.setParent(view)
    qtbot.addWidget(view)
    view.setStyleSheet(style_sheet(DAYLIGHT, scale))
    view.resize(*size)
    view.set_course(COURSE, "somewhere")
    view.set_now(NOW)
    view.show()
    assert not view.grab().isNull()


def test_an_empty_session_is_an_empty_timeline(qtbot: QtBot) -> None:
    model = EntryModel(project(()), Roster())
    view = TimelineView(model, QItemSelectionModel(model), ROOM)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert not view.grab().isNull()
    assert selected(view) is None


def test_a_circle_tells_when_vitals_are_due_and_a_line_whose_limit_it_is(timeline: TimelineView) -> None:
    due = Due("vitals:30", DueKind.VITALS, 70 * MINUTE_MS, 70 * MINUTE_MS)
    timeline.set_dues((due,))
    bound = Bound(Measure.SYSTOLIC, None, 160, LimitScope.FACILITY, "Dr. <b>Okafor</b>", None, "")
    timeline.set_limits({Measure.SYSTOLIC: bound})
    (ring,), (line,) = timeline.scene.planned, timeline.scene.boundings
    assert "Vitals due at T+0:30" in tooltip_at(timeline, ring.x, ring.y)
    assert "systolic to 160 · Dr. &lt;b&gt;Okafor" in tooltip_at(timeline, ring.x + 60, line.y)
    assert not timeline.grab().isNull()
