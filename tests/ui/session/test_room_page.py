"""The room as a whole: focus, light, phases, ending, and that it never opens a dialog."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.errors import DiskFullError
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import SessionState
from tests.builders import a_client
from tests.ui.session.rooms import Files, Room, brightest, luminance, show_room, told_to_a_screen_reader
from ui.session.quality_dots import QualityDots
from ui.theme import ROOM

LINES = (
    "s calm 2 curious 2",
    'm The Planner: #head 6 worries about losing control "tell me the plan again"',
    "v 118/76 68 99",
    "d 70mg im left deltoid lot 4471",
    'm The Watchman: #chest tight 9 "if I look away it gets in" ->the little one',
    "f Go-Numb: #whole body 8",
    'e the little one: #belly about six 6 "I didn\'t know anyone was coming"',
    "ae nausea mild, head raised",
    "s compassion 3 calm 4 connected 2 con 4",
    "?",
)


def busy(room: Room) -> Room:
    for line in LINES:
        room.log(line)
        room.clock.pass_time(180)
    room.controller.tick()
    return room


def no_dialog() -> bool:
    return not any(isinstance(top, QDialog) for top in QApplication.topLevelWidgets())


def test_the_capture_line_has_the_focus_from_the_start(room: Room) -> None:
    assert room.focused() is room.field


def test_clicks_anywhere_leave_the_focus_in_the_line(room: Room) -> None:
    busy(room)
    panes = room.page.panes
    row = panes.log.viewport()
    for widget in (
        row,
        panes.timeline,
        panes.here_now,
        panes.pad,
        *panes.pad.findChildren(QualityDots),
        panes.ask,
        panes.top,
        panes.top.pill(Phase.INTEGRATION),
        *panes.here_now.findChildren(QPushButton),
    ):
        room.click(widget)
        assert room.focused() is room.field
        assert no_dialog()


def test_typing_goes_to_the_line_from_wherever_the_focus_was(room: Room) -> None:
    room.log("first")
    for pane in (room.page.panes.log, room.page.panes.timeline):
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        room.type("n hello")
        assert room.focused() is room.field
        room.press(Qt.Key.Key_Return)
        assert room.raws()[-1] == "n hello"


def test_f6_goes_round_the_panes_and_esc_comes_back(room: Room) -> None:
    busy(room)
    seen: list[QWidget | None] = []
    for _ in range(12):
        room.press(Qt.Key.Key_F6)
        seen.append(room.focused())
        if room.focused() is room.field:
            break
    assert seen[-1] is room.field
    assert {room.page.panes.log, room.page.panes.timeline} <= set(seen)
    room.ctrl(Qt.Key.Key_F6)
    assert room.focused() is not room.field
    room.press(Qt.Key.Key_Escape)
    assert room.focused() is room.field


@pytest.mark.parametrize(
    "state", ["empty", "busy", "typing", "amending", "veiled", "passphrase", "keys", "ending", "failed"]
)
def test_no_pixel_is_brighter_than_the_room_allows(
    room: Room, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    allowed = luminance(QColor(ROOM.strong)) + 0.004
    if state != "empty":
        busy(room)
    if state == "typing":
        room.type('m watchman: #chest 7 "if I look')
        room.page.panes.capture.show_line()
    elif state == "amending":
        room.press(Qt.Key.Key_F2)
    elif state == "veiled":
        room.ctrl(Qt.Key.Key_L)
        room.type("hidden")
    elif state == "passphrase":
        room.ctrl(Qt.Key.Key_L)
        room.ctrl(Qt.Key.Key_U)
        room.type("hidden")
    elif state == "keys":
        room.press(Qt.Key.Key_F1)
    elif state == "ending":
        room.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    elif state == "failed":
        message = "There is no space left on the disk."

        def full(*_args: object, **_more: object) -> None:
            raise DiskFullError(message)

        monkeypatch.setattr(room.files.notebook, "append", full)
        room.log("n lost")
    assert brightest(room.page) <= allowed


def test_the_dose_clock_is_the_largest_text_and_starts_with_the_first_dose(room: Room) -> None:
    top = room.page.panes.top
    room.clock.pass_time(42 * 60)
    room.controller.tick()
    assert top.dose_clock == "0:42:00"
    room.log("d 70mg im")
    room.clock.pass_time(26 * 60 + 48)
    room.controller.tick()
    assert top.dose_clock == "T+0:26:48"


def test_a_screen_reader_hears_what_the_dose_clock_says(room: Room) -> None:
    room.log("d 70mg im")
    room.clock.pass_time(26 * 60 + 48)
    room.controller.tick()
    names = [label.accessibleName() for label in room.page.panes.top.findChildren(QLabel)]
    assert "Time since the first dose: T+0:26:48" in names


def test_the_first_dose_lights_dosing_and_taking_it_back_puts_it_out(room: Room) -> None:
    top = room.page.panes.top
    assert top.pill(Phase.PREPARATION).isChecked()
    room.clock.pass_time(42 * 60)
    room.log("d 70mg im")
    assert top.pill(Phase.DOSING).isChecked()
    assert top.pill(Phase.PREPARATION).text() == "Preparation 0:42"
    room.ctrl(Qt.Key.Key_Z)
    assert top.pill(Phase.PREPARATION).isChecked()
    assert not top.pill(Phase.DOSING).isChecked()


def test_a_press_on_a_phase_enters_it_and_on_the_lit_one_does_nothing(room: Room) -> None:
    top = room.page.panes.top
    room.click(top.pill(Phase.INTEGRATION))
    assert room.controller.timeline.phase is Phase.INTEGRATION
    before = room.controller.timeline.everything
    room.click(top.pill(Phase.INTEGRATION))
    assert room.controller.timeline.everything == before
    assert top.pill(Phase.INTEGRATION).isChecked()


def test_the_key_for_ending_needs_a_second_press(room: Room) -> None:
    end = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    room.press(Qt.Key.Key_E, end)
    assert room.controller.timeline.ended_ms is None
    assert room.page.panes.ending.is_asking
    room.press(Qt.Key.Key_Return)
    assert room.controller.timeline.ended_ms is None
    room.press(Qt.Key.Key_E, end)
    assert room.controller.timeline.ended_ms is not None


def test_a_typed_end_ends_the_session_and_ctrl_z_takes_it_up_again(room: Room) -> None:
    ending = room.page.panes.ending
    room.log("m The Watchman: tight")
    room.log("> end")
    assert room.raws()[-1] == "> end"
    assert room.field.text() == ""
    assert ending.says == "Session ended"
    assert room.files.record.session(room.live.session.id).state is SessionState.ENDED
    assert room.controller.timeline.spans[0].auto_closed
    assert no_dialog()
    room.ctrl(Qt.Key.Key_Z)
    assert room.controller.timeline.ended_ms is None
    assert not ending.isVisible()


def test_the_button_asks_and_stay_goes_on(room: Room) -> None:
    panes = room.page.panes
    room.click(next(b for b in panes.top.findChildren(QPushButton) if b.text() == "End session"))
    assert panes.ending.is_asking
    room.click(next(b for b in panes.ending.findChildren(QPushButton) if b.text() == "Stay"))
    assert not panes.ending.isVisible()
    assert room.controller.timeline.ended_ms is None


def test_typing_on_or_esc_means_stay(room: Room) -> None:
    ending = room.page.panes.ending
    keys = (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    room.press(*keys)
    assert ending.is_asking
    room.press(Qt.Key.Key_Escape)
    assert not ending.isVisible()
    room.press(*keys)
    room.type("wait")
    assert not ending.isVisible()
    assert room.controller.timeline.ended_ms is None


def test_after_the_end_one_chooses_what_goes_home_or_leaves(room: Room, qtbot: QtBot) -> None:
    panes = room.page.panes
    room.page.panes.ending.ask()
    room.click(next(b for b in panes.ending.findChildren(QPushButton) if b.text() == "End"))
    with qtbot.waitSignal(room.page.take_home_requested):
        room.click(next(b for b in panes.ending.findChildren(QPushButton) if "goes home" in b.text()))
    with qtbot.waitSignal(room.page.left):
        room.click(next(b for b in panes.ending.findChildren(QPushButton) if b.text() == "Leave"))


def test_taking_the_end_back_opens_the_session_again(room: Room) -> None:
    room.page.panes.ending.ask()
    room.page.panes.ending.confirmed.emit()
    room.log("n one more thing")
    assert "has ended" in room.notice
    assert room.field.text() == "n one more thing"
    room.ctrl(Qt.Key.Key_A)
    room.press(Qt.Key.Key_Delete)
    room.ctrl(Qt.Key.Key_Z)
    assert room.controller.timeline.ended_ms is None
    assert not room.page.panes.ending.isVisible()


def test_f1_lays_the_keys_over_the_room_and_typing_goes_on(room: Room) -> None:
    keys = room.page.panes.keys
    room.press(Qt.Key.Key_F1)
    assert keys.isVisible()
    assert no_dialog()
    told = told_to_a_screen_reader(keys)
    for words in ("Ctrl+L", "Take back the last", "Alt+1 … Alt+8", "> integration", "blended"):
        assert words.replace("Take back the last", "take back the last") in told
    room.type("still")
    assert room.field.text() == "still"
    room.press(Qt.Key.Key_Escape)
    assert not keys.isVisible()
    assert room.field.text() == "still"


def test_ctrl_up_and_down_select_entries_and_f2_amends_the_one_selected(room: Room) -> None:
    room.log("first")
    room.log("second")
    room.ctrl(Qt.Key.Key_Up)
    room.ctrl(Qt.Key.Key_Up)
    room.press(Qt.Key.Key_F2)
    assert room.field.text() == "first"
    assert room.focused() is room.field


def test_what_the_companion_wrote_cannot_be_amended(room: Room) -> None:
    gap = room.clock.sleep_computer(600)
    assert gap is not None
    room.controller.tick()
    entry = room.controller.timeline.entries[-1]
    assert entry.kind is EntryKind.GAP
    room.page.panes.log.amend_requested.emit(entry.id)
    assert room.notice == "Only what was typed can be amended."
    assert room.page.line.amending is None


def test_a_session_of_the_past_can_be_read_and_left_and_not_changed(
    qtbot: QtBot, practice_files: Files
) -> None:
    live = practice_files.begin()
    first = busy(show_room(qtbot, practice_files, live))
    first.page.panes.ending.confirmed.emit()
    rows = first.rows()
    first.page.hide()
    past = show_room(
        qtbot,
        practice_files,
        type(live).look(
            practice_files.record,
            practice_files.notebook,
            practice_files.clock,
            live.session,
            practice_files.person,
        ),
        read_only=True,
    )
    before = past.controller.timeline.everything
    assert past.rows() == rows
    assert not past.field.isVisible()
    past.type("n hello")
    past.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    past.ctrl(Qt.Key.Key_Z)
    past.ctrl(Qt.Key.Key_L)
    past.press(Qt.Key.Key_F2)
    assert past.controller.timeline.everything == before
    assert not past.page.is_veiled
    with qtbot.waitSignal(past.page.left):
        past.click(next(b for b in past.page.panes.ending.findChildren(QPushButton) if b.text() == "Leave"))


def test_lock_is_asked_for_after_the_half_typed_line_was_kept(room: Room, qtbot: QtBot) -> None:
    room.type("half")
    with qtbot.waitSignal(room.page.lock_requested):
        room.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    draft = room.files.notebook.draft(room.live.session.id)
    assert draft is not None
    assert draft.text == "half"


@pytest.mark.parametrize("name", ["x" * 4_000, "קטנה", "<i>Wren</i>", "A & B"])
def test_any_name_of_a_client_is_shown_as_plain_text(qtbot: QtBot, practice_files: Files, name: str) -> None:
    practice_files.client = a_client(name)
    practice_files.record.add_client(practice_files.client)
    room = show_room(qtbot, practice_files, practice_files.begin())
    room.page.grab()
    assert name[:40] in told_to_a_screen_reader(room.page.panes.top)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_everything_fits_at_1280_by_720_at_any_text_size(
    qtbot: QtBot, practice_files: Files, scale: float
) -> None:
    room = busy(show_room(qtbot, practice_files, practice_files.begin(), scale=scale))
    room.page.resize(1280, 720)
    QApplication.processEvents()
    panes = room.page.panes
    assert room.page.size() == QSize(1280, 720)
    assert panes.size() == room.page.size()
    assert panes.minimumSizeHint().width() <= 1280
    assert panes.minimumSizeHint().height() <= 720
    shown = [panes.capture, panes.top, panes.log, *([panes.timeline] if panes.timeline.isVisible() else [])]
    for pane in shown:
        corner = pane.mapTo(room.page, QPoint(pane.width(), pane.height()))
        assert room.page.rect().contains(corner - QPoint(1, 1))
        assert pane.height() >= pane.minimumSizeHint().height()
    assert all(dots.width() >= dots.minimumSizeHint().width() for dots in panes.pad.findChildren(QualityDots))
    assert panes.timeline.isVisible() or scale == 2.0


def test_every_control_has_a_name(room: Room) -> None:
    busy(room)
    nameless = [
        widget
        for widget in room.page.panes.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QPushButton) and widget.text())
    ]
    assert nameless == []
