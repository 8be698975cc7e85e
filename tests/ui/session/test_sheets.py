"""The sheets of the room: laid over it by a key, answered in the one line, never in the way of typing."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session.from_before import from_before
from kap_companion.vocabulary.kinds import EntryKind
from tests.ui.session.rooms import Files, Room, show_room
from ui.session.sheet_rows import SheetRow, Stand

ESC = Qt.Key.Key_Escape
SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def rows(room: Room) -> dict[str, SheetRow]:
    content = room.page.panes.sheet.content
    return {row.title: row for row in content.rows} if content is not None else {}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_G, "gate"),
        (Qt.Key.Key_T, "consents"),
        (Qt.Key.Key_D, "doses"),
        (Qt.Key.Key_O, "concerns"),
        (Qt.Key.Key_P, "attendance"),
        (Qt.Key.Key_F, "leaving"),
        (Qt.Key.Key_B, "from_before"),
        (Qt.Key.Key_I, "inquiry"),
    ],
)
def test_a_key_lays_a_sheet_over_the_room_and_takes_it_away(room: Room, key: Qt.Key, name: str) -> None:
    room.ctrl(key)
    assert room.page.sheets.open_name == name
    assert room.page.panes.sheet.isVisible()
    assert room.focused() is room.field
    room.ctrl(key)
    assert not room.page.panes.sheet.isVisible()
    room.ctrl(key)
    room.press(ESC)
    assert not room.page.sheets.is_open


def test_a_row_puts_its_line_into_the_field_and_the_answer_shows_at_once(room: Room) -> None:
    room.ctrl(Qt.Key.Key_G)
    assert rows(room)["Last meal"].stand is Stand.OPEN
    room.ctrl(Qt.Key.Key_1)
    assert room.field.text() == "> ate "
    room.type("1h ago soup")
    room.press(Qt.Key.Key_Return)
    assert rows(room)["Last meal"].stand is Stand.NOT_MET
    assert room.page.sheets.is_open


def test_a_row_never_overwrites_what_is_half_typed(room: Room) -> None:
    room.ctrl(Qt.Key.Key_G)
    room.type("n she breathes")
    room.ctrl(Qt.Key.Key_1)
    assert room.field.text() == "n she breathes"
    assert room.notice == "Finish the line in the field first."


def test_another_row_takes_the_place_of_a_beginning_that_was_not_typed_on(room: Room) -> None:
    room.ctrl(Qt.Key.Key_G)
    room.ctrl(Qt.Key.Key_1)
    room.ctrl(Qt.Key.Key_2)
    assert room.field.text() == "> drank "


def test_a_hard_point_is_overridden_with_a_name_and_a_reason(room: Room) -> None:
    room.log("> ate 1h ago soup")
    room.ctrl(Qt.Key.Key_G)
    assert "needs a name and a reason" in rows(room)["Last meal"].state_words
    room.ctrl(Qt.Key.Key_1)
    room.type("Dr. Okafor: broth only")
    room.press(Qt.Key.Key_Return)
    assert rows(room)["Last meal"].stand is Stand.OVERRIDDEN
    assert "Dr. Okafor: broth only" in rows(room)["Last meal"].says


def test_after_the_first_dose_the_gate_stands_as_it_was(room: Room) -> None:
    room.log("d 70mg im")
    room.ctrl(Qt.Key.Key_G)
    room.log("> ate 9h ago soup")
    assert rows(room)["Last meal"].stand is Stand.OPEN
    assert all(not row.line for row in rows(room).values())


def test_a_long_sheet_is_scrolled_without_page_keys(room: Room) -> None:
    room.ctrl(Qt.Key.Key_G)
    bar = room.page.panes.sheet._area.verticalScrollBar()
    room.ctrl(Qt.Key.Key_Down)
    assert bar.value() > 0
    assert room.focused() is room.field
    room.ctrl(Qt.Key.Key_Up)
    assert bar.value() == 0


def test_what_counts_minutes_moves_on_while_a_sheet_lies_there(room: Room) -> None:
    room.log("> ate 239 min ago soup")
    room.ctrl(Qt.Key.Key_G)
    assert rows(room)["Last meal"].stand is Stand.NOT_MET
    room.clock.pass_time(61)
    room.controller.tick()
    assert rows(room)["Last meal"].stand is Stand.MET


def test_a_line_as_long_as_a_chapter_does_not_fill_a_sheet(room: Room) -> None:
    room.log("> check pregnancy no " + "שלום world " * 2_000)
    room.ctrl(Qt.Key.Key_G)
    sheet = room.page.panes.sheet
    assert max(line.height() for line in sheet._lines) < room.page.height() / 2
    assert max(len(line.accessibleName()) for line in sheet._lines) < 1_000


def test_withdrawing_is_one_keystroke_also_behind_the_veil(room: Room) -> None:
    room.log("> consent touch hand on shoulder by Ana")
    room.log("d 70mg im")
    room.page.veil()
    room.press(Qt.Key.Key_W, SHIFT_CTRL)
    room.page.lift_veil()
    room.ctrl(Qt.Key.Key_T)
    assert rows(room)["Touch, recording, observers, telling"].state_words == "withdrawn"
    assert "Touch" not in rows(room)
    room.log("> consent touch hand on shoulder by Ana")
    assert rows(room)["Touch"].state_words == "asked, not granted"


def test_the_client_asks_to_stop_with_one_keystroke(room: Room) -> None:
    room.press(Qt.Key.Key_X, SHIFT_CTRL)
    assert [entry.kind for entry in room.controller.timeline.entries][-1] is EntryKind.STOP
    assert room.notice == "Logged: the client asks to stop."


def test_what_is_open_stays_in_sight_until_it_is_closed(room: Room) -> None:
    room.log("ae nausea mild turned on side")
    bar = room.page.panes.concerns
    assert "nausea · mild" in bar.says
    room.click(bar._answer)
    assert room.field.text() == "> action #1 "
    room.type("water")
    room.press(Qt.Key.Key_Return)
    assert bar.isVisible()
    room.log("> resolved")
    assert not bar.isVisible()


def test_vitals_outside_a_limit_ask_what_was_done_and_say_whose_limit_it_is(room: Room) -> None:
    room.log("> limit bp 140/90 by Dr. Okafor, order of 20 Nov")
    room.log("v 151/92 88 97")
    bar = room.page.panes.concerns
    assert "systolic limit 140" in bar.says
    assert "Dr. Okafor" in bar.says
    assert "what was done?" in bar.says
    room.ctrl(Qt.Key.Key_O)
    room.ctrl(Qt.Key.Key_1)
    room.type("lay down, again in five minutes")
    room.press(Qt.Key.Key_Return)
    assert bar.says == ""


def test_values_that_look_mistyped_are_asked_about_once_and_then_kept(room: Room) -> None:
    room.log("v 118/76 68 99")
    room.log("v 118/76 99 68")
    doubt = room.page.panes.doubt
    assert "exchanged" in doubt.says
    assert len([raw for raw in room.raws() if raw.startswith("v")]) == 1
    room.press(Qt.Key.Key_Return)
    assert room.raws()[-1] == "v 118/76 99 68"
    assert not doubt.is_asking


def test_a_dose_above_what_was_agreed_asks_who_ordered_it(room: Room) -> None:
    room.log("> consent dose 70 mg booster 30 mg")
    room.log("d 90mg im")
    assert "20 mg above what was agreed" in room.page.panes.doubt.says
    assert room.controller.timeline.doses == ()
    room.type(" ordered by Dr. Okafor")
    room.press(Qt.Key.Key_Return)
    assert len(room.controller.timeline.doses) == 1


def test_the_ceiling_is_shown_while_a_dose_is_typed(room: Room) -> None:
    room.log("> consent dose 70 mg booster 30 mg")
    room.type("d ")
    hint = room.page.panes.dose_hint
    room.qtbot.waitUntil(lambda: "70 mg" in hint.says)
    assert "boosters 30 mg" in hint.says
    room.press(ESC)
    for _ in range(2):
        room.press(Qt.Key.Key_Backspace)
    room.qtbot.waitUntil(lambda: hint.says == "")


def test_promises_of_the_last_session_stand_ready(qtbot: QtBot, practice_files: Files) -> None:
    first = practice_files.begin()
    first.log("> promise a walk by the river before the next session", practice_files.clock.now())
    first.log("> end", practice_files.clock.now())
    before = from_before([(first.session, first.timeline)], ())
    room = show_room(qtbot, practice_files, practice_files.begin("integration"), before=before)
    room.ctrl(Qt.Key.Key_B)
    assert rows(room)["Promised in session 1"].says == "a walk by the river before the next session"
    assert rows(room)["Promised in session 1"].line.startswith("> kept #1 a walk")
