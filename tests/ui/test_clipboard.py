"""What is copied from our pages is cleared, and what somebody else put there stays."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.clipboard import CopiedText

WORDS = "if I look away it gets in"


def clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[QLineEdit]:
    field = QLineEdit(WORDS)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    clipboard().clear()
    yield field
    clipboard().clear()


def copied(field: QLineEdit, cleared_after_seconds: float = 60) -> CopiedText:
    text = CopiedText(field, cleared_after_seconds)
    text.follow()
    field.selectAll()
    field.copy()
    assert clipboard().text() == WORDS
    return text


def test_a_copy_is_gone_after_its_time(qtbot: QtBot, field: QLineEdit) -> None:
    copied(field, cleared_after_seconds=0.05)
    qtbot.waitUntil(lambda: clipboard().text() == "")


def test_a_copy_is_gone_when_the_practice_is_locked(field: QLineEdit) -> None:
    copied(field).rest()
    assert clipboard().text() == ""


def test_what_was_copied_elsewhere_meanwhile_stays(field: QLineEdit) -> None:
    text = copied(field)
    text._follows = False
    clipboard().setText("a shopping list")
    text.rest()
    assert clipboard().text() == "a shopping list"


def test_what_was_there_before_the_practice_was_opened_stays(field: QLineEdit) -> None:
    clipboard().setText("a shopping list")
    text = CopiedText(field)
    text.follow()
    text.rest()
    assert clipboard().text() == "a shopping list"


def test_keepers_of_a_clipboard_history_are_asked_to_leave_it_out(field: QLineEdit) -> None:
    copied(field)
    assert clipboard().mimeData().data("x-kde-passwordManagerHint") == b"secret"
    assert clipboard().mimeData().text() == WORDS


def test_a_second_copy_has_its_own_full_time(field: QLineEdit) -> None:
    text = copied(field)
    field.setSelection(0, 4)
    field.copy()
    assert clipboard().text() == WORDS[:4]
    text.clear()
    assert clipboard().text() == ""


def test_while_no_practice_is_open_nothing_is_followed(field: QLineEdit) -> None:
    text = copied(field)
    text.rest()
    field.selectAll()
    field.copy()
    text.clear()
    assert clipboard().text() == WORDS
