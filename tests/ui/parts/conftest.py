"""A window in which somebody looks at Wren's parts, over a real practice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.session.desks import Desk
from tests.ui.parts.wren import Wren, wren
from tests.ui.person import PASSPHRASE, AnsweringDialogs
from ui import theme
from ui.at_the_parts import AtTheParts
from ui.main_window import MainWindow
from ui.parts.part_page import PartPage
from ui.parts.parts_page import PartsPage


@dataclass
class Visitor:
    """Somebody in front of Wren's parts, with a keyboard."""

    qtbot: QtBot
    window: MainWindow
    flow: AtTheParts
    desk: Desk
    practice: Practice

    def opens(self, part: str = "") -> None:
        parts = wren_of(self.desk).parts()
        part_id = next((each.id for each in parts.parts if each.name == part), None)
        self.flow.open(self.desk.client.id, part_id)
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()

    @property
    def parts_page(self) -> PartsPage:
        page = self.window.page
        assert isinstance(page, PartsPage)
        return page

    @property
    def part_page(self) -> PartPage:
        page = self.window.page
        assert isinstance(page, PartPage)
        return page

    def clicks(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def types(self, text: str) -> None:
        self.qtbot.keyClicks(self.focused(), text)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focused(), key, modifier)

    def takes_back(self) -> None:
        self.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def focused(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def wren_of(desk: Desk) -> Wren:
    return Wren(desk, tuple(session.id for session in desk.record.sessions(desk.client.id)))


@pytest.fixture
def visitor(qtbot: QtBot, tmp_path: Path) -> Iterator[Visitor]:
    clock = ManualClock()
    practice, _code = vault.create(
        tmp_path / "practice.kap",
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase=PASSPHRASE,
        clock=clock,
        strength=FLOOR,
    )
    client = a_client()
    practice.record.add_client(client)
    assert practice.notebook is not None
    desk = Desk(practice.record, practice.notebook, clock, practice.person, client, tmp_path)
    window = MainWindow(tmp_path / "config")
    qtbot.addWidget(window)
    theme.load_typeface()
    flow = AtTheParts(window, practice, clock, AnsweringDialogs(), window)
    window.show()
    yield Visitor(qtbot, window, flow, desk, practice)
    window.clear()
    practice.close()


@pytest.fixture
def with_wren(visitor: Visitor) -> Visitor:
    """Wren was here three times."""
    wren(visitor.desk)
    return visitor
