"""Marking a risk with three keys, without leaving the line."""

from PySide6.QtCore import Qt

from kap_companion.vocabulary.details import RiskKind
from tests.ui.session.rooms import Room

ESC = Qt.Key.Key_Escape


def marks(room: Room) -> list[RiskKind]:
    return [risk.what for risk in room.controller.timeline.risks]


def test_ctrl_r_asks_of_which_kind_and_a_digit_answers(room: Room) -> None:
    room.log("e little one: would rather not be here")
    room.ctrl(Qt.Key.Key_R)
    question = room.page.panes.risk_question
    assert "1 suicidality · 2 abuse · 3 medical · 4 another" in question.says
    assert room.focused() is room.field
    room.type("1")
    assert not question.is_asking
    assert marks(room) == [RiskKind.SUICIDALITY]
    assert room.field.text() == ""
    assert "risk (suicidality), to be answered" in room.page.panes.model.words_at(1).detail
    assert room.page.panes.model.rowCount() == 2
    room.ctrl(Qt.Key.Key_Z)
    assert marks(room) == []
    assert room.notice == "Taken back: a risk mark."
    assert "risk" not in room.page.panes.model.words_at(1).detail


def test_the_selected_entry_is_meant_where_one_is(room: Room) -> None:
    room.log("n first")
    room.log("n second")
    room.ctrl(Qt.Key.Key_Up)
    room.ctrl(Qt.Key.Key_Up)
    room.ctrl(Qt.Key.Key_R)
    room.type("3")
    assert [risk.entry.raw for risk in room.controller.timeline.risks] == ["n first"]


def test_esc_or_typing_on_leaves_it(room: Room) -> None:
    room.log("n first")
    room.ctrl(Qt.Key.Key_R)
    room.press(ESC)
    assert (marks(room), room.page.panes.risk_question.is_asking) == ([], False)
    room.ctrl(Qt.Key.Key_R)
    room.log("9 tenths")
    assert marks(room) == []
    assert room.raws()[-1] == "9 tenths"


def test_an_entry_of_the_record_needs_no_mark(room: Room) -> None:
    room.ctrl(Qt.Key.Key_R)
    assert room.notice == "There is nothing to mark yet."
    room.log("ae nausea mild")
    room.ctrl(Qt.Key.Key_R)
    assert not room.page.panes.risk_question.is_asking
    assert room.notice == "That entry is in the record already, where everyone in the practice reads it."
