"""What is there after a lock, what is given back after it, and who decides."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from kap_companion import paths
from kap_companion.errors import DiskFullError
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.settings import Settings
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from tests.fakes import ManualClock
from tests.ui.left_behind import in_python, on_the_screen, settle
from tests.ui.person import PASSPHRASE, Desk, Person, begin_session
from ui.dialogs import SystemDialogs
from ui.home.home_page import HomePage
from ui.review.take_home_page import TakeHomePage
from ui.session.room_page import RoomPage
from ui.system_lock.listener import SystemLockListener
from ui.unlock.recovery_sheet_page import RecoverySheetPage
from ui.unlock.unlock_page import UnlockPage
from ui.worksheets.composing_page import ComposingPage

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
# Put together here, so that no constant of this file is what is looked for.
WORDS = tuple(
    "".join(parts)
    for parts in (
        ("brindle", "wickel"),
        ("quorra", "belle"),
        ("marzu", "vine"),
        ("obsy", "drell"),
        ("thessa", "loone"),
        ("halci", "vorn"),
        ("cinna", "vexe"),
        ("vermo", "dine"),
        ("perri", "loxe"),
        ("saffre", "lune"),
    )
)
NAME, PART, QUOTE, OTHER, NOTE, INTENTION, HALF, PROMISE, AMENDED, UNSENT = WORDS


@pytest.fixture(autouse=True)
def _nothing_copied_before(qapp: QApplication) -> None:
    qapp.clipboard().clear()


def locks(person: Person) -> UnlockPage:
    page = person.companion.window.page
    assert page is not None
    person.qtbot.keyClick(page, Qt.Key.Key_L, BOTH)
    return person.sees(UnlockPage)


def unlocks(person: Person) -> None:
    person.sees(UnlockPage)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)


def goes_away(person: Person, minutes: float = 5) -> None:
    person.clock.pass_time(minutes * 60)
    person.companion.guard.look()


def at_home(sit_down: Desk, tmp_path: Path) -> Person:
    clock, folder = ManualClock(), tmp_path / "Stillwater.kap"
    vault.create(
        folder, name="Stillwater", facilitator="Ana", passphrase=PASSPHRASE, clock=clock, strength=FLOOR
    )[0].close()
    paths.remember_practice(folder)
    person = sit_down(clock)
    unlocks(person)
    person.sees(HomePage)
    return person


def in_room(sit_down: Desk, tmp_path: Path) -> tuple[Person, RoomPage]:
    person = at_home(sit_down, tmp_path)
    return person, begin_session(person, NAME)


def fill_a_session(person: Person, room: RoomPage) -> None:
    person.logs(f'm The {PART}: #chest 9 "{QUOTE}" ->the {OTHER} one')
    person.logs("d 70mg im left deltoid")
    person.logs(f"n {NOTE}")
    person.logs(f"s calm 3 {AMENDED}")
    person.logs(f"n promise: {PROMISE}")
    room.panes.ask.another()
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def nothing_is_left() -> bool:
    settle()
    assert on_the_screen(WORDS) == []
    assert in_python(WORDS) == []
    return True


def test_the_search_finds_words_wherever_they_are_left(qtbot: QtBot) -> None:
    words = tuple("".join(parts) for parts in (("wood", "lark"), ("yellow", "hammer"), ("red", "start")))
    label, field, rows = QLabel(f"the {words[0]}"), QLineEdit(words[1]), QListView()
    for widget in (label, field, rows):
        qtbot.addWidget(widget)
    rows.setModel(QStringListModel([words[2].upper()], rows))
    field.insert("x")
    QApplication.clipboard().setText(words[0])
    found = on_the_screen(words)
    assert f"{words[0]} in QLabel.text" in found
    assert f"{words[0]} in what is told of QLabel" in found
    assert f"{words[0]} in the clipboard" in found
    assert f"{words[1]} in QLineEdit.text" in found
    assert any(place.startswith(f"{words[2]} in QListView, a model") for place in found)
    field.selectAll()
    field.insert("y")
    assert f"{words[1]} in QLineEdit.text once undone" in on_the_screen(words)
    kept = {"somewhere": [f"… {words[0]} …"]}
    assert f"{words[0]} in a builtins.list" in in_python(words)
    assert kept


@pytest.mark.slow
def test_after_a_lock_nothing_in_the_program_holds_a_word_of_the_room(sit_down: Desk, tmp_path: Path) -> None:
    person, room = in_room(sit_down, tmp_path)
    fill_a_session(person, room)
    person.types(f"e {HALF}")
    room.panes.capture.field.selectAll()
    room.panes.capture.field.copy()
    locks(person)
    del room
    assert nothing_is_left()


@pytest.mark.slow
def test_nor_of_the_pages_before_and_after_it(sit_down: Desk, tmp_path: Path) -> None:
    person, room = in_room(sit_down, tmp_path)
    fill_a_session(person, room)
    person.logs("> end")
    person.clicks(room, "Choose what goes home")
    page = person.sees(TakeHomePage)
    page.findChildren(QCheckBox)[0].click()
    page.promise.setText(UNSENT)
    person.clicks(page, "Make the worksheet")
    sheet = person.sees(ComposingPage)
    locks(person)
    del room, page, sheet
    assert nothing_is_left()
    unlocks(person)
    home = person.sees(HomePage)
    home.clients.find_field.setText(NAME)
    home.ask_for_client()
    home.new_client.name.setText(UNSENT)
    locks(person)
    del home
    assert nothing_is_left()


@pytest.mark.slow
def test_nor_of_what_was_typed_behind_the_veil(sit_down: Desk, tmp_path: Path) -> None:
    person, room = in_room(sit_down, tmp_path)
    fill_a_session(person, room)
    person.types(f"e {HALF}")
    goes_away(person)
    assert room.is_veiled
    person.types(" more")
    room.lift_veil()
    room.focus_line()
    locks(person)
    del room
    assert nothing_is_left()


@pytest.mark.slow
def test_when_nobody_is_there_a_running_session_is_veiled_and_goes_on(sit_down: Desk, tmp_path: Path) -> None:
    person, room = in_room(sit_down, tmp_path)
    person.types("half a li")
    goes_away(person)
    assert person.companion.window.page is room
    assert room.is_veiled
    person.types("ne")
    person.presses(Qt.Key.Key_Return)
    assert room.panes.model.timeline.entries[-1].raw == "half a line"


@pytest.mark.slow
def test_when_nobody_is_there_everything_else_is_locked(sit_down: Desk, tmp_path: Path) -> None:
    person = at_home(sit_down, tmp_path)
    goes_away(person, minutes=4.9)
    person.sees(HomePage)
    goes_away(person, minutes=0.1)
    person.sees(UnlockPage)


@pytest.mark.slow
def test_a_session_that_is_over_is_locked_with_its_half_typed_line_kept(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, _room = in_room(sit_down, tmp_path)
    person.logs("> end")
    goes_away(person)
    person.sees(UnlockPage)


@pytest.mark.slow
def test_other_minutes_are_kept_and_hold_at_once(sit_down: Desk, tmp_path: Path) -> None:
    person = at_home(sit_down, tmp_path)
    person.companion.change_settings(Settings(20))
    goes_away(person, minutes=19)
    person.sees(HomePage)
    goes_away(person, minutes=1)
    person.sees(UnlockPage)
    assert sit_down(person.clock).companion.settings == Settings(20)


@pytest.mark.slow
@pytest.mark.parametrize("told", ["sleeping", "screen_locked"])
def test_a_computer_that_sleeps_or_locks_its_screen_hides_what_is_open(
    sit_down: Desk, tmp_path: Path, told: str
) -> None:
    person = at_home(sit_down, tmp_path)
    system = SystemLockListener()
    person.companion.hear(system)
    getattr(system, told).emit()
    person.sees(UnlockPage)
    getattr(system, told).emit()
    unlocks(person)
    room = begin_session(person, NAME)
    getattr(system, told).emit()
    assert person.companion.window.page is room
    assert room.is_veiled


@pytest.mark.slow
def test_a_client_who_was_about_to_be_added_is_half_written_again_after_the_lock(
    sit_down: Desk, tmp_path: Path
) -> None:
    person = at_home(sit_down, tmp_path)
    home = person.sees(HomePage)
    person.qtbot.keyClick(home, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.types("Wr")
    goes_away(person)
    unlocks(person)
    home = person.sees(HomePage)
    assert home.new_client.isVisible()
    assert home.new_client.name.text() == "Wr"
    assert person.focused() is home.new_client.name
    home.new_client.went_back.emit()
    locks(person)
    unlocks(person)
    assert not person.sees(HomePage).new_client.isVisible()


@pytest.mark.slow
def test_a_session_that_was_about_to_begin_is_half_written_again_too(sit_down: Desk, tmp_path: Path) -> None:
    person, room = in_room(sit_down, tmp_path)
    person.logs("> end")
    room.left.emit()
    home = person.sees(HomePage)
    person.qtbot.keyClick(home, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    begin = home.client.begin_panel
    begin.protocol.setCurrentIndex(1)
    protocol = begin.protocol.currentData()
    begin.intention.setText("to sit with \udcff it")
    begin.weight.setText("70,")
    intention = begin.intention.text()
    goes_away(person)
    unlocks(person)
    begin = person.sees(HomePage).client.begin_panel
    assert begin.isVisible()
    assert (begin.protocol.currentData(), begin.intention.text(), begin.weight.text()) == (
        protocol,
        intention,
        "70,",
    )


@pytest.mark.slow
def test_what_was_ticked_and_not_agreed_to_is_ticked_again_and_still_not_agreed_to(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, room = in_room(sit_down, tmp_path)
    fill_a_session(person, room)
    person.logs("> end")
    person.clicks(room, "Choose what goes home")
    page = person.sees(TakeHomePage)
    page.findChildren(QCheckBox)[1].click()
    person.qtbot.keyClicks(page.promise, "a walk")
    person.qtbot.keyClick(page.promise, Qt.Key.Key_Return)
    person.qtbot.keyClicks(page.promise, "five min")
    before = page.taken_home()
    goes_away(person)
    unlocks(person)
    page = person.sees(TakeHomePage)
    assert page.taken_home() == before
    assert page.promise.text() == "five min"
    page.left.emit()
    home = person.sees(HomePage)
    home.take_home_requested.emit(session_of(person))
    assert person.sees(TakeHomePage).taken_home().choices == frozenset()


@pytest.mark.slow
def test_what_the_disk_does_not_keep_is_said(
    sit_down: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = at_home(sit_down, tmp_path)
    home = person.sees(HomePage)
    home.ask_for_client()
    home.new_client.name.setText("Wr")

    def full(*_arguments: object) -> None:
        raise DiskFullError("There is no space left on the disk.")

    with monkeypatch.context() as broken:
        broken.setattr(Record, "keep_sealed_draft", full)
        goes_away(person)
    person.sees(UnlockPage)
    said = [label.text() for label in person.companion.window.findChildren(QLabel) if label.isVisible()]
    assert "What was half written could not be kept. There is no space left on the disk." in said


@pytest.mark.slow
def test_lines_in_memory_alone_are_veiled_when_nobody_is_there_and_never_let_go_by_one_key(
    sit_down: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, room = in_room(sit_down, tmp_path)

    def full(*_arguments: object, **_more: object) -> None:
        raise DiskFullError("There is no space left on the disk.")

    with monkeypatch.context() as broken:
        broken.setattr(Notebook, "append", full)
        person.logs("n the line that must not be lost")
        goes_away(person)
        assert room.is_veiled
        room.lift_veil()
        assert not person.companion.window.close()
        assert person.companion.window.isVisible()
        assert "would be lost" in room.panes.capture.notice.whole
    room.focus_line()
    locks(person)
    unlocks(person)
    raws = [entry.raw for entry in person.sees(RoomPage).panes.model.timeline.entries if entry.raw]
    assert raws[-1] == "n the line that must not be lost"


@pytest.mark.slow
def test_a_dialog_that_waits_for_a_file_is_closed_by_the_lock_and_nothing_is_saved(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, room = in_room(sit_down, tmp_path)
    fill_a_session(person, room)
    person.logs("> end")
    person.clicks(room, "Choose what goes home")
    page = person.sees(TakeHomePage)
    page.findChildren(QCheckBox)[0].click()
    person.clicks(page, "Make the worksheet")
    sheet = person.sees(ComposingPage)
    person.companion.dialogs.save_file = SystemDialogs().save_file  # type: ignore[method-assign]
    asked: list[bool] = []

    def goes_while_asked() -> None:
        asked.append(isinstance(QApplication.activeModalWidget(), QFileDialog))
        goes_away(person)

    QTimer.singleShot(200, goes_while_asked)
    person.clicks(sheet, "Save as PDF…")
    assert asked == [True]
    person.sees(UnlockPage)
    assert list(tmp_path.rglob("*.pdf")) == []


@pytest.mark.slow
def test_only_the_one_who_opened_the_practice_lifts_the_veil(sit_down: Desk, tmp_path: Path) -> None:
    person, room = in_room(sit_down, tmp_path)
    goes_away(person)
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    person.types("another heron, slow river")
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "does not open" in room.veil_page.says, timeout=30_000)
    person.clock.pass_time(60)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: not room.is_veiled, timeout=30_000)


@pytest.mark.slow
def test_a_recovery_code_does_not_stay_on_the_screen_when_nobody_is_there(
    sit_down: Desk, tmp_path: Path
) -> None:
    person = at_home(sit_down, tmp_path)
    person.sees(HomePage).recovery_sheet_requested.emit()
    sheet = person.sees(RecoverySheetPage)
    code = [label.text() for label in sheet.findChildren(QLabel) if label.property("kind") == "group"]
    assert all(code)
    goes_away(person)
    person.sees(UnlockPage)
    del sheet
    settle()
    assert on_the_screen([group.lower() for group in code]) == []
    unlocks(person)
    assert person.sees(HomePage).recovery.isVisible()


def test_the_title_of_the_window_names_nobody(sit_down: Desk) -> None:
    person = sit_down(ManualClock())
    assert person.companion.window.windowTitle() == "KAP Companion"


def session_of(person: Person) -> str:
    desk = person.companion._desk
    assert desk is not None
    return desk._practice.record.sessions()[0].id
