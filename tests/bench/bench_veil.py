"""The veil in a session of 2,000 entries, from the key to painted, beside an empty widget in its place."""

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.clock import SystemClock
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import protocol
from kap_companion.session.live import Live
from tests.bench.bench_room import ENTRIES, LINES
from tests.bench.timing import summary, timed
from tests.builders import a_client, a_person
from ui.alarm import Alarm
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.room_page import RoomPage
from ui.theme import ROOM, load_scripts, load_typeface, style_sheet

ROUNDS = 40


def main() -> None:
    """Print both, and the way back, from one run."""
    application = QApplication.instance() or QApplication([])
    load_typeface()
    load_scripts()
    with tempfile.TemporaryDirectory() as name:
        floor, veiled, lifted = measure(Path(name))
    print(summary("an empty widget shown over the room, to painted", floor))
    print(summary(f"veiled, key to painted, {ENTRIES} entries", veiled))
    print(summary(f"veil lifted, to painted, {ENTRIES} entries", lifted))
    application.processEvents()


def measure(folder: Path) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds for the floor, for veiling and for lifting, in turn in one window."""
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
    room.setStyleSheet(style_sheet(ROOM, 1.0))
    room.resize(1440, 900)
    room.show()
    QTest.qWaitForWindowExposed(room)
    room.activateWindow()
    empty = QWidget(room)
    empty.setAutoFillBackground(True)
    empty.hide()

    def show_empty() -> None:
        empty.setGeometry(room.rect())
        empty.show()
        empty.raise_()
        empty.repaint()
        QApplication.processEvents()

    def veil() -> None:
        QTest.keyClick(room.panes.capture.field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()

    def lift() -> None:
        room.lift_veil()
        QApplication.processEvents()

    floor, veiled, lifted = [], [], []
    for _round in range(ROUNDS):
        QTest.keyClicks(room.panes.capture.field, "h" if not room.line.text else "")
        QApplication.processEvents()
        floor.append(timed(show_empty))
        empty.hide()
        QApplication.processEvents()
        veiled.append(timed(veil))
        assert room.is_veiled
        lifted.append(timed(lift))
    room.close()
    record.close()
    notebook.close()
    return floor, veiled, lifted


if __name__ == "__main__":
    main()
