"""What the accessibility bus is told while a passphrase is typed: that there is a field, and nothing of it.

Qt hands every event for the bus to one handler, which takes the place of the bus here. PySide does not offer
it, so it is installed through the library itself; a line edit of Qt's own shows that it hears everything.
"""

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from tests.ui.session.rooms import told_to_a_screen_reader
from ui.unlock.unlock_page import UnlockPage
from ui.widgets.passphrase_field import PassphraseField

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the library's name and layout as on Linux")

PASSPHRASE = "heron under willow"
CONTROL = Qt.KeyboardModifier.ControlModifier
_INSTALL = "_ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE"
_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
# Where an event keeps its kind and its object.
_KIND, _OBJECT = 8, 16
TEXT_EVENTS = {
    event.value
    for event in QAccessible.Event
    if "Text" in event.name or event.name in ("ValueChanged", "NameChanged", "DescriptionChanged")
}


@dataclass
class Bus:
    """Hears every event: its kind and the address of its object."""

    heard: list[tuple[int, int]] = field(default_factory=list)

    def hear(self, event: int) -> None:
        kind = ctypes.c_int.from_address(event + _KIND).value
        self.heard.append((kind, ctypes.c_void_p.from_address(event + _OBJECT).value or 0))

    def text_events_of(self, widget: QWidget) -> list[int]:
        (address,) = getCppPointer(widget)
        return [kind for kind, source in self.heard if source == address and kind in TEXT_EVENTS]


@pytest.fixture
def bus(qtbot: QtBot) -> Iterator[Bus]:
    library = ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Gui.so.6"))
    install = getattr(library, _INSTALL)
    install.restype = ctypes.c_void_p
    install.argtypes = [ctypes.c_void_p]
    bus = Bus()
    handler = _HANDLER(bus.hear)
    before = install(ctypes.cast(handler, ctypes.c_void_p))
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield bus
    QAccessible.setActive(was_active)
    install(before)


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    lines = QVBoxLayout(window)
    for widget in widgets:
        lines.addWidget(widget)
    window.show()
    widgets[0].setFocus()
    qtbot.waitUntil(widgets[0].hasFocus)
    return window


def type_paste_compose_and_delete(qtbot: QtBot, typed_into: QWidget) -> None:
    qtbot.keyClicks(typed_into, PASSPHRASE)
    QGuiApplication.clipboard().setText(PASSPHRASE)
    qtbot.keyClick(typed_into, Qt.Key.Key_V, CONTROL)
    QGuiApplication.clipboard().clear()
    composed = QInputMethodEvent("wi", [])
    composed.setCommitString("willow")
    QApplication.sendEvent(typed_into, composed)
    qtbot.keyClick(typed_into, Qt.Key.Key_Backspace)
    qtbot.keyClick(typed_into, Qt.Key.Key_A, CONTROL)
    typed_into.grab()
    qtbot.keyClick(typed_into, Qt.Key.Key_Delete)
    qtbot.keyClicks(typed_into, PASSPHRASE)


def test_a_field_of_qt_would_tell_each_character(qtbot: QtBot, bus: Bus) -> None:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    window = shown(qtbot, line)
    type_paste_compose_and_delete(qtbot, line)
    told = bus.text_events_of(line)
    assert told.count(QAccessible.Event.TextInserted.value) >= 2 * len(PASSPHRASE)
    assert window.isVisible()


def test_ours_tells_nothing_of_what_is_typed_pasted_composed_or_deleted(qtbot: QtBot, bus: Bus) -> None:
    passphrase = PassphraseField()
    window = shown(qtbot, passphrase)
    bus.heard.clear()
    type_paste_compose_and_delete(qtbot, passphrase)
    assert bus.text_events_of(passphrase) == []
    assert "heron" not in told_to_a_screen_reader(window)
    assert passphrase.take().decode() == PASSPHRASE
    assert bus.text_events_of(passphrase) == []


def test_the_bus_does_not_learn_how_long_a_passphrase_is(qtbot: QtBot, bus: Bus) -> None:
    passphrase = PassphraseField()
    window = shown(qtbot, passphrase)
    told = told_to_a_screen_reader(window)
    bus.heard.clear()
    for _ in range(12):
        qtbot.keyClick(passphrase, "x")
        passphrase.grab()
    assert bus.heard == []
    assert told_to_a_screen_reader(window) == told


def test_neither_does_the_page_that_asks_for_it(qtbot: QtBot, bus: Bus) -> None:
    page = UnlockPage("Stillwater")
    window = shown(qtbot, page)
    page.passphrase.setFocus()
    qtbot.waitUntil(page.passphrase.hasFocus)
    bus.heard.clear()
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert bus.text_events_of(page.passphrase) == []
    assert "heron" not in told_to_a_screen_reader(window)
