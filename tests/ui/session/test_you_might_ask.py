"""One gentle question at a time."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.worksheets.prompts import load_six_fs
from tests.builders import a_part
from tests.ui.session.rooms import Room
from ui.session.entry_model import select_row
from ui.session.you_might_ask import YouMightAsk, questions


def test_the_six_fs_come_in_their_order_and_the_check_in_after_them() -> None:
    titles = [question.step.title for question in questions(load_six_fs(), a_part())]
    assert titles[:8] == [
        "Find", "Focus", "Flesh out", "Feel toward", "Befriend", "Fears", "Check in", "Find",
    ]  # fmt: skip


def test_without_a_part_no_question_speaks_of_one() -> None:
    offered = questions(load_six_fs(), None)
    assert offered
    assert [question.text for question in offered if "this part" in question.text] == []


@pytest.mark.parametrize("name", ["The Watchman", "{name}", "%1 {0}"])
def test_a_name_is_put_in_as_it_is(name: str) -> None:
    assert any(f"toward {name}?" in q.text for q in questions(load_six_fs(), a_part(name)))


def test_ctrl_j_offers_another(room: Room) -> None:
    room.log("m The Watchman: #chest")
    ask = room.page.panes.ask
    seen = [ask.question]
    for _ in range(3):
        room.ctrl(Qt.Key.Key_J)
        seen.append(ask.question)
    assert len(set(seen)) == 4
    assert ask.question == "How do you feel toward The Watchman?"
    assert ask.step_line.startswith("Feel toward · fourth of the six Fs · Ctrl+J for another")


def test_ctrl_enter_logs_that_it_was_asked_and_moves_on(room: Room) -> None:
    room.log("m The Watchman: #chest")
    room.type("half")
    question = room.page.panes.ask.question
    room.ctrl(Qt.Key.Key_Return)
    entry = room.controller.timeline.entries[-1]
    assert (entry.kind, entry.text) == (EntryKind.ASKED, question)
    assert entry.part == room.controller.roster.parts[0].id
    assert room.page.panes.ask.question != question
    assert room.field.text() == "half"


def test_it_asks_about_the_newest_part_and_about_the_one_selected(room: Room) -> None:
    room.log("m The Watchman: #chest")
    room.log("e the little one: #belly")
    ask = room.page.panes.ask
    room.ctrl(Qt.Key.Key_J)
    assert "the little one" in ask.question
    watchman = next(e for e in room.controller.timeline.entries if "Watchman" in e.raw)
    row = room.page.panes.model.row_of(watchman.id)
    assert row is not None
    select_row(room.page.panes.log.selectionModel(), row)
    room.ctrl(Qt.Key.Key_J)
    assert "The Watchman" in ask.question
    room.ctrl(Qt.Key.Key_0)
    assert "the little one" in ask.question


def test_each_part_keeps_its_own_place(qtbot: QtBot) -> None:
    ask = YouMightAsk(load_six_fs())
    qtbot.addWidget(ask)
    one, other = a_part("one"), a_part("other")
    ask.look_at(one)
    ask.another()
    second = ask.question
    ask.look_at(other)
    assert ask.question != second.replace("one", "other")
    ask.look_at(one)
    assert ask.question == second
