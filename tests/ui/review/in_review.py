"""A review of a real session in a real window, with its author's notebook full of what is nobody else's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.parts.tending import Tending
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedItem
from kap_companion.worksheets.consent import agreed
from tests.builders import a_client
from tests.ui.between_sessions import WAIT_MS, BetweenSessions, between_sessions
from ui.review.lay_table_page import LayTablePage
from ui.review.passphrase_page import PassphrasePage
from ui.review.review_page import ReviewPage
from ui.review.ticks import Ticks
from ui.reviewing import Reviewing

Kind = TypeVar("Kind", bound=QWidget)

PASSPHRASE = "grey heron, slow river"
LEFT = Qt.MouseButton.LeftButton
LINES = (
    "v 124/80 76 98",
    "d 70mg im left deltoid",
    'm The Watchman: #jaw canarynoted "if I look away it gets in" ->the little one',
    'e the little one: #belly "I did not know anyone was coming"',
    'p Wanderer: "where to"',
    "s calm 4",
    "h canaryhypothesis",
    "n canarynote",
    'q "it is so quiet in here"',
    "> promise five minutes a day",
    "> end",
)
CANARIES = (
    "canary",
    "124/80",
    "70 mg",
    "deltoid",
    "manager",
    "exile",
    "calm",
    "Canaryclient",
)


@dataclass
class InReview:
    """Somebody at the review, with a mouse and a keyboard."""

    qtbot: QtBot
    desk: BetweenSessions
    reviewing: Reviewing
    session: Session
    told: list[tuple[str, str]]

    def lays(self) -> LayTablePage:
        page = self.desk.window.page
        assert isinstance(page, LayTablePage)
        return page

    def sees(self) -> ReviewPage:
        page = self.desk.window.page
        assert isinstance(page, ReviewPage)
        return page

    def asked(self) -> PassphrasePage:
        page = self.desk.window.page
        assert isinstance(page, PassphrasePage)
        return page

    def turns(self) -> ReviewPage:
        self.clicks(self.lays(), "Turn to Wren")
        return self.sees()

    def clicks(self, page: QWidget, words: str) -> None:
        """A real click on the visible button that says so."""
        button = next(b for b in visible(page, QPushButton) if b.text() == words)
        self.qtbot.mouseClick(button, LEFT)

    def ticks(self, page: ReviewPage, words: str) -> None:
        """A real click on the tick that says so."""
        box = next(
            box
            for ticks in visible(page, Ticks)
            for box in visible(ticks, QAbstractButton)
            if box.accessibleName().endswith(f": {words}")
        )
        self.qtbot.mouseClick(box, LEFT)

    def chooses_on_map(self, page: ReviewPage, name: str) -> None:
        """A real click on a circle of the map."""
        part = next(part for part in page.map.scene.shown if part.label == name)
        self.qtbot.mouseClick(page.map, LEFT, pos=page.map.circle_of(part.id).center())

    def types_passphrase(self, passphrase: str = PASSPHRASE) -> None:
        page = self.asked()
        self.qtbot.keyClicks(page.passphrase, passphrase)
        self.qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
        self.qtbot.waitUntil(
            lambda: self.desk.window.page is not page or "passphrase …" not in page.said(), timeout=WAIT_MS
        )

    def shared(self) -> tuple[SharedItem, ...]:
        return agreed(self.desk.practice.record.shared(self.session.id))

    def values(self) -> set[str]:
        return {item.value for item in self.shared()}


def visible(page: QWidget, kind: type[Kind]) -> list[Kind]:
    return [each for each in page.findChildren(kind) if each.isVisible()]


def every_text() -> str:
    """All that any widget of the program says, shows or would tell a screen reader, hidden ones too."""
    said: list[str] = []
    for widget in QApplication.allWidgets():
        said += [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        ]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
    return "\n".join(said)


@contextmanager
def in_review(qtbot: QtBot, place: Path) -> Iterator[InReview]:
    with between_sessions(qtbot, place) as desk:
        practice, clock = desk.practice, desk.clock
        record, notebook = practice.record, practice.notebook
        record.add_client(a_client("Canaryclient"))
        client = next(each for each in record.clients() if each.name == "Wren")
        live = Live.begin(
            record, notebook, clock, client=client, protocol=protocol.load("im"), author=practice.person
        )
        for line in LINES:
            live.log(line, clock.pass_time(60))
        assert notebook is not None
        tending = Tending(notebook, clock, practice.person.id, client.id)
        little_one = next(part for part in notebook.parts(client.id) if part.name == "the little one")
        for field, value, by in (
            (PartField.AGE, "six years old", Rater.CLIENT),
            (PartField.NEEDS, "canaryguess", Rater.FACILITATOR),
            (PartField.BURDEN, "canaryburden", Rater.CLIENT),
        ):
            tending.observe(little_one.id, Known(field=field, value=value, by=by), live.session.id)
        tending.add_part("Canaryabsent")
        session = record.session(live.session.id)
        reviewing = Reviewing(desk.window, practice, clock, QThreadPool.globalInstance(), desk.window)
        told: list[tuple[str, str]] = []
        reviewing.left.connect(lambda client_id: told.append(("left", client_id)))
        reviewing.worksheet_wanted.connect(lambda session_id: told.append(("worksheet", session_id)))
        reviewing.lock_requested.connect(lambda: told.append(("lock", "")))
        reviewing.open(session)
        yield InReview(qtbot, desk, reviewing, session, told)
