import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import DAYLIGHT, style_sheet
from ui.widgets.passphrase_dots import lay_out
from ui.widgets.passphrase_field import PassphraseField


@pytest.fixture
def field(qtbot: QtBot) -> PassphraseField:
    made = PassphraseField()
    made.setStyleSheet(style_sheet(DAYLIGHT))
    qtbot.addWidget(made)
    made.resize(400, made.sizeHint().height())
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_keys_typed_are_taken_once(qtbot: QtBot, field: PassphraseField) -> None:
    qtbot.keyClicks(field, "Heron under willow 7!")
    assert not field.is_empty()
    assert field.take().decode() == "Heron under willow 7!"
    assert field.is_empty()
    assert field.take().decode() == ""


def test_enter_submits(qtbot: QtBot, field: PassphraseField) -> None:
    qtbot.keyClicks(field, "heron")
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field, Qt.Key.Key_Enter)
    assert field.take().decode() == "heron"


def test_backspace_takes_one_character_and_control_backspace_all(
    qtbot: QtBot, field: PassphraseField
) -> None:
    qtbot.keyClicks(field, "heron")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.take().decode() == "hero"
    qtbot.keyClicks(field, "heron")
    qtbot.keyClick(field, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert field.is_empty()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_select_all_and_a_deleting_key_clear(qtbot: QtBot, field: PassphraseField, key: Qt.Key) -> None:
    qtbot.keyClicks(field, "heron")
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    field.grab()
    qtbot.keyClick(field, key)
    assert field.is_empty()


def test_typing_over_everything_selected_replaces_it(qtbot: QtBot, field: PassphraseField) -> None:
    qtbot.keyClicks(field, "heron")
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "owl")
    assert field.take().decode() == "owl"


def test_it_takes_a_paste_and_gives_no_copy(qtbot: QtBot, field: PassphraseField) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("heron under willow\n")
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    clipboard.setText("something else")
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert):
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "something else"
    assert field.take().decode() == "heron under willow"


def test_what_an_input_method_commits_is_written(field: PassphraseField) -> None:
    composing = QInputMethodEvent("くさ", [])
    QApplication.sendEvent(field, composing)
    assert field.is_empty()
    committed = QInputMethodEvent()
    committed.setCommitString("草枕")
    QApplication.sendEvent(field, committed)
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == ""
    assert field.take().decode() == "草枕"


def test_the_accessibility_bus_learns_the_name_and_no_text(qtbot: QtBot, field: PassphraseField) -> None:
    field.set_accessible("Passphrase of Stillwater Practice")
    qtbot.keyClicks(field, "heron")
    seen = QAccessible.queryAccessibleInterface(field)
    assert seen.role() == QAccessible.Role.EditableText
    assert seen.state().passwordEdit
    assert seen.state().focused
    assert seen.text(QAccessible.Text.Name) == "Passphrase of Stillwater Practice"
    assert seen.text(QAccessible.Text.Value) == ""
    assert seen.textInterface() is None
    assert seen.editableTextInterface() is None
    assert seen.valueInterface() is None
    assert seen.childCount() == 0


def test_forgetting_overwrites_the_characters(qtbot: QtBot, field: PassphraseField) -> None:
    qtbot.keyClicks(field, "heron under willow")
    letters = field._typed._bytes
    assert b"heron" in letters
    field.clear()
    assert not any(letters)


def test_a_shortcut_of_the_window_does_not_eat_a_letter(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    inside = PassphraseField()
    QVBoxLayout(window).addWidget(inside)
    eaten: list[bool] = []
    for keys in ("h", "Ctrl+V"):
        action = QAction(window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(eaten.append)
        window.addAction(action)
    window.show()
    inside.setFocus()
    qtbot.waitUntil(inside.hasFocus)
    QGuiApplication.clipboard().setText("eron")
    qtbot.keyClicks(inside, "h")
    qtbot.keyClick(inside, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert eaten == []
    assert inside.take().decode() == "heron"


def test_a_letter_that_shift_does_not_explain_tells_of_caps_lock(
    qtbot: QtBot, field: PassphraseField
) -> None:
    seen: list[bool] = []
    field.caps_lock_seen.connect(seen.append)
    qtbot.keyClick(field, "H")
    qtbot.keyClick(field, "h")
    qtbot.keyClick(field, "7")
    assert seen == [True, False]


def test_tab_leaves_the_field_and_what_was_typed_stays(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = PassphraseField(), PassphraseField()
    layout = QVBoxLayout(window)
    layout.addWidget(first)
    layout.addWidget(second)
    window.show()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClicks(first, "heron")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.take().decode() == "heron"


def test_more_dots_than_fit_show_the_newest_inside_the_box() -> None:
    box = QRectF(10, 0, 100, 40)
    few, many = lay_out(3, box, 16), lay_out(5000, box, 16)
    assert len(few.middles) == 3
    assert box.contains(many.caret)
    assert all(box.contains(middle) for middle in many.middles)
    mirrored = lay_out(3, box, 16, leftwards=True)
    assert mirrored.middles[0].x() > mirrored.middles[2].x()
    assert box.contains(mirrored.caret)


def test_it_paints_dots_and_a_caret(qtbot: QtBot, field: PassphraseField) -> None:
    empty = field.grab().toImage()
    qtbot.keyClicks(field, "heron")
    assert field.grab().toImage() != empty
