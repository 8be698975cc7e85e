"""A window on a computer of its own: its folders are in the test's own place, and it has no printer."""

import os

# Before anything asks for printers: no test may print on one of this computer, or wait for its print server.
os.environ["CUPS_SERVER"] = "/nowhere/cups.sock"

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tests.fakes import ManualClock
from tests.ui.person import AnsweringDialogs, Desk, Person
from ui.app import Companion


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


@pytest.fixture
def sit_down(qtbot: QtBot, places: Path) -> Iterator[Desk]:
    companions: list[Companion] = []

    def open_window(clock: ManualClock) -> Person:
        companion = Companion(clock, AnsweringDialogs(), QThreadPool.globalInstance())
        companions.append(companion)
        companion.start()
        with qtbot.waitActive(companion.window):
            companion.window.activateWindow()
        return Person(qtbot, companion, clock)

    yield open_window
    for companion in companions:
        companion.window.close()
        # Quitting makes a backup first.
        qtbot.waitUntil(companion.window.isHidden, timeout=30_000)
        companion.deleteLater()
