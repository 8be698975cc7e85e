"""Rooms for the tests of the live session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.session.rooms import Files, Room, open_files, show_room


@pytest.fixture
def practice_files(tmp_path: Path) -> Iterator[Files]:
    with open_files(tmp_path) as files:
        yield files


@pytest.fixture
def room(qtbot: QtBot, practice_files: Files) -> Room:
    """A session that has just begun."""
    return show_room(qtbot, practice_files, practice_files.begin())
