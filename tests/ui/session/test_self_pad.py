"""The eight Cs, by keys of any layout and by touch; each change is an entry."""

import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from kap_companion.vocabulary.self_energy import EIGHT_CS, Quality, Rater
from tests.ui.session.rooms import Room
from ui.session.quality_dots import FINGER, QualityDots

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def dots_of(room: Room, quality: Quality) -> QualityDots:
    return next(d for d in room.page.panes.pad.findChildren(QualityDots) if d.quality is quality)


def rated(room: Room) -> list[dict[Quality, int]]:
    return [dict(point.levels) for point in room.controller.timeline.self_points]


@pytest.mark.parametrize(("number", "quality"), list(enumerate(EIGHT_CS, start=1)))
def test_alt_and_a_digit_raise_that_quality(room: Room, number: int, quality: Quality) -> None:
    room.press(Qt.Key(Qt.Key.Key_0.value + number), ALT)
    assert rated(room) == [{quality: 1}]
    assert room.page.panes.pad.level_of(quality) == 1


def test_shift_alt_lowers_and_both_stop_at_their_ends(room: Room) -> None:
    pad = room.page.panes.pad
    room.press(Qt.Key.Key_1, ALT | SHIFT)
    assert rated(room) == []
    for _ in range(6):
        room.press(Qt.Key.Key_1, ALT)
    assert pad.level_of(Quality.CALM) == 4
    assert len(rated(room)) == 4
    room.press(Qt.Key.Key_1, ALT | SHIFT)
    assert pad.level_of(Quality.CALM) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="the keys' places are counted otherwise elsewhere")
@pytest.mark.parametrize(
    ("key", "held", "level"),
    [
        pytest.param(Qt.Key.Key_Exclam, ALT | SHIFT, 1, id="US: Shift+1 writes !"),
        pytest.param(Qt.Key.Key_Ampersand, ALT, 3, id="French: the first key writes &"),
        pytest.param(Qt.Key.Key_Plus, ALT, 3, id="Czech: the first key writes +"),
    ],
)
def test_the_first_key_of_the_row_works_on_every_layout(
    room: Room, key: Qt.Key, held: Qt.KeyboardModifier, level: int
) -> None:
    room.log("s calm 2")
    event = QKeyEvent(QEvent.Type.KeyPress, key.value, held, 10, 0, 0, "!")
    QApplication.sendEvent(room.field, event)
    assert room.page.panes.pad.level_of(Quality.CALM) == level
    assert room.field.text() == ""


def test_a_held_key_raises_once(room: Room) -> None:
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1.value, ALT, "1", repeated)
        QApplication.sendEvent(room.field, event)
    assert room.page.panes.pad.level_of(Quality.CALM) == 1


def test_a_press_on_a_dot_sets_that_level_and_on_the_same_lowers(room: Room) -> None:
    dots = dots_of(room, Quality.CLARITY)
    third = dots.middle_of(3)
    room.click(dots, third)
    assert rated(room)[-1] == {Quality.CLARITY: 3}
    room.click(dots, third)
    assert rated(room)[-1] == {Quality.CLARITY: 2}
    assert room.focused() is room.field


def test_a_press_beside_a_dot_still_hits_it(room: Room) -> None:
    dots = dots_of(room, Quality.COURAGE)
    at = dots.middle_of(2)
    room.click(dots, QPoint(at.x() + 3, 4))
    assert rated(room)[-1] == {Quality.COURAGE: 2}


def test_a_finger_has_room(room: Room) -> None:
    assert all(dots.height() >= FINGER for dots in room.page.panes.pad.findChildren(QualityDots))


def test_the_pad_shows_the_newest_levels_the_facilitator_gave(room: Room) -> None:
    pad = room.page.panes.pad
    room.log("s calm 3 curious 2")
    room.log("s client: calm 1")
    room.log("s curious 4")
    assert (pad.level_of(Quality.CALM), pad.level_of(Quality.CURIOSITY)) == (3, 4)
    assert room.controller.timeline.self_points[1].by is Rater.CLIENT
    room.ctrl(Qt.Key.Key_Z)
    assert pad.level_of(Quality.CURIOSITY) == 2


def test_a_level_that_was_refused_is_not_shown(room: Room) -> None:
    room.log("> end")
    dots = dots_of(room, Quality.CALM)
    room.click(dots, dots.middle_of(4))
    assert dots.value() == 0
    assert room.notice == "This session has ended. Take back its end to go on with it."


def test_the_wheel_passes_over_without_an_entry(room: Room) -> None:

    dots = dots_of(room, Quality.CALM)
    middle = QPointF(dots.rect().center())
    event = QWheelEvent(
        middle,
        dots.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(dots, event)
    assert rated(room) == []


def test_a_screen_reader_hears_quality_and_level(room: Room) -> None:
    room.log("s calm 3")
    told = QAccessible.queryAccessibleInterface(dots_of(room, Quality.CALM))
    assert told.text(QAccessible.Text.Name) == "Calm"
    assert told.valueInterface().currentValue() == 3


def test_left_and_right_change_a_quality_that_was_reached_by_tab(room: Room) -> None:
    dots = dots_of(room, Quality.CALM)
    dots.setFocus(Qt.FocusReason.TabFocusReason)
    room.press(Qt.Key.Key_Right)
    room.press(Qt.Key.Key_Right)
    room.press(Qt.Key.Key_Left)
    assert rated(room)[-1] == {Quality.CALM: 1}
    assert len(rated(room)) == 3
