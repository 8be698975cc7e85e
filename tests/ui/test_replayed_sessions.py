"""The sample sessions with a dose, typed into the real window line by line, over 600 times as fast."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kap_companion.exchange.transcript import read_script
from kap_companion.session.prompts import DueKind
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.settings import LONGEST_IDLE, Settings
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from tests.fakes import ManualClock
from tests.ui.person import Desk, create_practice
from ui.home.home_page import HomePage
from ui.session.room_page import RoomPage

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
DOSING = ("juniper-1", "juniper-3", "sage-1")
STEP_SECONDS = 20
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.slow
@pytest.mark.parametrize("name", DOSING)
def test_a_session_replayed_through_the_window_reads_the_same_and_its_prompts_fire(
    sit_down: Desk, tmp_path: Path, name: str
) -> None:
    told = read_script((EXAMPLES / f"{name}.session.txt").read_bytes())
    lines = sorted(told.lines, key=lambda line: line.at)
    clock = ManualClock()
    person = sit_down(clock)
    create_practice(person, tmp_path / "Stillwater.kap")
    home = person.sees(HomePage)
    person.qtbot.keyClick(home, Qt.Key.Key_N, CTRL)
    person.types("Wren")
    person.presses(Qt.Key.Key_Return)
    person.presses(Qt.Key.Key_Return)
    person.qtbot.keyClick(home, Qt.Key.Key_B, CTRL)
    panel = home.client.begin_panel
    panel.protocol.setCurrentIndex(panel.protocol.findData(told.protocol))
    panel.intention.setFocus()
    person.presses(Qt.Key.Key_Return)
    room = person.sees(RoomPage)
    controller = room._controller
    fired: set[DueKind] = set()
    # Nobody touches a key for longer than that in a session; the veil has tests of its own.
    person.companion.guard.follow(Settings(idle_minutes=LONGEST_IDLE))
    began: datetime = lines[0].at

    def pass_until(at: datetime) -> None:
        """The clock goes on in small steps, each seen by the window as a second's tick."""
        passed = clock.now().at - started
        while passed < at - began:
            step = min(timedelta(seconds=STEP_SECONDS), at - began - passed)
            clock.pass_time(step.total_seconds())
            controller.tick()
            fired.update(due.what for due in room.due.overdue)
            passed = clock.now().at - started

    started = clock.now().at
    for line in lines:
        pass_until(line.at)
        if line.text.strip() == "> end":
            break
        room.line.typed(line.text, clock.now())
        room.line.replaced.emit()
        person.presses(Qt.Key.Key_Return)
        if room.line.text:
            # What looks mistyped, or is more than was agreed, is asked about once.
            person.presses(Qt.Key.Key_Return)
        assert room.line.text == "", line.text
    timeline = controller.timeline
    written = sorted(entry.raw for entry in timeline.everything if entry.source is EntrySource.TYPED)
    assert written == sorted(line.text for line in lines if line.text.strip() != "> end")
    first_dose = next(line for line in lines if line.text.startswith("d "))
    assert timeline.first_dose_ms is not None
    since = seconds_from_dose(timeline, controller.elapsed_ms())
    assert since == pytest.approx((clock.now().at - started - (first_dose.at - began)).total_seconds(), abs=1)
    assert {DueKind.VITALS, DueKind.CHECK_IN, DueKind.DISCHARGE} <= fired
    assert not any(entry.kind is EntryKind.GAP for entry in timeline.everything)
    person.logs("> end", after_seconds=1)
    person.quits()
