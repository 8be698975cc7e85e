"""Putting a sheet together: one edit, to the pages painted, beside the window painted without an edit.

Run as `python -m tests.bench.bench_composing`.
"""

import tempfile
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kap_companion.clock import SystemClock
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.press import Press
from tests.bench.timing import summary, timed
from tests.builders import a_client, a_session
from tests.worksheets.sharing import what_wren_shared
from ui.composing import Composing
from ui.main_window import MainWindow
from ui.printing.printing import Printing
from ui.theme import load_scripts, load_typeface
from ui.worksheets.composing_page import ComposingPage

EDITS = 60
LIMIT_MS = 100.0


def main() -> None:
    """Print both, from one window."""
    QApplication.instance() or QApplication([])
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
        with practice:
            measure(practice)


def measure(practice: Practice) -> None:
    """An edit: a question is asked in other words."""
    window, owner, pool = MainWindow(), QObject(), QThreadPool.globalInstance()
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowExposed(window)
    composing = Composing(window, practice, Press(), Printing(pool, owner), pool, owner)
    composing.open(_session_with_shared(practice))
    page = window.page
    assert isinstance(page, ComposingPage)

    def painted() -> None:
        while not composing.is_settled:
            QApplication.processEvents()
        # What was asked to be painted is painted by these.
        for _ in range(3):
            QApplication.processEvents()

    painted()
    model = page.contents.model
    keys = [
        content.key for content in map(model.content, map(model.index, range(model.rowCount()))) if content
    ]
    question = next(key for key in keys if key.startswith("closing/"))
    words = cycle(f"Which one is near, {number}?" for number in range(1_000))

    def edit() -> None:
        page.contents.reworded.emit(question, next(words))
        painted()

    edit()
    floor = [timed(window.repaint) for _ in range(EDITS)]
    edits = [timed(edit) for _ in range(EDITS)]
    over = sum(each > LIMIT_MS for each in edits)
    print(f"a sheet of {page.view.count} pages; {over} of {EDITS} edits over {LIMIT_MS:.0f} ms")
    print(summary("the window painted, nothing changed", floor))
    print(summary("one edit, to its pages painted", edits))
    window.close()


def _session_with_shared(practice: Practice) -> Session:
    client = a_client()
    session = a_session(client.id, practice.person.id)
    practice.record.add_client(client)
    practice.record.add_session(session)
    given = {"client": client.id, "session": session.id, "author": practice.person.id}
    practice.record.share(*(row.model_copy(update=given) for row in what_wren_shared()))
    return session


if __name__ == "__main__":
    main()
