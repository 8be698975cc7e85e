"""The sheet of meeting a part: a path in the room whose rows begin the lines that record it."""

from PySide6.QtCore import Qt

from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.observation import PathStep
from tests.ui.session.rooms import Room
from ui.session.sheet_rows import SheetContent, SheetRow, Stand


def sheet(room: Room) -> SheetContent:
    content = room.page.panes.sheet.content
    assert content is not None
    return content


def rows(room: Room) -> dict[str, SheetRow]:
    return {row.title: row for row in sheet(room).rows}


def numbered(room: Room) -> list[str]:
    return [row.title for row in sheet(room).rows if row.line]


def test_with_nobody_here_the_sheet_says_so(room: Room) -> None:
    room.ctrl(Qt.Key.Key_I)
    assert room.page.sheets.open_name == "inquiry"
    assert sheet(room).about.startswith("Nobody is here just now.")
    assert room.focused() is room.field


def test_a_row_begins_the_line_that_records_the_step(room: Room) -> None:
    room.log("m watchman: #chest tight")
    room.ctrl(Qt.Key.Key_I)
    assert sheet(room).heading == "Meeting watchman"
    assert numbered(room)[0] == "Found"
    room.ctrl(Qt.Key.Key_1)
    assert room.field.text() == "p watchman: =found "
    room.type("in the chest")
    room.press(Qt.Key.Key_Return)
    entry = room.controller.timeline.entries[-1]
    assert isinstance(entry.detail, PartDetail)
    assert [(taken.step, taken.text) for taken in entry.detail.steps] == [(PathStep.FOUND, "in the chest")]
    assert numbered(room)[0] == "Focused on"
    assert rows(room)["Found"].state_words == "done"
    assert "in the chest" in rows(room)["Found"].says


def test_a_question_that_was_asked_is_seen_on_the_path(room: Room) -> None:
    room.log("m watchman: here")
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.ctrl(Qt.Key.Key_I)
    assert [row.title for row in sheet(room).rows if row.says.startswith("asked about, ")] == ["Found"]


def test_a_part_that_steps_in_becomes_the_one_that_is_met(room: Room) -> None:
    room.log("f numb: here")
    room.log("m watchman: here")
    room.ctrl(Qt.Key.Key_I)
    row = rows(room)["numb steps in"]
    assert row.line == "p numb: ~>watchman =next "
    room.log(row.line + "it worries")
    assert sheet(room).heading == "Meeting numb"
    assert "in the place of watchman" in rows(room)["To remember"].says
    assert "numb" in room.page.panes.ask.question


def test_an_exiles_protectors_are_asked_first_and_nothing_is_held_back(room: Room) -> None:
    room.log("m watchman: ->kid")
    room.log("e kid: under the stairs")
    room.ctrl(Qt.Key.Key_I)
    assert numbered(room)[:2] == ["Ask for permission", "Met"]
    assert rows(room)["Ask for permission"].line == "p watchman: =asked "
    room.log("kid: =met at last")
    mention = [row.says for row in sheet(room).rows if row.title == "To remember"]
    assert len(mention) == 1
    assert mention[0].endswith("with no protector’s permission noted before it.")
    assert not any(row.stand is Stand.OPEN for row in sheet(room).rows)
    assert room.notice == ""


def test_with_a_permission_before_it_nothing_is_mentioned(room: Room) -> None:
    room.log("m watchman: ->kid =granted if it is slow")
    room.log("e kid: =met")
    room.ctrl(Qt.Key.Key_I)
    said = [row.says for row in sheet(room).rows if row.title == "To remember"]
    assert len(said) == 1
    assert said[0].startswith("watchman gave permission, ")


def test_a_part_without_a_name_has_a_path_but_no_lines(room: Room) -> None:
    room.log("p: #throat something tight")
    room.ctrl(Qt.Key.Key_I)
    assert sheet(room).heading == "Meeting something tight (throat)"
    assert numbered(room) == []
    assert "give it one with F2" in sheet(room).about


def test_a_chosen_entry_says_whose_path_is_shown(room: Room) -> None:
    room.log("m watchman: here")
    room.log("f numb: here")
    room.ctrl(Qt.Key.Key_I)
    assert sheet(room).heading == "Meeting numb"
    room.ctrl(Qt.Key.Key_I)
    room.ctrl(Qt.Key.Key_Up)
    room.ctrl(Qt.Key.Key_Up)
    room.ctrl(Qt.Key.Key_I)
    assert sheet(room).heading == "Meeting watchman"


def test_the_log_reads_what_was_told_in_words(room: Room) -> None:
    room.log('m watchman: =job? keeps watch =trust 4 ~>kid =easing =heard "she is alone"')
    (line,) = room.rows()[-1:]
    assert "concerned about kid, easing" in line
    assert "job: keeps watch (a guess)" in line
    assert "trust in Self 4 of 10" in line
    assert 'its fears heard: "she is alone"' in line
