"""Every act of the room has a key that every keyboard has, and that key does it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from tests.ui.session.keyboards import ALT, CTRL, KEYBOARDS, NAMED, SHIFT, Keyboard, parsed, sequence
from tests.ui.session.rooms import Files, Room, show_room, told_to_a_screen_reader
from ui.commands import COMMANDS, Command, Place
from ui.session.digit_row import digit_of
from ui.session.sheets import SHEETS

IN_THE_ROOM = tuple(command for command in COMMANDS if command.place in (Place.ROOM, Place.ANYWHERE))
# What a row of keys does, by the digit's place where the layout writes no digit there.
BY_PLACE = {
    frozenset({CTRL}): "settle",
    frozenset({ALT}): "raise_quality",
    frozenset({ALT, SHIFT}): "lower_quality",
}
MOST_QUALITIES = 8


def by_sequence() -> dict[str, tuple[str, int]]:
    return {
        sequence(*parsed(keys)): (command.name, index)
        for command in IN_THE_ROOM
        for index, keys in enumerate(command.keys)
    }


def is_on_a_small_keyboard(keys: str, keyboard: Keyboard) -> bool:
    held, key = parsed(keys)
    written = "".join((*keyboard.plain, *keyboard.shifted)).upper()
    return key in NAMED or (len(key) == 1 and key.upper() in written and bool(held))


def done_on(keyboard: Keyboard) -> dict[tuple[str, int], list[str]]:
    """Every act of the room with the strokes that do it on a keyboard."""
    meaning = by_sequence()
    done: dict[tuple[str, int], list[str]] = {}
    for held in ((CTRL,), (CTRL, SHIFT), (ALT,), (ALT, SHIFT), (CTRL, ALT), (CTRL, ALT, SHIFT)):
        for stroke in keyboard.strokes(*held):
            found = next((meaning[said] for said in keyboard.sequences(stroke) if said in meaning), None)
            digit = keyboard.digit_of(stroke)
            if found is None and digit is not None and stroke.held in BY_PLACE:
                name = BY_PLACE[stroke.held]
                if name == "settle" or digit <= MOST_QUALITIES:
                    found = name, digit - 1
            if found is not None:
                done.setdefault(found, []).append(f"{'+'.join(sorted(held))} {stroke.row}/{stroke.place}")
    return done


def test_no_two_acts_of_the_room_share_a_key() -> None:
    keys = Counter(sequence(*parsed(keys)) for command in IN_THE_ROOM for keys in command.keys)
    assert [one for one, times in keys.items() if times > 1] == []


def test_every_key_is_written_as_qt_writes_it() -> None:
    portable = QKeySequence.SequenceFormat.PortableText
    for command in IN_THE_ROOM:
        for keys in command.keys:
            written = QKeySequence(keys).toString(portable)
            assert sequence(*parsed(written)) == sequence(*parsed(keys)), keys


@pytest.mark.parametrize("keyboard", KEYBOARDS, ids=lambda keyboard: keyboard.name)
def test_every_act_has_a_key_without_a_second_layer(keyboard: Keyboard) -> None:
    without = [
        command.name
        for command in IN_THE_ROOM
        if not any(is_on_a_small_keyboard(keys, keyboard) for keys in command.keys)
    ]
    assert without == []


@pytest.mark.parametrize("keyboard", KEYBOARDS, ids=lambda keyboard: keyboard.name)
def test_every_act_can_be_typed_and_no_other_takes_its_place(keyboard: Keyboard) -> None:
    done = done_on(keyboard)
    typed = {(name, index) for name, index in by_sequence().values() if name in BY_PLACE.values()}
    missing = [act for act in sorted(typed) if act not in done]
    for command in IN_THE_ROOM:
        by_named_key = any(parsed(keys)[1] in NAMED for keys in command.keys)
        if command.name not in BY_PLACE.values() and not by_named_key:
            reached = any((command.name, index) in done for index in range(len(command.keys)))
            missing += [] if reached else [(command.name, 0)]
    assert missing == []


def pressed_keys(command: Command) -> Iterator[tuple[str, Qt.Key, Qt.KeyboardModifier]]:
    for keys in command.keys:
        combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs miss it
        key, held = combination.key(), combination.keyboardModifiers()
        # A system tells Shift+Tab as a key of its own.
        backtab = key == Qt.Key.Key_Tab and held & Qt.KeyboardModifier.ShiftModifier
        yield keys, Qt.Key.Key_Backtab if backtab else key, held


def test_every_key_does_its_act_while_the_capture_line_has_the_focus(room: Room) -> None:
    room.log("m The Watchman: #chest 7")
    room.log("d 70mg im left deltoid")
    fired: Counter[str] = Counter()
    for action in room.page.findChildren(QAction):
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        action.triggered.connect(lambda _checked=False, keys=keys: fired.update([keys]))
    silent: list[str] = []
    # The window's own commands work in the window; the veil's only behind the veil.
    window = {"quit", "larger_text", "smaller_text"}
    last = ("veil", "lift_veil", "hand_over", "lock")
    walked = [command for command in IN_THE_ROOM if command.name not in {*window, *last}]
    walked += sorted((c for c in IN_THE_ROOM if c.name in last), key=lambda c: last.index(c.name))
    for command in walked:
        for keys, key, held in pressed_keys(command):
            if command.name == "lift_veil":
                room.page.veil()
            else:
                room.page.lift_veil()
            room.page.focus_line()
            before = fired.total()
            room.press(key, held)
            if fired.total() != before + 1 and command.name != "settle":
                silent.append(keys)
            assert not any(top.isModal() for top in QApplication.topLevelWidgets())
            room.page.focus_line()
            if not room.page.is_veiled:
                room.press(Qt.Key.Key_Escape)
    assert silent == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_laid_and_taken_away_by_its_key_and_typing_goes_on(room: Room, name: str) -> None:
    command = next(command for command in COMMANDS if command.name == name)
    ((_keys, key, held),) = pressed_keys(command)
    room.type("half")
    room.press(key, held)
    assert room.page.sheets.open_name == name
    assert room.focused() is room.field
    room.type(" more")
    assert room.field.text() == "half more"
    room.press(key, held)
    assert not room.page.sheets.is_open


def test_a_digit_key_of_a_french_keyboard_rates_by_its_place(room: Room) -> None:
    room.log("m The Watchman: #chest")
    alt = Qt.KeyboardModifier.AltModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Ampersand, alt, 10, 0, 0, "&")
    assert digit_of(event, "linux") == 1
    QApplication.sendEvent(room.field, event)
    levels = [point.levels for point in room.controller.timeline.self_points]
    assert len(levels) == 1


def test_f1_tells_every_key_of_the_room(room: Room) -> None:
    room.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert room.page.panes.keys.isVisible()
    told = told_to_a_screen_reader(room.page.panes.keys)
    for command in IN_THE_ROOM:
        first = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        assert first in told, command.name


def test_a_room_of_the_past_answers_to_what_only_looks(practice_files: Files, room: Room) -> None:
    past = show_room(room.qtbot, practice_files, practice_files.begin(), read_only=True)
    past.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert past.page.panes.keys.isVisible()
