"""A process that is killed in the middle of a session, and the next unlock."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kap_companion import paths
from kap_companion.vocabulary.details import GapCause, GapDetail
from tests.fakes import MORNING, ManualClock
from tests.ui.person import PASSPHRASE, Desk
from ui.session.room_page import RoomPage
from ui.unlock.unlock_page import UnlockPage

KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from kap_companion.ids import new_id
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vocabulary.people import Client
from tests.fakes import ManualClock

clock = ManualClock()
practice, _ = vault.create(Path(sys.argv[1]), name="Stillwater", facilitator="Ana", passphrase=sys.argv[2],
                           clock=clock, strength=FLOOR)
client = Client(id=new_id(), name="Wren", made_at=clock.now().at)
practice.record.add_client(client)
live = Live.begin(practice.record, practice.notebook, clock, client=client, protocol=protocol.load("im"),
                  author=practice.person)
clock.pass_time(600)
live.log("d 70mg im", clock.now())
clock.pass_time(300)
live.log('m The Watchman: #chest 9 "if I look away it gets in"', clock.now())
live.keep_draft("e the little one: is any", clock.now())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_after_a_kill_the_session_is_on_the_screen_again_with_a_gap_and_the_half_typed_line(
    sit_down: Desk, places: Path
) -> None:
    folder = places / "Stillwater.kap"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), PASSPHRASE], check=False)
    assert killed.returncode == -signal.SIGKILL
    paths.remember_practice(folder)

    person = sit_down(ManualClock(MORNING + timedelta(seconds=600 + 300 + 200)))
    person.sees(UnlockPage)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    room = person.sees(RoomPage)
    assert room.panes.top.dose_clock == "T+0:08:20"
    assert room.panes.capture.field.text() == "e the little one: is any"
    entries = room.panes.model.timeline.entries
    assert [entry.raw for entry in entries if entry.raw] == [
        "d 70mg im",
        'm The Watchman: #chest 9 "if I look away it gets in"',
    ]
    gap = entries[-1].detail
    assert isinstance(gap, GapDetail)
    assert gap.cause is GapCause.CLOSED
    assert gap.seconds == pytest.approx(200)
    assert [presence.part for presence in room.panes.model.timeline.present] == [
        part.id for part in room.panes.model.roster.parts if part.name == "The Watchman"
    ]
