"""A running session in which nothing is typed: what a second costs, an idle minute, and an eight-hour day.

`python -m tests.bench.bench_idle --seconds 10` measures a shorter idle stretch than a minute.
"""

import gc
import os
import tempfile
import tracemalloc
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kap_companion.clock import Moment
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import protocol
from kap_companion.session.live import Live
from tests.bench.bench_room import LINES
from tests.bench.timing import summary, timed
from tests.builders import a_client, a_person
from tests.fakes import ManualClock
from ui.alarm import Alarm
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.room_page import RoomPage
from ui.theme import ROOM, load_scripts, load_typeface, style_sheet

ENTRIES = 5_000
TICKS = 600
IDLE_SECONDS = 60.0
DAY_SECONDS = 8 * 3600
MEGABYTE = 1024 * 1024


def main(seconds: float = IDLE_SECONDS) -> None:
    """Print all of it, each beside its floor from the same run."""
    application = QApplication.instance() or QApplication([])
    load_typeface()
    load_scripts()
    clock = DayClock()
    with tempfile.TemporaryDirectory() as name, open_room(Path(name), clock) as room:
        whole_day(room, clock)
        print(summary("a bare label's clock, set and painted", bare_label_ticks()))
        print(summary(f"one second's tick, {ENTRIES} entries", ticks(room, clock)))
        idle(room, clock, seconds)
        for _ in range(40):
            room.page.panes.timeline.zoom_in()
        print(summary("the same tick, zoomed in to a minute", ticks(room, clock)))
    application.processEvents()


class DayClock(ManualClock):
    """Moves only when told to, until it is let run as any clock does."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: float | None = None

    def run(self) -> None:
        """Go on by itself from here."""
        self._seen = perf_counter()

    def stand(self) -> None:
        """Move only when told to again."""
        self._seen = None

    def now(self) -> Moment:
        """The moment; while it runs, as much later as it really is."""
        if self._seen is not None:
            before, self._seen = self._seen, perf_counter()
            self.pass_time(self._seen - before)
        return super().now()


@dataclass
class IdleRoom:
    """A room on the screen, whose clock ticks only when it is told to."""

    page: RoomPage
    controller: SessionController


@contextmanager
def open_room(folder: Path, clock: DayClock) -> Iterator[IdleRoom]:
    """A room on real files, in which a dose was just given."""
    author, client = a_person(), a_client()
    writer = Writer(person=author.id, device="bench")
    record = Record.create(folder / "record.db", os.urandom(32), writer, clock)
    notebook = Notebook.create(folder / "notebook.db", os.urandom(32), writer, clock)
    record.add_person(author)
    record.add_client(client)
    live = Live.begin(record, notebook, clock, client=client, protocol=protocol.load("im"), author=author)
    live.log("d 70mg im", clock.now())
    controller = SessionController(live, clock)
    reminding = Reminding(controller, Alarm(clock, controller), controller)
    page = RoomPage(controller, client, check_passphrase=lambda _: True, reminding=reminding)
    page.setStyleSheet(style_sheet(ROOM, 1.0))
    page.resize(1440, 900)
    page.show()
    QTest.qWaitForWindowExposed(page)
    page.activateWindow()
    controller.stop_ticking()
    yield IdleRoom(page, controller)
    controller.stop_ticking()
    page.close()
    page.deleteLater()
    record.close()
    notebook.close()


def whole_day(room: IdleRoom, clock: DayClock) -> None:
    """Eight hours with an entry every few seconds and a tick every second; then four without an entry."""
    controller, every = room.controller, DAY_SECONDS / ENTRIES
    marks = [resident()]
    for second in range(DAY_SECONDS):
        clock.pass_time(1)
        controller.tick()
        while len(controller.timeline.entries) < min(second / every, ENTRIES):
            controller.log(LINES[len(controller.timeline.entries) % len(LINES)], clock.now())
        QApplication.processEvents()
        if second + 1 in (DAY_SECONDS // 2, DAY_SECONDS):
            marks.append(resident())
    before, half, full = marks
    each = [(later - sooner) / (ENTRIES / 2) / 1024 for sooner, later in ((before, half), (half, full))]
    print(
        f"{f'eight hours, {ENTRIES} entries: resident memory':<58} {before / MEGABYTE:.1f} MB, at noon "
        f"{half / MEGABYTE:.1f} MB, at the end {full / MEGABYTE:.1f} MB "
        f"({each[0]:.1f} and {each[1]:.1f} KB an entry)"
    )
    quiet = DAY_SECONDS // 2
    tracemalloc.start()
    # What is made anew all the time was made before anybody counted.
    hold_still(room, clock, 600)
    traced, held = traced_now(), resident()
    hold_still(room, clock, quiet)
    more, grown = traced_now() - traced, resident() - held
    tracemalloc.stop()
    print(
        f"{'four more hours, nothing typed: memory grew by':<58} {more / 1024:.1f} KB traced, "
        f"{grown / 1024:.0f} KB resident"
    )


def hold_still(room: IdleRoom, clock: DayClock, seconds: int) -> None:
    """Let time pass while nobody types."""
    for _second in range(seconds):
        clock.pass_time(1)
        room.controller.tick()
        QApplication.processEvents()


def ticks(room: IdleRoom, clock: DayClock) -> list[float]:
    """Milliseconds from a second's tick to all of it painted."""

    def tick() -> None:
        room.controller.tick()
        QApplication.processEvents()

    times = []
    for _ in range(TICKS):
        clock.pass_time(1)
        times.append(timed(tick))
    return times


def bare_label_ticks() -> list[float]:
    """Milliseconds for the least a clock on a screen can cost: one label, set and painted."""
    label = QLabel("T+0:00:00")
    label.setStyleSheet(style_sheet(ROOM, 1.0))
    label.setProperty("kind", "clock")
    label.resize(300, 60)
    label.show()
    QTest.qWaitForWindowExposed(label)
    QApplication.processEvents()

    def tick(second: int) -> None:
        label.setText(f"T+{second // 3600}:{second // 60 % 60:02}:{second % 60:02}")
        QApplication.processEvents()

    times = [timed(lambda second=second: tick(second)) for second in range(TICKS)]  # type: ignore[misc]
    label.close()
    return times


def idle(room: IdleRoom, clock: DayClock, seconds: float) -> None:
    """What part of one core a session takes in which nobody types, in real time."""
    clock.run()
    room.controller.start_ticking()
    wait(2)
    began, used = perf_counter(), process_time()
    wait(seconds)
    took, used = perf_counter() - began, process_time() - used
    room.controller.stop_ticking()
    clock.stand()
    print(
        f"{f'idle for {took:.0f} s, {ENTRIES} entries':<58} {used / took * 100:.2f} % of one core "
        f"({used * 1000:.0f} ms)"
    )


def wait(seconds: float) -> None:
    """Let the event loop run, as it does while nobody types."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def traced_now() -> int:
    """Bytes that Python holds, without what is only waiting to be collected."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def resident() -> int:
    """Bytes of this process in memory."""
    gc.collect()
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--seconds", type=float, default=IDLE_SECONDS)
    main(parser.parse_args().seconds)
