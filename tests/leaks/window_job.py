"""The main job at the window, as the installed command starts it: `python -m tests.leaks.window_job FOLDER`.

Makes a practice, its recovery sheet, a session and its worksheet in FOLDER, locks, opens again and closes.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from kap_companion.cli import main
from tests.leaks.somebody import Acts, Somebody, sit_down
from ui.home.home_page import HomePage
from ui.review.take_home_page import TakeHomePage
from ui.session.room_page import RoomPage
from ui.unlock.create_page import CreatePage
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recovery_sheet_page import RecoverySheetPage
from ui.unlock.unlock_page import UnlockPage
from ui.worksheets.composing_page import ComposingPage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PRACTICE, SHEET, WORKSHEET = "Stillwater.kap", "sheet.pdf", "worksheet.pdf"
# Spelt backwards, so that this process holds the passphrase only where somebody typed it.
BACKWARDS = "revir wols ,noreh yerg"


def main_job(person: Somebody, place: Path) -> Acts:
    yield from makes_a_practice(person, place)
    yield from begins_a_session(person)
    person.logs('m The quillwort: #chest 9 "if I look away it gets in"')
    person.logs("d 70mg im left deltoid lot 4471")
    person.logs("s calm 3 compassion 4")
    person.logs("n promise: five minutes a day")
    person.logs("> end")
    person.clicks("Choose what goes home")
    yield person.sees(TakeHomePage)
    for box in person.page(TakeHomePage).findChildren(QCheckBox):
        box.setChecked(True)
    person.clicks("Make the worksheet")
    yield person.sees(ComposingPage)
    yield from saves(person, "Save as PDF…", place / WORKSHEET)
    yield person.sees(ComposingPage)
    yield from locks(person)
    types_passphrase(person)
    person.presses(Qt.Key.Key_Return)
    yield person.sees(HomePage)
    yield from leaves(person)


def makes_a_practice(person: Somebody, place: Path) -> Acts:
    yield person.sees(FirstRunPage)
    person.clicks("Create my practice")
    yield person.sees(CreatePage)
    page = person.page(CreatePage)
    person.types("Stillwater")
    person.presses(Qt.Key.Key_Tab)
    person.types("Ana Ruiz")
    page.folder.setFocus()
    page.folder.selectAll()
    person.types(str(place / PRACTICE))
    for field in (page.passphrases.first, page.passphrases.again):
        field.setFocus()
        types_passphrase(person)
    person.presses(Qt.Key.Key_Return)
    yield person.sees(RecoverySheetPage)
    yield from saves(person, "Save the sheet as PDF…", place / SHEET)
    yield person.sees(RecoverySheetPage)
    person.clicks("I have it on paper")
    yield person.sees(HomePage)


def begins_a_session(person: Somebody) -> Acts:
    home = person.page(HomePage)
    QTest.keyClick(home, Qt.Key.Key_N, CONTROL)
    for line in ("Zephyrine", "they/them"):
        person.logs(line)
    QTest.keyClick(home, Qt.Key.Key_B, CONTROL)
    home.client.begin_panel.intention.setFocus()
    person.logs("meet the one who hides")
    yield person.sees(RoomPage)


def types_passphrase(person: Somebody) -> None:
    for letter in reversed(BACKWARDS):
        person.types(letter)


def saves(person: Somebody, words: str, file: Path) -> Acts:
    person.clicks(words)
    yield person.is_asked_for_a_file
    person.answers(file)
    yield file.exists


def locks(person: Somebody) -> Acts:
    person.presses(Qt.Key.Key_L, CONTROL | SHIFT)
    yield person.sees(UnlockPage)


def leaves(person: Somebody) -> Acts:
    # The window stays until the backup is made that is due when somebody leaves.
    person.window.close()
    yield lambda: not person.window.isVisible()


if __name__ == "__main__":
    folder = Path(sys.argv.pop())
    sit_down(lambda person: main_job(person, folder))
    main()
