"""How long nobody may be there, set by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.settings.locking_panel import LockingPanel


def a_panel(qtbot: QtBot, minutes: int = 5) -> tuple[LockingPanel, list[int]]:
    panel = LockingPanel(minutes)
    qtbot.addWidget(panel)
    panel.show()
    told: list[int] = []
    panel.settings_changed.connect(told.append)
    return panel, told


def test_it_shows_what_is_set_and_tells_nothing_by_itself(qtbot: QtBot) -> None:
    panel, told = a_panel(qtbot, 20)
    assert panel.minutes.value() == 20
    assert told == []


def test_a_number_typed_is_told_once_and_not_digit_by_digit(qtbot: QtBot) -> None:
    panel, told = a_panel(qtbot)
    panel.minutes.selectAll()
    qtbot.keyClicks(panel.minutes, "12")
    assert told == []
    qtbot.keyClick(panel.minutes, Qt.Key.Key_Return)
    assert told == [12]


def test_there_is_no_never(qtbot: QtBot) -> None:
    panel, _told = a_panel(qtbot)
    panel.minutes.setValue(0)
    assert panel.minutes.value() == 1
    panel.minutes.setValue(10_000)
    assert panel.minutes.value() == 120


def test_the_number_has_a_label_and_a_name(qtbot: QtBot) -> None:
    panel, _told = a_panel(qtbot)
    buddies = [label for label in panel.findChildren(QLabel) if label.buddy() is panel.minutes]
    assert [label.text() for label in buddies] == [panel.minutes.accessibleName()]
    assert panel.minutes.accessibleName() == "Minutes without a key or the pointer"
