from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import FRAME, USUAL, MainWindow
from ui.theme import DAYLIGHT, ROOM


def a_window(qtbot: QtBot, config: Path) -> MainWindow:
    window = MainWindow(config=config)
    qtbot.addWidget(window)
    return window


def test_the_window_comes_back_in_the_size_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    first = a_window(qtbot, tmp_path)
    first.find_place()
    first.show()
    first.setMinimumSize(QSize(100, 100))
    first.resize(700, 500)
    first.close()
    again = a_window(qtbot, tmp_path)
    again.setMinimumSize(QSize(100, 100))
    again.find_place()
    assert again.size() == QSize(700, 500)


def test_a_page_that_was_left_is_forgotten_and_the_title_names_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    window.show()
    before = QLabel("Wren")
    window.present(before, ROOM)
    with qtbot.waitSignal(before.destroyed):
        window.present(QWidget(), DAYLIGHT)
    assert window.windowTitle() == "KAP Companion"


def test_ctrl_q_quits_from_any_page_and_puts_things_in_order_first(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.present(page, DAYLIGHT)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    page.setFocus()
    tidied: list[bool] = []
    window.call_before_closing(lambda: tidied.append(True))
    qtbot.keyClick(page, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert tidied == [True]
    assert not window.isVisible()


def test_a_window_that_would_lose_something_stays_until_it_is_closed_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = a_window(qtbot, tmp_path)
    window.show()
    answers = [False, True]
    window.call_before_closing(lambda: answers.pop(0))
    assert not window.close()
    assert window.isVisible()
    assert window.close()


def test_fields_of_a_page_are_emptied_with_their_history_before_the_page_is_deleted(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = a_window(qtbot, tmp_path)
    page = QWidget()
    field = QLineEdit("Wren", page)
    field.insert(" and more")
    window.present(page, DAYLIGHT)
    window.present(QWidget(), DAYLIGHT)
    assert field.text() == ""
    assert not field.isUndoAvailable()


def test_a_first_window_leaves_room_on_the_screen_for_its_frame(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    window.setMinimumSize(QSize(100, 100))
    window.find_place()
    screen = QApplication.primaryScreen().availableSize()
    assert window.size() == USUAL.boundedTo(screen - FRAME)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus_as_space_does(
    qtbot: QtBot, tmp_path: Path, key: Qt.Key
) -> None:
    window = a_window(qtbot, tmp_path)
    button = QPushButton("Open")
    window.present(button, DAYLIGHT)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    button.setFocus()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(button, key)
    assert pressed == [True]


def test_the_text_size_is_set_by_keys_within_its_bounds_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    window = a_window(qtbot, tmp_path)
    page = QLabel("a quiet page")
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.present(page, DAYLIGHT)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    page.setFocus()
    usual = page.fontMetrics().height()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    for _ in range(15):
        qtbot.keyClick(page, Qt.Key.Key_Equal, both)
    assert window.text_size == 200
    assert page.fontMetrics().height() > usual * 1.8
    window.close()
    assert a_window(qtbot, tmp_path).text_size == 200
    for _ in range(20):
        window._reduce_text(0)
    assert window.text_size == 80


def test_a_spoilt_text_size_is_the_usual_one(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[window]\ntext-size=enormous\n")
    assert a_window(qtbot, tmp_path).text_size == 100
