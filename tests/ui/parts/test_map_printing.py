"""Asking for a printer makes nothing wait."""

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.parts.map_printing import ask_for_printer


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(page: QWidget) -> tuple[QPrintDialog, list[QPrinter]]:
    answers: list[QPrinter] = []
    ask_for_printer(page, answers.append)
    (dialog,) = page.findChildren(QPrintDialog)
    assert dialog.isVisible()
    return dialog, answers


def test_leaving_the_question_prints_nothing(qtbot: QtBot, page: QWidget) -> None:
    dialog, answers = asked(page)
    dialog.reject()
    qtbot.waitUntil(lambda: not page.findChildren(QPrintDialog))
    assert answers == []


def test_the_job_says_nothing_of_the_client(qtbot: QtBot, page: QWidget) -> None:
    dialog, answers = asked(page)
    assert dialog.printer().docName() == "Map"
    dialog.done(QPrintDialog.DialogCode.Accepted.value)
    qtbot.waitUntil(lambda: not page.findChildren(QPrintDialog))
    assert len(answers) == 1
