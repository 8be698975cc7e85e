"""Another facilitator goes on in the running session with their own passphrase, after the card."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.people import PersonRole
from tests.fakes import ManualClock
from tests.ui.person import PASSPHRASE, Desk, Person, begin_session, create_practice
from ui.home.home_page import HomePage
from ui.session.handoff_page import HandoffPage
from ui.session.room_page import RoomPage
from ui.unlock.unlock_page import UnlockPage

BEN = "brown otter, quick brook"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def in_a_session(sit_down: Desk, tmp_path: Path) -> tuple[Person, Path]:
    """A practice of two therapists; the first of them is in a session, in which a dose was given."""
    clock, folder = ManualClock(), tmp_path / "Stillwater.kap"
    person = sit_down(clock)
    create_practice(person, folder)
    person.qtbot.keyClick(person.sees(HomePage), Qt.Key.Key_L, CTRL_SHIFT)
    person.sees(UnlockPage)
    with vault.open_practice(folder, PASSPHRASE, clock) as practice:
        practice.add_person(
            name="Ben Ito", role=PersonRole.THERAPIST, passphrase=BEN, clock=clock, strength=FLOOR
        )
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    begin_session(person, "Wren")
    person.logs("> consent touch hand on shoulder by Ana")
    person.logs("d 70mg im")
    person.logs("h the watchman may be about six")
    person.logs("ae nausea mild")
    return person, folder


@pytest.mark.slow
def test_the_card_tells_what_the_record_holds_and_nothing_private(in_a_session: tuple[Person, Path]) -> None:
    person, _folder = in_a_session
    person.presses(Qt.Key.Key_H, CTRL_SHIFT)
    page = person.sees(HandoffPage)
    text = page.told()
    assert "70 mg" in text
    assert "nausea" in text
    assert "hand on shoulder" in text
    assert "about six" not in text
    person.presses(Qt.Key.Key_Escape)
    person.sees(RoomPage)


@pytest.mark.slow
def test_a_session_that_is_over_is_not_handed_over(in_a_session: tuple[Person, Path]) -> None:
    person, _folder = in_a_session
    person.logs("> end")
    person.presses(Qt.Key.Key_H, CTRL_SHIFT)
    assert isinstance(person.companion.window.page, RoomPage)


@pytest.mark.slow
def test_a_card_that_nobody_takes_goes_back_to_the_room_under_the_veil(
    in_a_session: tuple[Person, Path],
) -> None:
    person, _folder = in_a_session
    person.presses(Qt.Key.Key_H, CTRL_SHIFT)
    person.sees(HandoffPage)
    person.types("half a passphr")
    person.companion.hide()
    room = person.sees(RoomPage)
    assert room.is_veiled
    assert not any(row.kind is EntryKind.GAP for row in room.panes.model.timeline.everything)


@pytest.mark.slow
def test_the_colleague_goes_on_in_the_same_session_and_their_lines_are_theirs(
    in_a_session: tuple[Person, Path],
) -> None:
    person, folder = in_a_session
    person.presses(Qt.Key.Key_H, CTRL_SHIFT)
    page = person.sees(HandoffPage)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "your own" in page.said(), timeout=30_000)
    person.types("nobody's at all")
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(
        lambda: "wrong" in page.said().lower() or "does not" in page.said(), timeout=30_000
    )
    person.clock.pass_time(60)
    person.types(BEN)
    person.presses(Qt.Key.Key_Return)
    room = person.sees(RoomPage)
    lines = [room.panes.model.words_at(row).line for row in range(room.panes.model.rowCount())]
    assert any("Ben Ito" in line for line in lines)
    assert not any("about six" in line for line in lines)
    person.logs("n she turns to the window")
    person.logs("> end")
    person.quits()
    with vault.open_practice(folder, BEN, ManualClock()) as practice:
        session = practice.record.sessions()[0]
        rows = practice.record.entries(session.id)
        handed = next(row for row in rows if row.kind is EntryKind.HANDOFF)
        assert handed.author == practice.person.id
        assert not any(row.kind is EntryKind.GAP for row in rows)
        assert practice.notebook is not None
        notes = practice.notebook.entries(session.id)
        assert [(row.text, row.author) for row in notes] == [("she turns to the window", practice.person.id)]
        assert all(row.compartment is Compartment.PROCESS for row in notes)
        assert practice.verify().ok
