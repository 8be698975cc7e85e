"""The home page and the settings of a real practice in a real window, without the way through its door."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.settings import Settings
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice, create
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.ui.person import AnsweringDialogs
from ui.alarm import Alarm
from ui.at_home import AtHome
from ui.backing_up import BackingUp
from ui.home.home_page import HomePage
from ui.keeping import Keeping
from ui.main_window import MainWindow
from ui.practice_settings import PracticeSettings
from ui.settings.settings_page import SettingsPage

WAIT_MS = 30_000


@dataclass
class BetweenSessions:
    """Somebody at home in their practice, with a keyboard."""

    qtbot: QtBot
    window: MainWindow
    practice: Practice
    clock: ManualClock
    dialogs: AnsweringDialogs
    at_home: AtHome
    setting: PracticeSettings

    def home(self, client_id: str | None = None) -> HomePage:
        return self.at_home.show(client_id)

    def settings(self) -> SettingsPage:
        """By the keys that lead there."""
        self.qtbot.keyClick(self.home(), Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        page = self.window.page
        assert isinstance(page, SettingsPage)
        return page

    def types(self, text: str) -> None:
        self.qtbot.keyClicks(self.focused(), text)

    def presses(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.focused(), key)

    def goes_to(self, widget: QWidget) -> None:
        """By Tab alone, from wherever the keyboard is; fails where Tab leads there never."""
        first = self.focused()
        while QApplication.focusWidget() is not widget:
            self.presses(Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is not first, "Tab does not lead there"

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


@contextmanager
def between_sessions(qtbot: QtBot, place: Path) -> Iterator[BetweenSessions]:
    clock, pool, dialogs = ManualClock(), QThreadPool.globalInstance(), AnsweringDialogs()
    practice, _code = create(
        place / "Stillwater.kap",
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase="grey heron, slow river",
        clock=clock,
        strength=FLOOR,
    )
    practice.record.add_client(a_client("Wren"))
    window = MainWindow(place)
    qtbot.addWidget(window)
    alarm = Alarm(clock, window)
    backing_up = BackingUp(
        practice, clock, alarm, pool, window, second_place=lambda: None, in_session=lambda: False
    )
    keeping = Keeping(practice, clock, backing_up, lambda: None, window)
    at_home = AtHome(window, practice, clock, pool, backing_up, keeping, window, dialogs=dialogs)
    setting = PracticeSettings(window, practice, clock, dialogs, pool, backing_up, window)
    at_home.settings_requested.connect(lambda: setting.open(Settings()))
    setting.left.connect(at_home.show)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield BetweenSessions(qtbot, window, practice, clock, dialogs, at_home, setting)
    assert pool.waitForDone(WAIT_MS)
    window.clear()
    alarm.stop()
    practice.close()


def said_on(page: QWidget) -> str:
    """All that can be read on it now."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def button_named(page: QWidget, name: str) -> QPushButton:
    """The button that a screen reader calls so."""
    return next(b for b in page.findChildren(QPushButton) if name in (b.accessibleName(), b.text()))
