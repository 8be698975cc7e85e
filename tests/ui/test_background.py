"""Work beside the screen: its result comes back to the GUI thread, and only to who still wants it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from kap_companion.errors import KnownError
from ui.background import run


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.results: list[int] = []
        self.errors: list[Exception] = []
        self.threads: list[QThread] = []

    def take(self, result: int) -> None:
        self.threads.append(QThread.currentThread())
        self.results.append(result)

    def fail(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[QThreadPool]:
    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(10_000)


def test_the_result_arrives_in_the_gui_thread(qtbot: QtBot, pool: QThreadPool) -> None:
    receiver = Receiver()
    worked_in: list[int] = []

    def work() -> int:
        worked_in.append(threading.get_ident())
        return 7

    run(pool, work, receiver.take, receiver.fail)
    qtbot.waitUntil(lambda: receiver.results == [7])
    assert worked_in != [threading.get_ident()]
    assert receiver.threads == [receiver.thread()]


def test_a_known_error_is_handed_over(qtbot: QtBot, pool: QThreadPool) -> None:
    receiver = Receiver()
    error = KnownError("The disk is full.")

    def work() -> int:
        raise error

    run(pool, work, receiver.take, receiver.fail)
    qtbot.waitUntil(lambda: receiver.errors == [error])
    assert receiver.results == []


def test_a_bug_is_raised_in_the_gui_thread(qtbot: QtBot, pool: QThreadPool) -> None:
    receiver = Receiver()

    def work() -> int:
        message = "a bug"
        raise ZeroDivisionError(message)

    with capture_exceptions() as raised:
        run(pool, work, receiver.take, receiver.fail)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert receiver.errors == []


def test_nothing_is_handed_to_a_widget_that_is_gone(qtbot: QtBot, pool: QThreadPool) -> None:
    receiver = Receiver()
    results = receiver.results
    gate = threading.Event()

    def work() -> int:
        gate.wait(10)
        return 1

    task = run(pool, work, receiver.take, receiver.fail)
    with qtbot.waitSignal(task.destroyed):
        with qtbot.waitSignal(receiver.destroyed):
            receiver.deleteLater()
        gate.set()
    assert results == []


def test_a_cancelled_task_hands_nothing_over(qtbot: QtBot, pool: QThreadPool) -> None:
    receiver = Receiver()
    task = run(pool, lambda: 1, receiver.take, receiver.fail)
    with qtbot.waitSignal(task.destroyed):
        task.cancel()
    assert receiver.results == []
