import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.vault.recovery import RecoveryCode
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recover_page import RecoverForm, RecoverPage
from ui.unlock.recovery_sheet_page import DeclinedForm, RecoverySheetPage

CODE = RecoveryCode.from_secret(bytes(range(20)))


@pytest.fixture
def sheet(qtbot: QtBot) -> RecoverySheetPage:
    made = RecoverySheetPage()
    qtbot.addWidget(made)
    made.show_groups(CODE.groups)
    made.show()
    return made


@pytest.fixture
def recover(qtbot: QtBot) -> RecoverPage:
    made = RecoverPage("Stillwater")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.groups.groups[0].hasFocus)
    return made


def test_every_group_is_shown_once_and_gone_when_the_page_is_left(
    qtbot: QtBot, sheet: RecoverySheetPage
) -> None:
    def shown() -> list[str]:
        return [
            label.text()
            for label in sheet.findChildren(QLabel)
            if label.property("kind") == "group" and label.isVisible()
        ]

    assert shown() == list(CODE.groups)
    sheet.forget()
    assert shown() == []


def test_a_sheet_can_be_saved_or_said_to_be_on_paper(qtbot: QtBot, sheet: RecoverySheetPage) -> None:
    with qtbot.waitSignal(sheet.save_chosen):
        sheet.save.click()
    sheet.show_saved("sheet.pdf")
    with qtbot.waitSignal(sheet.kept):
        sheet.act.click()


def test_going_on_without_a_sheet_takes_a_typed_name(qtbot: QtBot, sheet: RecoverySheetPage) -> None:
    declined: list[DeclinedForm] = []
    sheet.declined.connect(declined.append)
    sheet.go_on.click()
    qtbot.waitUntil(sheet.name.hasFocus)
    sheet.go_on.click()
    assert declined == []
    qtbot.keyClicks(sheet.name, "Ana Ruiz")
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert declined == [DeclinedForm("Ana Ruiz")]


def test_the_groups_are_typed_in_one_go_and_the_new_passphrase_twice(
    qtbot: QtBot, recover: RecoverPage
) -> None:
    given: list[RecoverForm] = []
    recover.code_given.connect(given.append)
    for letter in "".join(CODE.groups).lower():
        qtbot.keyClicks(_focused(recover), letter)
    qtbot.keyClick(recover.groups.groups[-1], Qt.Key.Key_Return)
    assert recover.passphrases.first.hasFocus()
    qtbot.keyClicks(recover.passphrases.first, "owl over water")
    qtbot.keyClicks(recover.passphrases.again, "owl over water")
    qtbot.keyClick(recover.passphrases.again, Qt.Key.Key_Return)
    assert given == [RecoverForm(CODE, bytearray(b"owl over water"))]
    assert "owl" not in repr(given)
    assert CODE.groups[0] not in repr(given)


def test_a_whole_code_pasted_into_one_group_spreads_over_all(qtbot: QtBot, recover: RecoverPage) -> None:
    QGuiApplication.clipboard().setText(f" {CODE.text}\n")
    qtbot.keyClick(recover.groups.groups[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert recover.groups.text() == CODE.text


def test_a_mistyped_group_is_named(qtbot: QtBot, recover: RecoverPage) -> None:
    wrong = list(CODE.groups)
    wrong[2] = wrong[2][:-1] + ("0" if wrong[2][-1] != "0" else "1")
    for line, group in zip(recover.groups.groups, wrong, strict=True):
        line.setText(group)
    recover.act.click()
    assert "Group 3" in recover._groups.problem()


def test_backspace_leads_back_through_empty_groups(qtbot: QtBot, recover: RecoverPage) -> None:
    recover.groups.groups[2].setFocus()
    qtbot.keyClick(recover.groups.groups[2], Qt.Key.Key_Backspace)
    assert recover.groups.groups[1].hasFocus()


def test_leaving_the_page_empties_it(qtbot: QtBot, recover: RecoverPage) -> None:
    recover.groups.groups[0].setText("ABCDE")
    qtbot.keyClicks(recover.passphrases.first, "owl")
    recover.forget()
    assert recover.groups.text() == ""
    assert recover.passphrases.first.is_empty()


def test_the_first_page_offers_three_ways(qtbot: QtBot) -> None:
    page = FirstRunPage()
    qtbot.addWidget(page)
    page.show()
    for text, signal in (
        ("Create my practice", page.create_chosen),
        ("Look around in a made-up practice", page.look_around_chosen),
        ("Open a practice that is already here", page.existing_chosen),
    ):
        with qtbot.waitSignal(signal):
            _button(page, text).click()


def _button(page: FirstRunPage, text: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == text)


def _focused(page: RecoverPage) -> QLineEdit:
    focused = page.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def test_a_problem_with_the_groups_goes_once_they_are_typed_anew(qtbot: QtBot, recover: RecoverPage) -> None:
    qtbot.keyClicks(recover.groups.groups[0], "XXXXX")
    recover.submit()
    told = [label for label in recover.findChildren(QLabel) if "recovery code" in label.text()]
    assert told
    recover.groups.groups[1].setFocus()
    qtbot.keyClicks(recover.groups.groups[1], "A")
    assert not any(label.isVisible() and label.text() for label in told)


def test_a_key_alone_gets_from_the_first_page_to_a_practice_and_to_the_saved_sheet(
    qtbot: QtBot, sheet: RecoverySheetPage
) -> None:
    welcome = FirstRunPage()
    qtbot.addWidget(welcome)
    welcome.show()
    welcome.setFocus()
    qtbot.waitUntil(welcome.act.hasFocus)
    sheet.activateWindow()
    sheet.setFocus()
    qtbot.waitUntil(sheet.save.hasFocus)
