"""A practice that was used and locked an hour ago: `python -m tests.leaks.locked_job FOLDER`.

Makes a practice, holds a session, veils and lifts the veil, locks, opens again, locks again; an hour passes.
Before it locks the last time and at the end it says so and waits for a line: its memory is looked at from
outside then.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from tests.fakes import ManualClock
from tests.leaks.somebody import Acts, Somebody, sit_down
from tests.leaks.window_job import (
    CONTROL,
    begins_a_session,
    leaves,
    locks,
    makes_a_practice,
    types_passphrase,
)
from ui.app import run
from ui.session.room_page import RoomPage

OPEN, LOCKED = "open", "locked"
SETTLES_MS = 1500


def used_and_locked(person: Somebody, place: Path, clock: ManualClock) -> Acts:
    yield from makes_a_practice(person, place)
    yield from begins_a_session(person)
    clock.pass_time(60)
    person.logs("d 70mg im left deltoid")
    yield from lifts_the_veil(person)
    person.types("half a li")
    yield from locks(person)
    types_passphrase(person)
    person.presses(Qt.Key.Key_Return)
    yield person.sees(RoomPage)
    be_looked_at(OPEN)
    yield from locks(person)
    clock.pass_time(3600)
    passed: list[bool] = []
    QTimer.singleShot(SETTLES_MS, lambda: passed.append(True))
    yield lambda: passed
    be_looked_at(LOCKED)
    yield from leaves(person)


def lifts_the_veil(person: Somebody) -> Acts:
    room = person.page(RoomPage)
    person.presses(Qt.Key.Key_L, CONTROL)
    yield lambda: room.is_veiled
    person.presses(Qt.Key.Key_U, CONTROL)
    types_passphrase(person)
    person.presses(Qt.Key.Key_Return)
    yield lambda: not room.is_veiled


def be_looked_at(state: str) -> None:
    sys.stdout.write(state + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    folder = Path(sys.argv.pop())
    hours = ManualClock()
    sit_down(lambda person: used_and_locked(person, folder, hours))
    sys.exit(run(hours))
