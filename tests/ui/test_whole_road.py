"""Real keys in the real window, from "create a practice" to a PDF on the disk."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QCheckBox, QLabel

from kap_companion import paths
from kap_companion.errors import DiskFullError
from kap_companion.records.notebook import Notebook
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.recovery import RecoveryCode
from tests.fakes import ManualClock
from tests.ui.person import KEYS_TAKE_MS, PASSPHRASE, Desk, begin_session, create_practice, dialogs_of
from ui.home.home_page import HomePage
from ui.review.take_home_page import TakeHomePage
from ui.session.room_page import RoomPage
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recovery_sheet_page import RecoverySheetPage
from ui.unlock.unlock_page import UnlockPage
from ui.worksheets.composing_page import ComposingPage


def tick(page: TakeHomePage, *beginnings: str) -> None:
    for box in page.findChildren(QCheckBox):
        if box.accessibleName().startswith(beginnings):
            box.click()


@pytest.mark.slow
def test_from_create_a_practice_to_the_worksheet_on_the_disk_with_keys(
    sit_down: Desk, tmp_path: Path
) -> None:
    person = sit_down(ManualClock())
    folder = tmp_path / "Stillwater.kap"
    create_practice(person, folder)
    begin_session(person, "Wren")
    person.logs('m The Watchman: #chest 9 "if I look away it gets in" ->the little one')
    person.logs("d 70mg im left deltoid lot 4471", after_seconds=600)
    person.logs('e the little one: #belly 6 "I did not know anyone was coming"', after_seconds=900)
    person.logs("s calm 3 compassion 4")
    person.logs("h the watchman may be about six as well")
    person.logs("n promise: five minutes a day with the little one")
    person.logs("watchman 4 steps to the side")
    person.logs("> end", after_seconds=3600)
    room = person.sees(RoomPage)
    person.clicks(room, "Choose what goes home")

    page = person.sees(TakeHomePage)
    assert not any(box.isChecked() for box in page.findChildren(QCheckBox)), "nothing is ticked unasked"
    tick(page, "the little one: The name", "the little one: The words", "What was promised")
    person.clicks(page, "Make the worksheet")
    sheet = person.sees(ComposingPage)
    target = tmp_path / "for Wren.pdf"
    dialogs_of(person).places.append(target)
    person.clicks(sheet, "Save as PDF…")
    person.qtbot.waitUntil(lambda: sheet.said.text().startswith("Saved in"), timeout=KEYS_TAKE_MS)

    assert target.stat().st_mode & 0o777 == 0o600
    text = "\n".join(each.extract_text() for each in PdfReader(BytesIO(target.read_bytes())).pages)
    assert "the little one" in text
    assert "I did not know anyone was coming" in text
    assert "five minutes a day with the little one" in text
    assert "Watchman" not in text
    assert "if I look away" not in text
    assert "belly" not in text
    assert "about six" not in text
    person.quits()
    with vault.open_practice(folder, PASSPHRASE, ManualClock()) as practice:
        assert practice.verify().ok
        session = practice.record.sessions()[0]
        assert len(practice.record.worksheets(session.id)) == 1


@pytest.mark.slow
def test_a_window_that_is_gone_in_the_middle_gives_session_and_half_typed_line_back(
    sit_down: Desk, tmp_path: Path
) -> None:
    clock = ManualClock()
    person = sit_down(clock)
    folder = tmp_path / "Stillwater.kap"
    create_practice(person, folder)
    begin_session(person, "Wren")
    person.logs("d 70mg im")
    clock.pass_time(300)
    person.types('e the little one: "is any')
    person.quits()

    clock.pass_time(120)
    again = sit_down(clock)
    again.sees(UnlockPage)
    again.types(PASSPHRASE)
    again.presses(Qt.Key.Key_Return)
    room = again.sees(RoomPage)
    assert room.panes.capture.field.text() == 'e the little one: "is any'
    assert room.panes.top.dose_clock == "T+0:07:00"
    again.types('body there"')
    again.presses(Qt.Key.Key_Return)
    said = [room.panes.model.index(row, 1).data() for row in range(room.panes.model.rowCount())]
    assert any("is anybody there" in str(line) for line in said), said


@pytest.mark.slow
def test_a_wrong_passphrase_is_said_plainly_and_the_next_try_waits(sit_down: Desk, tmp_path: Path) -> None:
    clock = ManualClock()
    person = sit_down(clock)
    create_practice(person, tmp_path / "Stillwater.kap")
    person.qtbot.keyClick(
        person.sees(HomePage),
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    page = person.sees(UnlockPage)
    person.types("not the heron at all")
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(page.is_waiting, timeout=KEYS_TAKE_MS)
    assert "does not open this practice" in page.problem()


@pytest.mark.slow
def test_a_second_window_on_the_same_practice_is_told_so_and_harms_nothing(
    sit_down: Desk, tmp_path: Path
) -> None:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    begin_session(person, "Wren")
    person.logs("d 70mg im")

    other = sit_down(ManualClock())
    page = other.sees(UnlockPage)
    other.types(PASSPHRASE)
    other.presses(Qt.Key.Key_Return)
    other.qtbot.waitUntil(lambda: bool(page.problem()), timeout=KEYS_TAKE_MS)
    assert "open" in page.problem()
    assert isinstance(other.companion.window.page, UnlockPage)

    with person.qtbot.waitActive(person.companion.window):
        person.companion.window.activateWindow()
    room = person.sees(RoomPage)
    room.focus_line()
    person.logs("n still here")
    assert [entry.raw for entry in room.panes.model.timeline.entries if entry.raw][-1] == "n still here"


@pytest.mark.slow
def test_a_full_disk_takes_no_line_away_it_is_held_and_said_and_written_when_there_is_space(
    sit_down: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    room = begin_session(person, "Wren")
    person.logs("n before")

    def full(*_arguments: object, **_more: object) -> None:
        message = "There is no space left on the disk."
        raise DiskFullError(message, "Make room, then press Enter again.")

    with monkeypatch.context() as broken:
        broken.setattr(Notebook, "append", full)
        person.logs("n the line that must not be lost")
        assert room.panes.capture.field.text() == ""
        assert room.panes.top.saved == "1 line not on the disk yet"
        assert "kept in memory" in room.panes.capture.notice.text()
    person.logs("n after")
    assert room.panes.top.saved == "saved"
    raws = [entry.raw for entry in room.panes.model.timeline.entries if entry.raw]
    assert raws == ["n before", "n the line that must not be lost", "n after"]


@pytest.mark.slow
def test_what_goes_home_is_locked_away_by_the_same_key(sit_down: Desk, tmp_path: Path) -> None:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    room = begin_session(person, "Wren")
    person.logs('m The Watchman: #chest 9 "if I look away it gets in"')
    person.logs("> end")
    person.clicks(room, "Choose what goes home")
    person.qtbot.keyClick(
        person.sees(TakeHomePage),
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    person.sees(UnlockPage)


@pytest.mark.slow
def test_nobody_is_asked_for_the_passphrase_of_the_made_up_practice(sit_down: Desk) -> None:
    person = sit_down(ManualClock())
    for _time in range(2):
        person.clicks(person.sees(FirstRunPage), "Look around in a made-up practice")
        person.qtbot.keyClick(
            person.sees(HomePage),
            Qt.Key.Key_L,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    person.sees(FirstRunPage)
    person.quits()
    sit_down(ManualClock()).sees(FirstRunPage)


@pytest.mark.slow
def test_without_a_sheet_on_paper_home_reminds_and_makes_one_that_opens_the_practice(
    sit_down: Desk, tmp_path: Path
) -> None:
    clock = ManualClock()
    person = sit_down(clock)
    folder = tmp_path / "Stillwater.kap"
    vault.create(
        folder, name="Stillwater", facilitator="Ana", passphrase=PASSPHRASE, clock=clock, strength=FLOOR
    )[0].close()
    paths.remember_practice(folder)
    person.quits()

    person = sit_down(clock)
    person.sees(UnlockPage)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    home = person.sees(HomePage)
    assert home.recovery.isVisible()
    person.clicks(home, "Make a recovery sheet")
    person.clicks(home, "Make a recovery sheet")
    sheet = person.sees(RecoverySheetPage)
    assert QThreadPool.globalInstance().waitForDone(KEYS_TAKE_MS)
    shown = [label.text() for label in sheet.findChildren(QLabel) if label.property("kind") == "group"]
    person.clicks(sheet, "I have it on paper")
    assert not person.sees(HomePage).recovery.isVisible()
    person.quits()
    keys, _code = vault.recover(folder, RecoveryCode.parse(" ".join(shown)), "another heron", clock, FLOOR)
    vault.open_with(folder, keys, clock).close()
