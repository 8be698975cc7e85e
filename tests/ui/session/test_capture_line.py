"""The capture line, by real keys on real files."""

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.kinds import EntryKind
from tests.ui.session.rooms import Files, Room, show_room

ENTER = Qt.Key.Key_Return
WATCHMAN = 'm The Watchman: #chest tight 7 "if I look away it gets in"'


def test_a_line_and_enter_make_a_row(room: Room) -> None:
    room.log("Rain starts. Music track 4.")
    assert room.rows() == ["Rain starts. Music track 4."]
    assert room.field.text() == ""


def test_the_time_of_a_line_is_that_of_its_first_key(room: Room) -> None:
    room.type("far")
    room.clock.pass_time(40)
    room.type(" away")
    room.clock.pass_time(20)
    room.press(ENTER)
    entry = room.controller.timeline.entries[-1]
    assert (entry.raw, entry.elapsed_ms) == ("far away", 0)
    assert (entry.typed_at - entry.at).total_seconds() == 60


def test_deleting_everything_begins_the_line_anew(room: Room) -> None:
    room.type("x")
    room.clock.pass_time(30)
    room.press(Qt.Key.Key_Backspace)
    room.log("y")
    assert room.controller.timeline.entries[-1].elapsed_ms == 30_000


def test_a_paste_is_a_first_key(room: Room) -> None:
    room.clock.pass_time(5)
    QGuiApplication.clipboard().setText("q quiet\nnow")
    room.ctrl(Qt.Key.Key_V)
    room.clock.pass_time(5)
    room.press(ENTER)
    entry = room.controller.timeline.entries[-1]
    assert (entry.raw, entry.elapsed_ms) == ("q quiet\nnow", 5_000)


def test_the_hint_says_when_the_first_key_was_pressed(room: Room) -> None:
    room.log("d 70mg im")
    room.clock.pass_time(26 * 60 + 41)
    room.type("m")
    assert room.page.panes.capture.hint == "first key at T+0:26:41"


def test_chips_say_how_the_line_reads(room: Room) -> None:
    chips = room.page.panes.capture.chips
    room.log(WATCHMAN)
    room.type('m watchman: #chest 7 "if I look away"')
    room.qtbot.waitUntil(lambda: bool(chips.shown()))
    assert chips.shown()[:4] == ("Manager", "The Watchman known", "chest", "7 / 10")
    assert "client’s words" in chips.shown()[4] or "words" in chips.shown()[4]


def test_a_new_name_and_what_is_not_understood_say_so(room: Room) -> None:
    chips = room.page.panes.capture.chips
    room.type("e the little one: #belly")
    room.qtbot.waitUntil(lambda: "the little one new" in chips.shown())
    room.press(ENTER)
    room.type("s calm 3 con 4")
    room.qtbot.waitUntil(lambda: any("kept as text" in chip for chip in chips.shown()))


def test_tab_completes_a_known_name_and_shift_tab_goes_back(room: Room) -> None:
    room.log("m The Watchman: tight")
    room.log("m Watergirl: sings")
    room.type("m wat")
    seen = []
    for _ in range(3):
        room.press(Qt.Key.Key_Tab)
        seen.append(room.field.text())
    assert len(set(seen[:2])) == 2
    assert seen[2] == seen[0]
    assert {"Watchman", "Watergirl"} == {name for name in ("Watchman", "Watergirl") if name in "".join(seen)}
    room.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert room.field.text() == seen[1]
    assert room.focused() is room.field


def test_tab_with_nothing_to_complete_keeps_the_focus_while_there_is_text(room: Room) -> None:
    room.type("zzz")
    room.press(Qt.Key.Key_Tab)
    assert room.field.text() == "zzz"
    assert room.focused() is room.field


def test_tab_in_an_empty_field_moves_on(room: Room) -> None:
    room.press(Qt.Key.Key_Tab)
    assert room.focused() is not room.field


def test_space_in_an_empty_field_marks_the_moment(room: Room) -> None:
    room.press(Qt.Key.Key_Space)
    assert room.controller.timeline.entries[-1].kind is EntryKind.BOOKMARK
    room.type("a b")
    assert room.field.text() == "a b"


def test_up_calls_earlier_lines_back_and_esc_leaves_them(room: Room) -> None:
    room.log("first")
    room.log("second")
    room.type("half")
    room.press(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_Up)
    assert room.field.text() == "first"
    room.press(Qt.Key.Key_Escape)
    assert room.field.text() == ""
    room.press(Qt.Key.Key_Up)
    assert room.field.text() == "half"


def test_down_comes_back_to_the_draft_with_its_own_moment(room: Room) -> None:
    room.log("first")
    room.type("half")
    room.clock.pass_time(10)
    room.press(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_Down)
    assert room.field.text() == "half"
    room.press(ENTER)
    assert room.controller.timeline.entries[-1].elapsed_ms == 0


def test_a_line_deleted_by_mistake_can_be_called_back(room: Room) -> None:
    room.type("she said she stayed")
    room.ctrl(Qt.Key.Key_A)
    room.press(Qt.Key.Key_Delete)
    assert room.field.text() == ""
    room.press(Qt.Key.Key_Up)
    assert room.field.text() == "she said she stayed"


def test_what_is_refused_stays_in_the_line_and_is_said(room: Room) -> None:
    room.log("> end")
    room.log("she stayed")
    assert room.field.text() == "she stayed"
    assert room.notice == "This session has ended. Take back its end to go on with it."
    assert room.page.panes.top.saved == "not saved"
    assert room.raws() == ["> end"]


def test_what_is_half_typed_is_kept_and_put_back_with_its_moment(qtbot: QtBot, practice_files: Files) -> None:
    before = show_room(qtbot, practice_files, practice_files.begin())
    practice_files.clock.pass_time(60)
    before.type("e little one: rea")
    qtbot.waitUntil(lambda: practice_files.notebook.draft(before.live.session.id) is not None)
    practice_files.clock.pass_time(120)
    before.page.hide()
    after = show_room(qtbot, practice_files, practice_files.resume(before.live.session))
    assert after.field.text() == "e little one: rea"
    after.log("ches")
    entry = next(e for e in after.controller.timeline.entries if e.raw == "e little one: reaches")
    assert entry.elapsed_ms == 60_000


def test_logging_a_line_forgets_its_draft(room: Room) -> None:
    session = room.live.session.id
    room.type("half")
    room.page.line.keep_now()
    assert room.files.notebook.draft(session) is not None
    room.press(ENTER)
    room.page.line.keep_now()
    assert room.files.notebook.draft(session) is None


def test_deleting_the_line_forgets_its_draft(room: Room) -> None:
    session = room.live.session.id
    room.type("h")
    room.page.line.keep_now()
    room.press(Qt.Key.Key_Backspace)
    room.page.line.keep_now()
    assert room.files.notebook.draft(session) is None


def test_f2_amends_the_newest_line_in_place(room: Room) -> None:
    room.log("v 118/76 68 99")
    room.log("rain strats")
    room.type("half")
    room.press(Qt.Key.Key_F2)
    assert room.field.text() == "rain strats"
    assert room.page.panes.capture.mode.startswith("Amending ")
    room.ctrl(Qt.Key.Key_A)
    room.log("rain starts")
    assert room.rows()[-1] == "rain starts"
    assert len(room.rows()) == 2
    assert room.field.text() == "half"
    assert room.page.panes.capture.mode == ""


def test_esc_leaves_an_entry_as_it_was(room: Room) -> None:
    room.log("rain starts")
    room.press(Qt.Key.Key_F2)
    room.type(" again")
    room.press(Qt.Key.Key_Escape)
    assert room.field.text() == ""
    assert room.rows() == ["rain starts"]


def test_enter_on_an_unchanged_line_amends_nothing(room: Room) -> None:
    room.log("rain starts")
    before = room.controller.timeline.everything
    room.press(Qt.Key.Key_F2)
    room.press(ENTER)
    assert room.controller.timeline.everything == before
    assert room.page.panes.capture.mode == ""


def test_ctrl_e_amends_too_although_a_line_edit_knows_that_key(room: Room) -> None:
    room.log("rain starts")
    room.ctrl(Qt.Key.Key_E)
    assert room.field.text() == "rain starts"


def test_ctrl_z_takes_the_last_entry_back_and_says_which(room: Room) -> None:
    room.log("first")
    room.log("second")
    room.ctrl(Qt.Key.Key_Z)
    assert room.rows() == ["first"]
    assert room.notice == "Taken back: second"
    assert any(entry.raw == "second" for entry in room.controller.timeline.everything)


def test_ctrl_z_undoes_typing_while_something_is_typed(room: Room) -> None:
    room.log("first")
    room.type("second")
    room.ctrl(Qt.Key.Key_Z)
    assert room.field.text() == ""
    assert room.rows() == ["first"]


def test_nothing_to_take_back_is_said(room: Room) -> None:
    room.ctrl(Qt.Key.Key_Z)
    assert room.notice == "Nothing to take back."


@pytest.mark.parametrize("length", [5_000, 10_000_000])
def test_a_huge_paste_is_kept_whole_and_does_not_hold_up_the_keys(room: Room, length: int) -> None:
    QGuiApplication.clipboard().setText("n " + "a" * (length - 2))
    room.ctrl(Qt.Key.Key_V)
    began = perf_counter()
    room.type(" end")
    room.page.grab()
    assert perf_counter() - began < 1
    assert len(room.page.line.text) == length + 4
    assert len(room.field.text()) < 100


def test_a_huge_line_is_logged_whole(room: Room) -> None:
    text = "n " + "tight " * 20_000
    QGuiApplication.clipboard().setText(text)
    room.ctrl(Qt.Key.Key_V)
    room.press(ENTER)
    assert room.raws() == [text]


@pytest.mark.parametrize("text", ["קטנה: #בטן 6 אני כאן", "我听见你了 🌿", "a\x00b", "\u202egnissop"])
def test_any_script_is_typed_and_kept(room: Room, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    room.ctrl(Qt.Key.Key_V)
    room.page.grab()
    room.press(ENTER)
    assert room.raws() == [text]


def test_what_is_typed_stays_at_least_17_pixels_high(room: Room) -> None:
    assert room.field.font().pixelSize() >= 17
