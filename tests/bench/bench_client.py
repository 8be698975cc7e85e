"""Opening a client with a long history, to painted: their page at home, and all their parts.

Beside each floor: the same rows by a bare SELECT, and an empty page in the same window.
Run as `python -m tests.bench.bench_client`.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.clock import SystemClock
from kap_companion.parts.client_parts import read_client_parts
from kap_companion.parts.glance import overview_of
from kap_companion.records.readers import Purpose
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice
from tests.bench.long_history import ENTRIES, PARTS, SESSIONS, write_long_history
from tests.bench.timing import summary, timed
from ui.at_the_parts import AtTheParts
from ui.dialogs import SystemDialogs
from ui.home.home_page import HomePage
from ui.home.practice_reading import PracticeReading
from ui.main_window import MainWindow
from ui.theme import DAYLIGHT, load_scripts, load_typeface

ROUNDS = 7
# What the whole history is made of, and what a glance at it needs.
ALL = "SELECT * FROM entry"
CHOSEN = "the client's page, from the list to painted"
GLANCED = "SELECT id, session, kind, part, elapsed_ms, addition FROM entry"


def main() -> None:
    """Print all of them, taken in turn so that a busy machine is unfair to none."""
    application = QApplication.instance() or QApplication([])
    load_typeface()
    load_scripts()
    with tempfile.TemporaryDirectory() as name:
        practice, _code = vault.create(
            Path(name) / "bench.kap",
            name="Bench",
            facilitator="Bench",
            passphrase="grey heron",
            clock=SystemClock(),
            strength=FLOOR,
        )
        try:
            measured = measure(practice)
        finally:
            practice.close()
    print(f"a client with {SESSIONS} sessions, {PARTS} parts, {ENTRIES} entries")
    for what, times in measured.items():
        print(summary(what, times))
    application.processEvents()


def measure(practice: Practice) -> dict[str, list[float]]:
    """Milliseconds of each thing that is measured, by what it is."""
    record, notebook = practice.record, practice.notebook
    assert notebook is not None
    client = write_long_history(record, notebook)
    window, clock, owner = MainWindow(), SystemClock(), QObject()
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowExposed(window)
    parts = AtTheParts(window, practice, clock, SystemDialogs(), owner)
    files = (record, notebook)

    def paint(page: QWidget) -> None:
        window.present(page, DAYLIGHT)
        painted(page)

    def painted(page: QWidget) -> None:
        # Once: what was painted with the events need not be painted again to be there.
        seen = _Painted(page)
        QApplication.processEvents()
        if not seen.at_all:
            window.repaint()
        page.removeEventFilter(seen)

    def show_home() -> HomePage:
        page = HomePage(clock=clock)
        page.show_clients(((client, ""),))
        paint(page)
        return page

    def at_home(page: HomePage) -> None:
        page.show_client(PracticeReading(record, notebook).overview(client.id))
        painted(page)

    def at_the_parts() -> None:
        parts.open(client.id)
        page = window.page
        assert page is not None
        painted(page)

    acts: dict[str, Callable[[], object]] = {
        "bare SELECT of all of its rows": lambda: [file._store.rows(ALL) for file in files],
        "bare SELECT of a glance's columns": lambda: [file._store.rows(GLANCED) for file in files],
        "an empty page, painted": lambda: paint(QWidget()),
        "the overview, read": lambda: overview_of(record, notebook, client.id),
        "all parts, read": lambda: read_client_parts(practice.reader(Purpose.ROOM), client.id),
        "the parts page, to painted": at_the_parts,
    }
    measured: dict[str, list[float]] = {what: [] for what in (*acts, CHOSEN)}
    for _ in range(ROUNDS):
        for what, act in acts.items():
            measured[what].append(timed(act))
        measured[CHOSEN].append(timed(partial(at_home, show_home())))
    window.close()
    return measured


class _Painted(QObject):
    """Whether a page was painted since it is watched."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.at_all = False
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's own name)
        """Looks, and lets everything through."""
        self.at_all = self.at_all or event.type() == QEvent.Type.Paint
        return False


if __name__ == "__main__":
    main()
