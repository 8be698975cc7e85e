"""What is due in the room: seen at the top and behind the veil, answered by a key, never in the way."""

from PySide6.QtCore import Qt

from kap_companion.vocabulary.details import Detail
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from tests.ui.session.rooms import Files, Room, show_room

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT_CTRL = CTRL | Qt.KeyboardModifier.ShiftModifier
SPACE = Qt.Key.Key_Space


def pass_time(room: Room, seconds: float) -> None:
    room.clock.pass_time(seconds)
    room.controller.tick()


def answers(room: Room) -> list[PromptDetail]:
    details: list[Detail] = [entry.detail for entry in room.controller.timeline.entries]
    return [detail for detail in details if isinstance(detail, PromptDetail)]


def test_ctrl_space_answers_what_is_due_and_leaves_the_focus_where_one_types(room: Room) -> None:
    room.type("n she br")
    assert [due.key for due in room.page.due.overdue] == ["vitals:baseline"]
    room.press(SPACE, CTRL)
    assert answers(room) == [PromptDetail(key="vitals:baseline", outcome=PromptOutcome.DONE)]
    assert room.focused() is room.field
    assert room.field.text() == "n she br"


def test_what_is_put_off_comes_back_after_five_minutes(room: Room) -> None:
    room.press(SPACE, SHIFT_CTRL)
    assert not room.page.due.overdue
    pass_time(room, 299)
    assert not room.page.due.overdue
    pass_time(room, 1)
    assert [due.key for due in room.page.due.overdue] == ["vitals:baseline"]


def test_a_key_in_passing_answers_nothing_that_is_still_to_come(room: Room) -> None:
    room.log("v 118/76 68 99")
    room.log("d 70mg im")
    room.press(SPACE, CTRL)
    assert answers(room) == []
    assert room.notice == "Nothing is due yet."


def test_vitals_answer_vitals_and_the_earliest_time_to_leave_is_shown(room: Room) -> None:
    room.log("v 118/76 68 99")
    assert not room.page.due.overdue
    room.log("d 70mg im")
    assert "Earliest discharge" in room.page.panes.top.due.leave.words.whole


def test_what_is_due_is_told_and_answered_behind_the_veil(room: Room) -> None:
    pass_time(room, 120)
    room.page.veil()
    pass_time(room, 1)
    assert "Vitals due" in room.page.veil_page._due.text()
    room.press(SPACE, CTRL)
    assert [answer.key for answer in answers(room)] == ["vitals:baseline"]


def test_a_reason_is_kept_for_what_was_skipped(room: Room) -> None:
    room.log("> skip too deep to disturb")
    assert answers(room) == [PromptDetail(key="vitals:baseline", outcome=PromptOutcome.SKIPPED)]
    assert room.controller.timeline.entries[-1].text == "too deep to disturb"


def test_after_a_restart_the_same_is_due(room: Room, practice_files: Files) -> None:
    room.log("v 118/76 68 99")
    room.log("d 70mg im")
    pass_time(room, 3700)
    before = [due.key for due in room.page.due.overdue]
    assert before
    again = show_room(room.qtbot, practice_files, practice_files.resume(room.controller.session))
    assert [due.key for due in again.page.due.overdue] == before
