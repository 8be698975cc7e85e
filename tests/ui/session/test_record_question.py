"""Somebody without a notebook types what belongs in one: the room asks, in itself, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.people import PersonRole
from tests.builders import a_person
from tests.ui.session.rooms import PASSPHRASE, Files, Room, show_room, told_to_a_screen_reader
from ui.session.asking_bar import AskingBar

ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
LINE = "m Watchman: stern"


@pytest.fixture
def nurses_room(qtbot: QtBot, practice_files: Files) -> Room:
    """A therapist's session that a nurse has taken up."""
    begun = practice_files.begin()
    begun.log("m Ottoline: #chest 7", practice_files.clock.pass_time(60))
    begun.log("d 70mg im", practice_files.clock.pass_time(60))
    nurse = a_person("Noor").model_copy(update={"role": PersonRole.NURSE})
    return show_room(qtbot, practice_files, practice_files.resume_as(nurse, begun.session))


def question(room: Room) -> AskingBar:
    return room.page.panes.record_question


def test_the_line_stays_and_the_question_stands_above_it(nurses_room: Room) -> None:
    room = nurses_room
    room.log(LINE)
    assert question(room).isVisible()
    assert question(room).says.startswith(
        "This would be your private process note, and you have no notebook."
    )
    assert room.field.text() == LINE
    assert room.focused() is room.field
    assert room.raws() == ["d 70mg im"]
    assert room.page.panes.top.saved == "saved"


def test_enter_again_keeps_it_in_the_record_as_a_note(nurses_room: Room) -> None:
    room = nurses_room
    room.log(LINE)
    room.press(ENTER)
    entry = room.controller.timeline.entries[-1]
    assert (entry.kind, entry.raw, entry.compartment) == (EntryKind.NOTE, LINE, Compartment.RECORD)
    assert not question(room).is_asking
    assert room.field.text() == ""


def test_esc_or_typing_on_leaves_the_question_and_keeps_the_line(nurses_room: Room) -> None:
    room = nurses_room
    room.log(LINE)
    room.press(ESC)
    assert not question(room).is_asking
    assert room.field.text() == LINE
    room.press(ENTER)
    assert question(room).is_asking
    room.type("!")
    assert not question(room).is_asking
    room.press(ENTER)
    assert question(room).is_asking
    assert room.raws() == ["d 70mg im"]


def test_what_belongs_in_the_record_is_asked_about_by_nobody(nurses_room: Room) -> None:
    nurses_room.log("v 118/76 68 99")
    assert nurses_room.raws() == ["d 70mg im", "v 118/76 68 99"]
    assert not question(nurses_room).is_asking


def test_space_puts_the_mark_in_the_line_and_asks(nurses_room: Room) -> None:
    room = nurses_room
    room.press(SPACE)
    assert question(room).is_asking
    assert room.field.text() == "?"
    room.press(ENTER)
    assert room.raws()[-1] == "?"


def test_an_amendment_is_asked_about_too(nurses_room: Room) -> None:
    room = nurses_room
    room.ctrl(Qt.Key.Key_E)
    room.field.selectAll()
    room.log("drawn up, not given")
    assert question(room).is_asking
    room.press(ENTER)
    assert room.raws() == ["drawn up, not given"]
    assert room.controller.timeline.doses == ()


def test_behind_the_veil_nothing_is_told_of_it_and_enter_does_not_answer(nurses_room: Room) -> None:
    room = nurses_room
    room.ctrl(Qt.Key.Key_L)
    room.log(LINE)
    room.press(ENTER)
    veil = room.page.veil_page
    assert veil.says == "Lift the veil to go on"
    told = told_to_a_screen_reader(room.page.window())
    assert [word for word in ("private", "notebook", "record", "Watchman") if word in told] == []
    assert room.raws() == ["d 70mg im"]
    veil.ask_passphrase()
    room.type(PASSPHRASE)
    room.press(ENTER)
    room.qtbot.waitUntil(lambda: not room.page.is_veiled)
    assert question(room).isVisible()
    assert room.field.text() == LINE
    room.press(ENTER)
    assert room.raws()[-1] == LINE


def test_typing_on_behind_the_veil_takes_the_sentence_away(nurses_room: Room) -> None:
    room = nurses_room
    room.ctrl(Qt.Key.Key_L)
    room.log(LINE)
    room.type("x")
    assert room.page.veil_page.says == "Typing is still logged"


def test_nothing_of_the_therapists_notes_is_in_the_room(nurses_room: Room) -> None:
    told = told_to_a_screen_reader(nurses_room.page.window())
    assert "70 mg IM" in told
    assert "Ottoline" not in told
    panes = nurses_room.page.panes
    assert not any(pane.isVisible() for pane in (panes.here_now, panes.pad, panes.ask))
    nurses_room.type("Zeph")
    nurses_room.press(Qt.Key.Key_Tab)
    assert nurses_room.field.text() == "Zeph"


def test_a_nurses_half_typed_line_comes_back(qtbot: QtBot, nurses_room: Room) -> None:
    nurses_room.type("v 118/7")
    nurses_room.page.hide()
    files = nurses_room.files
    live = files.resume_as(
        a_person().model_copy(update={"id": nurses_room.controller.timeline.everything[-1].author}),
        nurses_room.live.session,
    )
    assert show_room(qtbot, files, live).field.text() == "v 118/7"
