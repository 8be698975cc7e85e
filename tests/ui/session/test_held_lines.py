"""The disk goes away while somebody types: the room says so quietly, and loses nothing without a word."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.session.rooms import Room

ENTER = Qt.Key.Key_Return


def wait_for_the_disk(room: Room) -> None:
    room.clock.pass_time(3)
    room.controller.tick()


def test_lines_go_on_and_are_marked_until_the_disk_is_back(room: Room) -> None:
    top = room.page.panes.top
    with room.files.without_a_disk():
        room.log("she stayed")
        assert (room.field.text(), room.rows()) == ("", ["she stayed"])
        assert top.saved == "1 line not on the disk yet"
        assert room.notice == (
            "The disk takes nothing just now: lines are kept in memory until it does. "
            "Bring back the disk or folder that it lies on."
        )
        room.log("d 70mg im")
        assert top.saved == "2 lines not on the disk yet"
        marks = [room.page.panes.model.words_at(row).detail for row in range(1, 3)]
        assert all("not on the disk yet" in mark for mark in marks)
        wait_for_the_disk(room)
        assert top.saved == "2 lines not on the disk yet"
    wait_for_the_disk(room)
    assert top.saved == "saved"
    assert room.notice == "The disk is back, and every line is on it."
    assert "not on the disk" not in room.page.panes.model.words_at(1).detail
    assert room.files.record.entries(room.live.session.id)[-1].raw == "d 70mg im"


def test_half_typed_lines_do_not_shout(room: Room, qtbot: QtBot) -> None:
    said: list[object] = []
    room.controller.failed.connect(said.append)
    with room.files.without_a_disk():
        for text in ("m", "m wat", "m watchman"):
            assert not room.controller.keep_draft(text, room.clock.now())
        assert len(said) == 1
        room.log("a line")
        assert not room.controller.keep_draft("m", room.clock.now())
    assert len(said) == 1
    wait_for_the_disk(room)
    assert room.controller.keep_draft("m", room.clock.now())


def test_the_first_lock_is_refused_with_a_sentence_and_the_second_is_meant(room: Room, qtbot: QtBot) -> None:
    asked_for: list[str] = []
    room.page.lock_requested.connect(lambda: asked_for.append("lock"))
    lock = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with room.files.without_a_disk():
        room.log("she stayed")
        room.log("and breathed")
        room.press(Qt.Key.Key_L, lock)
        assert asked_for == []
        assert room.notice == (
            "2 lines not on the disk yet would be lost. Do it once more to leave all the same."
        )
        room.log("once more")
        room.press(Qt.Key.Key_L, lock)
        assert asked_for == []
        room.press(Qt.Key.Key_L, lock)
        assert asked_for == ["lock"]


def test_leaving_tries_the_disk_once_more_first(room: Room, qtbot: QtBot) -> None:
    with room.files.without_a_disk():
        room.log("> end")
        assert not room.page.may_leave()
    with qtbot.waitSignal(room.page.take_home_requested):
        room.page.panes.ending.take_home_chosen.emit()
    assert room.controller.held == 0


def test_a_half_typed_line_that_cannot_be_kept_is_not_lost_without_a_word(room: Room) -> None:
    with room.files.without_a_disk():
        room.type("she st")
        assert not room.page.may_leave()
        assert room.notice.startswith("The half-typed line is not on the disk and would be lost.")
        assert room.page.may_leave()
    assert room.page.may_leave()


def test_the_veil_says_it_too_and_nothing_of_what_was_typed(room: Room) -> None:
    room.ctrl(Qt.Key.Key_L)
    with room.files.without_a_disk():
        room.log("whisper")
        assert room.page.veil_page.says.startswith("The disk takes nothing just now")
    wait_for_the_disk(room)
    assert room.page.veil_page.says == "Typing is still logged"
