"""Run by `test_quiet_room` in a process of its own, where Qt draws twice as large."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.session.room_looks import settle, too_small_to_hit, wrong_looks
from tests.ui.session.room_states import STATES
from tests.ui.session.rooms import Files, brightest, luminance, show_room
from tests.ui.session.test_quiet_room import ROUNDING
from ui.theme import ROOM

PIXELS = QSize(3840, 2160)


@pytest.mark.parametrize("state", ["dosing, busy", "something is due", "ending asked", "veiled, due"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_state_at_4k(qtbot: QtBot, practice_files: Files, state: str, scale: float) -> None:
    room = show_room(qtbot, practice_files, practice_files.begin(), scale=scale)
    assert room.page.devicePixelRatioF() == 2.0
    room.page.resize(PIXELS / 2)
    STATES[state](room)
    settle()
    assert room.page.grab().size() == PIXELS
    assert brightest(room.page) <= luminance(QColor(ROOM.strong)) + ROUNDING
    assert wrong_looks(room.page) == []
    assert too_small_to_hit(room.page) == []
