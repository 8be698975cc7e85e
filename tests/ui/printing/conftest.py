"""A print server for these tests, started once; each test has printers of its own in it."""

import ctypes
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.printing.at_the_printer import AtThePrinter
from tests.ui.printing.lab import PrintLab


@pytest.fixture(scope="session")
def print_server() -> Iterator[PrintLab]:
    lacking = PrintLab.lacking()
    if lacking:
        pytest.skip(lacking)
    # Not in pytest's own folder: the way to a socket must be short, and the server's helpers must get there.
    home = Path(tempfile.mkdtemp(prefix="lab-", dir="/tmp"))
    lab = PrintLab(home)
    try:
        try:
            lab.start()
        except RuntimeError as error:
            pytest.skip(str(error))
        yield lab
    finally:
        lab.stop()
        shutil.rmtree(home)


@pytest.fixture
def lab(print_server: PrintLab, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[PrintLab]:
    """The print server this test prints with; its printers are gone after the test."""
    monkeypatch.setenv("CUPS_SERVER", str(print_server.socket))
    ask_the_surroundings_again()
    yield print_server
    print_server.clear()


@pytest.fixture
def no_print_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))
    ask_the_surroundings_again()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def at_the_printer(qtbot: QtBot, window: QWidget) -> AtThePrinter:
    return AtThePrinter(qtbot, window)


def ask_the_surroundings_again() -> None:
    """libcups keeps the server of a thread that asked once; Qt asks for printers in this one."""
    if not PrintLab.lacking():
        ctypes.CDLL("libcups.so.2").cupsSetServer(None)
