"""Enter to on the disk and painted, in a session of 2,000 entries, beside a bare insert and commit."""

import os
import tempfile
from pathlib import Path

import sqlcipher3
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kap_companion.clock import SystemClock
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import protocol
from kap_companion.session.live import Live
from tests.bench.timing import summary, timed
from tests.builders import a_client, a_person
from ui.alarm import Alarm
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.room_page import RoomPage
from ui.theme import load_scripts, load_typeface

ENTRIES = 2_000
MEASURED = 200
LINES = (
    'm watchman: #chest 7 "if I look away it gets in" looks over its shoulder',
    "s calm 3 curious 2 breath slows",
    "v 122/78 72 99",
    "n rain outside",
    'e the little one: #belly 4 "she stayed"',
    "watchman 4 steps to the side",
)


def main() -> None:
    """Print both, from one run."""
    application = QApplication.instance() or QApplication([])
    load_typeface()
    load_scripts()
    with tempfile.TemporaryDirectory() as name:
        print(summary("bare sqlcipher3 insert and commit", bare_commits(Path(name))))
        for times, what in zip(enter_to_painted(Path(name)), ("logged", "painted"), strict=True):
            print(summary(f"Enter to on the disk and {what}, {ENTRIES} entries", times))
    application.processEvents()


def bare_commits(folder: Path) -> list[float]:
    """Milliseconds for an insert and commit of about an entry's size, with the records' own settings."""
    connection = sqlcipher3.connect(str(folder / "bare.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE entry (id TEXT PRIMARY KEY, line TEXT)")

    def insert(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO entry VALUES (?, ?)", (str(number), "x" * 600))
        connection.execute("COMMIT")

    times = [timed(lambda number=number: insert(number)) for number in range(MEASURED)]  # type: ignore[misc]
    connection.close()
    return times


def enter_to_painted(folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds from Enter until the entry is on the disk, and until the window is painted."""
    clock, author, client = SystemClock(), a_person(), a_client()
    writer = Writer(person=author.id, device="bench")
    record = Record.create(folder / "record.db", os.urandom(32), writer, clock)
    notebook = Notebook.create(folder / "notebook.db", os.urandom(32), writer, clock)
    record.add_person(author)
    record.add_client(client)
    live = Live.begin(record, notebook, clock, client=client, protocol=protocol.load("im"), author=author)
    live.log("d 70mg im", clock.now())
    while len(live.timeline.entries) < ENTRIES:
        live.log(LINES[len(live.timeline.entries) % len(LINES)], clock.now())
    controller = SessionController(live, clock)
    reminding = Reminding(controller, Alarm(clock, controller), controller)
    room = RoomPage(controller, client, check_passphrase=lambda _: True, reminding=reminding)
    room.resize(1440, 900)
    room.show()
    QTest.qWaitForWindowExposed(room)
    room.activateWindow()
    logged, painted = [], []
    for number in range(MEASURED):
        QTest.keyClicks(room.panes.capture.field, LINES[number % len(LINES)])
        QApplication.processEvents()
        on_disk = timed(lambda: QTest.keyClick(room.panes.capture.field, Qt.Key.Key_Return))
        logged.append(on_disk)
        painted.append(on_disk + timed(QApplication.processEvents))
    assert len(live.timeline.entries) >= ENTRIES + MEASURED
    room.close()
    record.close()
    notebook.close()
    return logged, painted


if __name__ == "__main__":
    main()
