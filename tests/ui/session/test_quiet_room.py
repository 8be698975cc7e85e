"""The room disappears: in every state dark enough, silent, no dialog, the focus where one types."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.session.room_looks import settle, too_small_to_hit, wrong_looks
from tests.ui.session.room_states import ASKS_FOR_A_PASSPHRASE, STATES
from tests.ui.session.rooms import Files, Room, brightest, luminance, show_room
from ui.theme import ROOM

# Rounding of a blended pixel to whole steps of a channel.
ROUNDING = 0.004
USUAL, SMALL = QSize(1440, 900), QSize(1280, 720)

MakeRoom = Callable[[float, QSize], Room]


@pytest.fixture
def make_room(qtbot: QtBot, practice_files: Files) -> MakeRoom:
    def make(scale: float, size: QSize) -> Room:
        room = show_room(qtbot, practice_files, practice_files.begin(), scale=scale)
        room.page.resize(size)
        QApplication.processEvents()
        return room

    return make


@pytest.fixture(autouse=True)
def _silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    beeps: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda *_: beeps.append("beep"))
    yield
    assert beeps == []
    assert "PySide6.QtMultimedia" not in sys.modules


def stolen_focus(room: Room, state: str) -> QWidget | None:
    """Where the focus is, if it is not where one types."""
    veil = room.page.veil_page
    place: QWidget = veil.typing if room.page.is_veiled else room.field
    if state in ASKS_FOR_A_PASSPHRASE:
        place = veil.passphrase
    focused = room.focused()
    return None if focused is place else focused


def lying_over() -> list[QWidget]:
    """Windows besides the room that ask for something: dialogs, menus, popups."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return [top for top in tops if isinstance(top, QDialog) or top.isModal() or top is _popup()]


def _popup() -> QWidget | None:
    return QApplication.activePopupWidget()


def assert_quiet(room: Room, state: str) -> None:
    assert lying_over() == []
    assert stolen_focus(room, state) is None
    assert brightest(room.page) <= luminance(QColor(ROOM.strong)) + ROUNDING


@pytest.mark.parametrize("state", STATES)
def test_in_every_state_the_room_is_dark_silent_and_keeps_the_focus(make_room: MakeRoom, state: str) -> None:
    room = make_room(1.0, USUAL)
    STATES[state](room)
    settle()
    assert_quiet(room, state)
    assert wrong_looks(room.page) == []
    assert too_small_to_hit(room.page) == []


@pytest.mark.parametrize("scale", [0.8, 2.0])
@pytest.mark.parametrize("state", STATES)
def test_in_a_small_window_nothing_is_cut_at_any_text_size(
    make_room: MakeRoom, state: str, scale: float
) -> None:
    room = make_room(scale, SMALL)
    STATES[state](room)
    settle()
    assert room.page.size() == SMALL
    assert_quiet(room, state)
    assert wrong_looks(room.page) == []
    assert too_small_to_hit(room.page) == []


@pytest.mark.slow
def test_on_a_4k_screen_at_twice_the_size_nothing_is_cut(tmp_path: Path) -> None:
    here = Path(__file__).with_name("at_4k.py")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", str(here), f"--basetemp={tmp_path / 'in'}"],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "PYTEST_ADDOPTS": ""},
        cwd=here.parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4_000:]
