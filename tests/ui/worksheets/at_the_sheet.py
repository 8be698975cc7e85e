"""Somebody putting a sheet together, in a real window, from what a real practice shared."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import KeptWorksheet, SharedField, SharedItem
from kap_companion.worksheets.press import Press
from tests.builders import a_client
from tests.ui.between_sessions import WAIT_MS, BetweenSessions, between_sessions
from tests.ui.printing.at_the_printer import AnsweringPrintDialogs
from tests.worksheets.sharing import a_part_shared, an_item
from ui.composing import Composing
from ui.giving import Giving
from ui.going_home import GoingHome
from ui.printing.printing import Printing
from ui.worksheets.composing_page import ComposingPage
from ui.worksheets.contents_model import CONTENT_ROLE

LEFT = Qt.MouseButton.LeftButton
LINES = ("d 70mg im", "n canarynote", "h canaryhypothesis", "> end")


@dataclass
class AtTheSheet:
    """Somebody at the composing page, with a mouse and a keyboard."""

    qtbot: QtBot
    desk: BetweenSessions
    session: Session
    going_home: GoingHome
    printing: Printing

    @property
    def page(self) -> ComposingPage:
        page = self.desk.window.page
        assert isinstance(page, ComposingPage)
        return page

    def opens(self) -> ComposingPage:
        self.going_home.show_worksheet(self.session)
        self.waits()
        return self.page

    def waits(self) -> None:
        """Until the newest change is seen."""
        pool = QThreadPool.globalInstance()
        self.qtbot.waitUntil(lambda: pool.activeThreadCount() == 0, timeout=WAIT_MS)
        self.qtbot.waitUntil(lambda: self.going_home.composing.is_settled, timeout=WAIT_MS)

    def chooses(self, kind: SheetKind) -> None:
        self.page.sheets.choose(kind)
        self.waits()
        assert self.page.shows(kind)

    def row(self, words: str) -> int:
        model = self.page.contents.model
        rows = [row for row in range(model.rowCount()) if words in str(model.index(row).data())]
        assert rows, f"{words!r} is not among the contents"
        return rows[0]

    def goes_to(self, words: str) -> None:
        contents = self.page.contents
        contents.view.setFocus()
        contents.view.setCurrentIndex(contents.model.index(self.row(words)))

    def toggles(self, words: str) -> None:
        self.goes_to(words)
        self.qtbot.keyClick(self.page.contents.view, Qt.Key.Key_Space)
        self.waits()

    def questions(self) -> tuple[str, ...]:
        model = self.page.contents.model
        every = (model.index(row).data(CONTENT_ROLE) for row in range(model.rowCount()))
        return tuple(each.text for each in every if each.kind == "question")

    def is_ticked(self, words: str) -> bool:
        content = self.page.contents.model.index(self.row(words)).data(CONTENT_ROLE)
        return not content.dropped

    def rewords(self, words: str, other: str) -> None:
        self.goes_to(words)
        field = self.page.contents.words
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, other)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.waits()

    def clicks(self, button: QAbstractButton) -> None:
        self.qtbot.mouseClick(button, LEFT)
        self.waits()

    def saves(self, place: Path) -> bytes:
        self.desk.dialogs.places.append(place)
        self.qtbot.mouseClick(self.page.save, LEFT)
        self.qtbot.waitUntil(lambda: place.name in self.page.said.text(), timeout=WAIT_MS)
        return place.read_bytes()

    def given(self) -> tuple[KeptWorksheet, ...]:
        return self.desk.practice.record.worksheets(self.session.id)


def shared_by_wren(client: str, session: str, author: str) -> tuple[SharedItem, ...]:
    rows = (
        *a_part_shared("The Watchman", "if I look away it gets in", body=("chest",)),
        *a_part_shared("the little one", "I did not know anyone was coming", position=1),
        an_item(SharedField.PROMISE, "five minutes a day"),
    )
    return tuple(
        row.model_copy(update={"client": client, "session": session, "author": author}) for row in rows
    )


@contextmanager
def at_the_sheet(
    folder: Path, qtbot: QtBot, printers: AnsweringPrintDialogs | None = None
) -> Iterator[AtTheSheet]:
    with between_sessions(qtbot, folder) as desk:
        practice, client = desk.practice, a_client("canaryclient")
        practice.record.add_client(client)
        live = Live.begin(
            practice.record,
            practice.notebook,
            desk.clock,
            client=client,
            protocol=protocol.load("im"),
            author=practice.person,
        )
        for line in LINES:
            desk.clock.pass_time(30)
            live.log(line, desk.clock.now())
        session = practice.record.session(live.session.id)
        practice.record.share(*shared_by_wren(client.id, session.id, practice.person.id))
        pool = QThreadPool.globalInstance()
        printing = Printing(pool, desk.window, dialogs=printers)
        press = Press()
        composing = Composing(desk.window, practice, press, printing, pool, desk.window)
        giving = Giving(practice, desk.clock, desk.dialogs, press, printing, pool, desk.window)
        going_home = GoingHome(desk.window, practice, desk.clock, composing, giving, desk.window)
        yield AtTheSheet(qtbot, desk, session, going_home, printing)
