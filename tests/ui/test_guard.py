"""When nobody is there: how it is noticed, and what is hidden then."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.settings import Settings
from tests.fakes import ManualClock
from ui.guard import Guard


class Watch:
    """A guard over one field, on a clock that moves only when told to."""

    def __init__(self, qtbot: QtBot, minutes: int = 5) -> None:
        self.clock = ManualClock()
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        with qtbot.waitExposed(self.field):
            self.field.show()
        self.field.activateWindow()
        self.field.setFocus()
        self.guard = Guard(self.clock, Settings(minutes), self.field)
        self.told = 0
        self.guard.nobody_there.connect(self._count)
        self.guard.watch()

    def passes(self, seconds: float) -> int:
        self.clock.pass_time(seconds)
        self.guard.look()
        return self.told

    def _count(self) -> None:
        self.told += 1


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    watch = Watch(qtbot)
    yield watch
    watch.guard.rest()


def test_after_the_minutes_that_are_set_it_is_told_once(watch: Watch) -> None:
    assert watch.passes(299) == 0
    assert watch.passes(1) == 1
    assert watch.passes(3_600) == 1


def test_a_key_begins_the_count_anew(watch: Watch) -> None:
    watch.passes(299)
    QTest.keyClick(watch.field, Qt.Key.Key_A)
    assert watch.passes(299) == 0
    assert watch.passes(1) == 1


@pytest.mark.parametrize("kind", ["click", "wheel", "input method", "move"])
def test_so_does_any_other_sign_of_a_hand(watch: Watch, kind: str) -> None:
    watch.passes(299)
    spot = QPointF(3, 3)
    if kind == "click":
        QTest.mouseClick(watch.field, Qt.MouseButton.LeftButton)
    elif kind == "wheel":
        nothing, plain = QPoint(), Qt.KeyboardModifier.NoModifier
        wheel = QWheelEvent(
            spot,
            spot,
            nothing,
            QPoint(0, 8),
            Qt.MouseButton.NoButton,
            plain,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(watch.field, wheel)
    elif kind == "input method":
        QCoreApplication.sendEvent(watch.field, QInputMethodEvent())
    else:
        move(watch, spot)
    assert watch.passes(299) == 0


def test_a_pointer_that_lies_still_is_nobody_however_often_the_system_says_it_moved(watch: Watch) -> None:
    move(watch, QPointF(3, 3))
    for _minute in range(4):
        watch.passes(60)
        move(watch, QPointF(3, 3))
    assert watch.passes(60) == 1


def test_what_the_program_does_by_itself_is_no_sign_of_anybody(watch: Watch) -> None:
    for _minute in range(5):
        watch.passes(60)
        watch.field.setText("said by the program")
        watch.field.repaint()
        QCoreApplication.processEvents()
    assert watch.told == 1


def test_the_time_asleep_counts_and_a_clock_that_is_set_does_not(watch: Watch) -> None:
    watch.clock.step_wall(7_200)
    assert watch.passes(0) == 0
    watch.clock.sleep_computer(300)
    assert watch.passes(0) == 1


def test_the_first_text_after_a_sleep_does_not_reach_what_is_hidden_by_then(watch: Watch) -> None:
    hidden_at_told: list[str] = []
    watch.guard.nobody_there.connect(lambda: hidden_at_told.append(watch.field.text()))
    watch.clock.sleep_computer(7_200)
    commit(watch, "a")
    assert hidden_at_told == [""]
    assert watch.field.text() == ""
    commit(watch, "b")
    assert watch.field.text() == "b"
    assert watch.told == 1


def test_the_first_key_that_comes_through_the_window_reaches_what_has_the_focus_now(
    qtbot: QtBot, watch: Watch
) -> None:
    other = QLineEdit(watch.field)
    other.show()
    watch.guard.nobody_there.connect(other.setFocus)
    watch.clock.sleep_computer(7_200)
    window = watch.field.window().windowHandle()
    QTest.keyClick(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: other.text() == "a")
    assert watch.field.text() == ""


def test_who_comes_back_is_counted_anew_and_told_again(watch: Watch) -> None:
    watch.passes(300)
    QTest.keyClick(watch.field, Qt.Key.Key_A)
    assert watch.field.text() == "a"
    assert watch.passes(300) == 2


def test_other_minutes_hold_from_the_moment_they_are_set(watch: Watch) -> None:
    watch.passes(120)
    watch.guard.follow(Settings(3))
    assert watch.passes(59) == 0
    assert watch.passes(1) == 1
    watch.guard.follow(Settings(120))
    QTest.keyClick(watch.field, Qt.Key.Key_A)
    assert watch.passes(119 * 60) == 1


def test_while_it_rests_nothing_is_told(watch: Watch) -> None:
    watch.guard.rest()
    watch.clock.pass_time(7_200)
    QTest.keyClick(watch.field, Qt.Key.Key_A)
    assert watch.told == 0
    watch.guard.watch()
    assert watch.passes(299) == 0


def commit(watch: Watch, text: str) -> None:
    """What an input method sends right to the field."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(watch.field, event)


def move(watch: Watch, place: QPointF) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        place,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(watch.field, event)
