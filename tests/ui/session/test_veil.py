"""The veil: nothing of the session can be read, and nothing typed is lost."""

from time import perf_counter, process_time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.session.rooms import PASSPHRASE, Room, told_to_a_screen_reader

ENTER = Qt.Key.Key_Return
CANARIES = ("Watchman", "look away", "Wren", "meet the one", "little one", "whisper")


def veiled(room: Room) -> Room:
    room.log('m The Watchman: #chest 7 "if I look away it gets in" ->the little one')
    room.type("whisper")
    room.ctrl(Qt.Key.Key_L)
    return room


def test_ctrl_l_veils_at_once(room: Room) -> None:
    room.log("m The Watchman: #chest 7")
    began = perf_counter()
    room.ctrl(Qt.Key.Key_L)
    assert perf_counter() - began < 0.3
    assert room.page.is_veiled
    assert not room.page.panes.isVisible()
    assert room.page.veil_page.isVisible()
    assert room.page.veil_page.says == "Typing is still logged"


def test_nothing_of_the_session_is_told_behind_the_veil(room: Room) -> None:
    window = room.page.window()
    room.log('m The Watchman: #chest 7 "if I look away it gets in" ->the little one')
    room.type("whisper")
    assert all(canary in told_to_a_screen_reader(window) for canary in CANARIES)
    room.ctrl(Qt.Key.Key_L)
    room.type("more")
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            told = told_to_a_screen_reader(top)
            assert [canary for canary in (*CANARIES, "more") if canary in told] == []


def test_typing_behind_the_veil_is_logged_unseen(room: Room) -> None:
    veiled(room)
    room.clock.pass_time(30)
    room.log("s now")
    assert room.raws()[-1] == "whispers now"
    room.log("second")
    assert room.raws()[-1] == "second"
    assert room.controller.timeline.entries[-1].elapsed_ms == 30_000


def test_space_in_an_empty_line_marks_the_moment_there_too(room: Room) -> None:
    room.ctrl(Qt.Key.Key_L)
    room.press(Qt.Key.Key_Space)
    assert room.raws() == ["?"]


def test_the_passphrase_lifts_the_veil_and_what_was_typed_is_there(room: Room) -> None:
    veiled(room)
    room.type("ed")
    room.press(Qt.Key.Key_Backspace)
    room.ctrl(Qt.Key.Key_U)
    room.type(PASSPHRASE)
    room.press(ENTER)
    room.qtbot.waitUntil(lambda: not room.page.is_veiled)
    assert room.page.panes.isVisible()
    assert room.field.text() == "whispere"
    assert room.focused() is room.field
    assert "Watchman" in told_to_a_screen_reader(room.page.window())


def test_a_wrong_passphrase_leaves_the_veil_and_says_so(room: Room) -> None:
    veiled(room)
    room.ctrl(Qt.Key.Key_U)
    room.type("a quiet lake at dawn")
    room.press(ENTER)
    room.qtbot.waitUntil(lambda: "does not open" in room.page.veil_page.says)
    assert room.page.is_veiled
    assert room.page.veil_page.passphrase.is_empty()


def test_esc_goes_back_to_typing(room: Room) -> None:
    veiled(room)
    room.ctrl(Qt.Key.Key_U)
    room.type("half a pass")
    room.press(Qt.Key.Key_Escape)
    assert room.focused() is room.page.veil_page.typing
    room.press(ENTER)
    assert room.raws()[-1] == "whisper"


def test_keys_of_the_room_do_nothing_behind_the_veil(room: Room) -> None:
    veiled(room)
    before = room.controller.timeline.everything
    for key in (Qt.Key.Key_Z, Qt.Key.Key_1, Qt.Key.Key_J, Qt.Key.Key_E):
        room.ctrl(key)
    room.press(Qt.Key.Key_F2)
    room.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert room.controller.timeline.everything == before
    assert room.page.line.amending is None


def test_the_clock_goes_on_behind_the_veil(room: Room) -> None:
    room.log("d 70mg im")
    room.ctrl(Qt.Key.Key_L)
    room.clock.pass_time(61)
    room.controller.tick()
    assert "T+0:01:01" in told_to_a_screen_reader(room.page.window())


def test_a_session_can_be_ended_behind_the_veil(room: Room) -> None:
    room.ctrl(Qt.Key.Key_L)
    room.log("> end")
    assert room.controller.timeline.ended_ms is not None
    room.page.lift_veil()
    assert room.page.panes.ending.says == "Session ended"


def test_veiling_keeps_the_half_typed_line_on_the_disk(room: Room) -> None:
    veiled(room)
    room.page.line.keep_now()
    draft = room.files.notebook.draft(room.live.session.id)
    assert draft is not None
    assert draft.text == "whisper"


def test_a_full_session_is_veiled_within_a_tenth_of_a_second(room: Room) -> None:
    while len(room.controller.timeline.entries) < 300:
        room.controller.log('m watchman: #chest 7 "if I look away it gets in"', room.clock.pass_time(1))
    times = []
    for _time in range(5):
        began = process_time()
        room.ctrl(Qt.Key.Key_L)
        times.append(process_time() - began)
        room.page.lift_veil()
    assert min(times) < 0.1


def test_what_is_due_is_said_on_the_veil_and_nothing_where_nothing_is(room: Room) -> None:
    room.ctrl(Qt.Key.Key_L)
    room.page.veil_page.show_due("Blood pressure in 2 minutes")
    assert "Blood pressure in 2 minutes" in told_to_a_screen_reader(room.page.window())
    room.page.veil_page.show_due("")
    assert "Blood pressure" not in told_to_a_screen_reader(room.page.window())


def test_nothing_is_veiled_twice_or_lifted_twice(room: Room) -> None:
    room.page.veil()
    room.page.veil()
    room.page.lift_veil()
    room.page.lift_veil()
    assert room.page.panes.isVisible()
    assert not room.page.veil_page.isVisible()
