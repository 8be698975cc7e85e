from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.following_area import FollowingArea


def test_what_gets_the_focus_from_beside_the_area_is_scrolled_into_sight(qtbot: QtBot) -> None:
    window, inside, area = QWidget(), QWidget(), FollowingArea()
    lines = QVBoxLayout(inside)
    boxes = [QCheckBox(str(number)) for number in range(40)]
    for box in boxes:
        lines.addWidget(box)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    across = QHBoxLayout(window)
    across.addWidget(area)
    beside = QPushButton("Make the worksheet")
    across.addWidget(beside)
    qtbot.addWidget(window)
    window.resize(400, 200)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    beside.setFocus()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert boxes[0].visibleRegion().isEmpty()
    qtbot.keyClick(beside, Qt.Key.Key_Tab)
    assert boxes[0].hasFocus()
    assert not boxes[0].visibleRegion().isEmpty()
