"""The alarm clock: on time, in the GUI thread, once."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from kap_companion.clock import SystemClock
from kap_companion.errors import BugError
from tests.fakes import ManualClock
from ui.alarm import LONGEST_WAIT_MS, Alarm

DAY = timedelta(days=1)


class Rings:
    """Counts how often it was called, and where."""

    def __init__(self) -> None:
        self.count = 0
        self.threads: set[QThread] = set()

    def __call__(self) -> None:
        self.count += 1
        self.threads.add(QThread.currentThread())


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def alarm(qtbot: QtBot, clock: ManualClock) -> Iterator[Alarm]:
    alarm = Alarm(clock)
    yield alarm
    alarm.stop()
    alarm.deleteLater()


def settle() -> None:
    """Everything that is queued has happened."""
    for _ in range(10):
        QApplication.processEvents()


def test_it_rings_at_its_time_in_the_gui_thread_and_once(qtbot: QtBot) -> None:
    clock, rings = SystemClock(), Rings()
    alarm = Alarm(clock)
    set_at = clock.now()
    alarm.set("vitals", set_at.at + timedelta(milliseconds=120), rings)
    qtbot.waitUntil(lambda: rings.count == 1)
    took = clock.now().awake_ms - set_at.awake_ms
    assert 115 <= took < 1_000
    settle()
    assert rings.count == 1
    assert rings.threads == {alarm.thread()}
    assert alarm.names() == frozenset()
    alarm.stop()


def test_what_is_not_yet_due_does_not_ring(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()
    alarm.set("vitals", clock.now().at + timedelta(minutes=15), rings)
    clock.pass_time(15 * 60 - 1)
    alarm.look_again()
    settle()
    assert rings.count == 0
    clock.pass_time(1)
    alarm.look_again()
    settle()
    assert rings.count == 1


def test_what_is_overdue_by_a_night_rings_at_once(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()
    alarm.set("vitals", clock.now().at - timedelta(hours=9), rings)
    settle()
    assert rings.count == 1


def test_a_daily_alarm_rings_once_after_a_week_of_sleep_and_then_at_its_own_hour(
    alarm: Alarm, clock: ManualClock
) -> None:
    rings = Rings()
    alarm.every("backup", DAY, rings)
    for hours, rung in ((23.9, 0), (0.2, 1), (7 * 24, 2), (23.8, 2), (0.2, 3)):
        clock.sleep_computer(hours * 3600)
        alarm.look_again()
        alarm.look_again()
        settle()
        assert rings.count == rung, hours


def test_setting_a_name_again_takes_the_place_of_what_was_set(alarm: Alarm, clock: ManualClock) -> None:
    first, second = Rings(), Rings()
    alarm.set("vitals", clock.now().at - DAY, first)
    alarm.set("vitals", clock.now().at - DAY, second)
    settle()
    assert (first.count, second.count) == (0, 1)


def test_what_was_forgotten_does_not_ring_even_where_it_was_due(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()
    alarm.set("vitals", clock.now().at - DAY, rings)
    alarm.forget("vitals")
    alarm.forget("vitals")
    settle()
    assert rings.count == 0


def test_an_act_may_set_itself_anew_and_forget_the_others(alarm: Alarm, clock: ManualClock) -> None:
    others = Rings()
    rung: list[int] = []

    def rebuild() -> None:
        rung.append(len(rung))
        alarm.forget("next dose")
        if len(rung) < 3:
            alarm.set("vitals", clock.now().at, rebuild)

    alarm.set("vitals", clock.now().at, rebuild)
    alarm.set("next dose", clock.now().at + timedelta(seconds=1), others)
    settle()
    clock.pass_time(5)
    alarm.look_again()
    settle()
    assert rung == [0, 1, 2]
    assert others.count == 0
    assert alarm.names() == frozenset()


def test_a_clock_that_is_set_back_lets_it_ring_by_the_wall(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()
    alarm.set("vitals", clock.now().at + timedelta(minutes=30), rings)
    clock.step_wall(-3600)
    clock.pass_time(3600)
    alarm.look_again()
    settle()
    assert rings.count == 0
    clock.step_wall(3600)
    alarm.look_again()
    settle()
    assert rings.count == 1


def test_a_clock_step_or_a_sleep_is_noticed_within_half_a_minute(alarm: Alarm, clock: ManualClock) -> None:
    alarm.set("vitals", clock.now().at + timedelta(days=40), Rings())
    settle()
    timers = [timer for timer in alarm.findChildren(QTimer) if timer.isActive()]
    assert len(timers) == 1
    assert timers[0].interval() == LONGEST_WAIT_MS == 30_000


def test_an_alarm_that_another_thread_sets_rings_in_the_gui_thread(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()
    thread = threading.Thread(target=alarm.set, args=("done", clock.now().at, rings))
    thread.start()
    thread.join()
    settle()
    assert rings.count == 1
    assert rings.threads == {alarm.thread()}


def test_an_act_that_breaks_is_heard_of_and_the_others_ring(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()

    def breaks() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        alarm.set("a", clock.now().at - DAY, breaks)
        alarm.set("b", clock.now().at - DAY, rings)
        settle()
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert rings.count == 1


def test_after_it_was_stopped_nothing_rings_and_nothing_can_be_set(alarm: Alarm, clock: ManualClock) -> None:
    rings = Rings()
    alarm.set("vitals", clock.now().at - DAY, rings)
    alarm.every("backup", DAY, rings, first=clock.now().at)
    alarm.stop()
    alarm.stop()
    settle()
    alarm.look_again()
    settle()
    assert rings.count == 0
    assert not any(timer.isActive() for timer in alarm.findChildren(QTimer))
    with pytest.raises(BugError):
        alarm.set("vitals", clock.now().at, rings)
