"""One gentle question at a time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.kinds import EntryKind
from tests.ui.session.rooms import Files, Room, show_room
from ui.session.entry_model import select_row

SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_j_offers_another(room: Room) -> None:
    room.log("m The Watchman: #chest")
    ask = room.page.panes.ask
    seen = [ask.question]
    for _ in range(2):
        room.ctrl(Qt.Key.Key_J)
        seen.append(ask.question)
    assert len(set(seen)) == 3
    assert ask.question == "How do you feel toward The Watchman?"
    assert ask.step_line.startswith("Feel toward · fourth of the six Fs · Ctrl+J for another")


def test_ctrl_enter_logs_that_it_was_asked_and_the_card_rests(room: Room) -> None:
    room.log("m The Watchman: #chest")
    room.type("half")
    ask = room.page.panes.ask
    question = ask.question
    room.ctrl(Qt.Key.Key_Return)
    entry = room.controller.timeline.entries[-1]
    assert (entry.kind, entry.text) == (EntryKind.ASKED, question)
    assert entry.part == room.controller.roster.parts[0].id
    assert (ask.question, ask.step_line) == ("", "Time to listen · Ctrl+J for a question")
    assert room.field.text() == "half"


def test_while_the_card_rests_nothing_is_logged_as_asked_again(room: Room) -> None:
    room.ctrl(Qt.Key.Key_Return)
    asked = room.controller.timeline.entries
    room.ctrl(Qt.Key.Key_Return)
    assert room.controller.timeline.entries == asked


def test_a_line_or_ctrl_j_ends_the_rest_and_the_same_question_does_not_come_back(room: Room) -> None:
    ask = room.page.panes.ask
    first = ask.question
    room.ctrl(Qt.Key.Key_Return)
    room.log("n a long breath")
    second = ask.question
    assert second not in {"", first}
    room.ctrl(Qt.Key.Key_Return)
    assert ask.question == ""
    room.ctrl(Qt.Key.Key_J)
    assert ask.question not in {"", first, second}


def test_what_was_said_last_brings_the_question(room: Room) -> None:
    ask = room.page.panes.ask
    room.log("m The Watchman: ~")
    assert ask.step_line.startswith("Unblending")
    room.log("watchman: ^ she is warm toward him")
    assert ask.step_line.startswith("Befriend · fifth of the six Fs")
    room.log("watchman: -")
    assert ask.step_line.startswith("Check in")


def test_it_asks_about_the_newest_part_and_about_the_one_selected(room: Room) -> None:
    room.log("m The Watchman: #chest")
    room.log("e the little one: #belly")
    ask = room.page.panes.ask
    assert "the little one" in ask.question
    watchman = next(e for e in room.controller.timeline.entries if "Watchman" in e.raw)
    row = room.page.panes.model.row_of(watchman.id)
    assert row is not None
    select_row(room.page.panes.log.selectionModel(), row)
    assert "The Watchman" in ask.question
    room.ctrl(Qt.Key.Key_0)
    assert "the little one" in ask.question


def test_taking_back_that_it_was_asked_brings_the_question_back(room: Room) -> None:
    ask = room.page.panes.ask
    question = ask.question
    room.ctrl(Qt.Key.Key_Return)
    room.controller.retract(room.controller.timeline.entries[-1].id)
    assert ask.question == question


def test_after_the_end_no_question_is_on_offer(room: Room) -> None:
    room.press(Qt.Key.Key_E, SHIFT_CTRL)
    room.press(Qt.Key.Key_E, SHIFT_CTRL)
    assert room.controller.timeline.ended_ms is not None
    assert room.page.panes.ask.question == ""
    room.ctrl(Qt.Key.Key_J)
    assert room.page.panes.ask.question == ""


@pytest.mark.parametrize("name", ["The Watchman", "<b>bold</b>", "A & B"])
def test_any_name_is_asked_about_as_plain_text(room: Room, name: str) -> None:
    room.log(f"m {name}: tight")
    ask = room.page.panes.ask
    assert name in ask.question
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in ask.findChildren(QLabel)[1:])


def test_the_card_never_lies_over_the_capture_line(qtbot: QtBot, practice_files: Files) -> None:
    for scale in (0.8, 2.0):
        room = show_room(qtbot, practice_files, practice_files.begin(), scale=scale)
        room.page.resize(1280, 720)
        for _ in range(12):
            room.ctrl(Qt.Key.Key_J)
            card = room.page.panes.ask
            shown = card.visibleRegion().translated(card.mapTo(room.page, card.rect().topLeft()))
            capture = room.page.panes.capture
            field = capture.rect().translated(capture.mapTo(room.page, capture.rect().topLeft()))
            assert not shown.intersects(field)
            assert room.focused() is room.field
        room.page.hide()
