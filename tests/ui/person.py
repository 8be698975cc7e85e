"""Somebody in front of the real window, with a keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import ManualClock
from ui.app import Companion
from ui.dialogs import Dialogs
from ui.home.home_page import HomePage
from ui.session.room_page import RoomPage
from ui.unlock.create_page import CreatePage
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recovery_sheet_page import RecoverySheetPage

Page = TypeVar("Page", bound=QWidget)
Desk = Callable[[ManualClock], "Person"]

PASSPHRASE = "grey heron, slow river"
KEYS_TAKE_MS = 30_000


class AnsweringDialogs(Dialogs):
    """Answers every question for a place with the next of the places it was given.

    What is to be opened in another program is only noted, in `opened`; `opens` says what the system answers.
    """

    def __init__(self) -> None:
        self.places: list[Path] = []
        self.opened: list[Path] = []
        self.opens = True

    def save_file(self, parent: QWidget, title: str, suggested: Path, kind: str) -> Path | None:
        return self.places.pop(0)

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return self.places.pop(0)

    def choose_file(self, parent: QWidget, title: str, start: Path, kind: str) -> Path | None:
        return self.places.pop(0)

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return self.opens


class Person:
    """Somebody in front of the window, with a keyboard."""

    def __init__(self, qtbot: QtBot, companion: Companion, clock: ManualClock) -> None:
        self.qtbot = qtbot
        self.companion = companion
        self.clock = clock

    def sees(self, kind: type[Page]) -> Page:
        self.qtbot.waitUntil(lambda: isinstance(self.companion.window.page, kind), timeout=KEYS_TAKE_MS)
        page = self.companion.window.page
        assert isinstance(page, kind)
        return page

    def types(self, text: str) -> None:
        self.qtbot.keyClicks(self.focused(), text)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focused(), key, modifier)

    def logs(self, line: str, after_seconds: float = 30) -> None:
        self.clock.pass_time(after_seconds)
        self.types(line)
        self.presses(Qt.Key.Key_Return)

    def clicks(self, page: QWidget, words: str) -> None:
        button = next(b for b in page.findChildren(QPushButton) if b.text() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def quits(self) -> None:
        """Closes the window; the backup that comes before it is waited for."""
        self.companion.window.close()
        self.qtbot.waitUntil(self.companion.window.isHidden, timeout=KEYS_TAKE_MS)

    def focused(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def dialogs_of(person: Person) -> AnsweringDialogs:
    dialogs = person.companion.dialogs
    assert isinstance(dialogs, AnsweringDialogs)
    return dialogs


def create_practice(person: Person, folder: Path) -> None:
    person.clicks(person.sees(FirstRunPage), "Create my practice")
    page = person.sees(CreatePage)
    person.types("Stillwater")
    person.presses(Qt.Key.Key_Tab)
    person.types("Ana Ruiz")
    page.folder.setFocus()
    page.folder.selectAll()
    person.types(str(folder))
    page.passphrases.first.setFocus()
    person.types(PASSPHRASE)
    page.passphrases.again.setFocus()
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    sheet = person.sees(RecoverySheetPage)
    dialogs_of(person).places.append(folder.parent / "sheet.pdf")
    person.clicks(sheet, "Save the sheet as PDF…")
    person.clicks(sheet, "I have it on paper")


def begin_session(person: Person, client: str) -> RoomPage:
    home = person.sees(HomePage)
    person.qtbot.keyClick(home, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.types(client)
    person.presses(Qt.Key.Key_Return)
    person.types("they/them")
    person.presses(Qt.Key.Key_Return)
    person.qtbot.keyClick(home, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    home.client.begin_panel.intention.setFocus()
    person.types("meet the one who hides")
    person.presses(Qt.Key.Key_Return)
    return person.sees(RoomPage)
