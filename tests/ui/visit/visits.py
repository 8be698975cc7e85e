"""A practice on the disk with a client who was given a worksheet and comes to a visit a day later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ids import new_id
from kap_companion.records.readers import Purpose
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice, create, open_practice
from kap_companion.vocabulary.people import Client, PersonRole
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import KeptWorksheet, SharedField, WorksheetQuestion
from kap_companion.worksheets import take_home
from kap_companion.worksheets.consent import agreed
from tests.builders import a_client, a_session
from tests.fakes import ManualClock
from tests.worksheets.sharing import an_item
from ui.controller import SessionController
from ui.main_window import MainWindow
from ui.visit.visit_page import VisitPage
from ui.visiting import Visiting

PASSPHRASE = "grey heron, slow river"
NURSES = "seven lanterns at noon"
Given = Callable[[Practice, ManualClock, Client], Session]
LINES = (
    'm The Watchman: #chest 7 "if I look away it gets in"',
    'e the little one: #belly "I didn\'t know anyone was coming"',
    'f Go-Numb: "nothing here, nothing to see"',
    "p: #throat something unsaid",
    "> promise Five minutes a day with the little one",
    "> promise Tell the Watchman what happens at night",
)
PROTECTING = "What might the Watchman be protecting you from?"
REST = "What would it like to do, if it could rest?"
LISTENED = "What would the little one say if you truly listened?"
LOUD = "Which part feels loud right now?"


@dataclass
class AtAVisit:
    """Somebody in front of the visit's page."""

    qtbot: QtBot
    window: MainWindow
    practice: Practice
    clock: ManualClock
    client: Client
    first: Session
    controller: SessionController
    visiting: Visiting
    asked_for: list[str] = field(default_factory=list)

    @property
    def page(self) -> VisitPage:
        page = self.window.page
        assert isinstance(page, VisitPage)
        return page

    def opens(self) -> VisitPage:
        self.visiting.open(self.controller)
        return self.page

    def field(self, question: str) -> QPlainTextEdit:
        named = (f for f in self.page.findChildren(QPlainTextEdit) if question in f.accessibleName())
        return next(named)

    def types(self, question: str, text: str) -> None:
        there = self.field(question)
        there.setFocus()
        there.selectAll()
        self.qtbot.keyClicks(there, text)

    def clicks(self, name: str) -> None:
        button = next(
            b
            for b in self.page.findChildren(QAbstractButton)
            if b.isVisibleTo(self.page) and (b.text().strip() == name or b.accessibleName() == name)
        )
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def box(self, words: str) -> QCheckBox:
        """The box of a promise; it is made anew at each change."""
        boxes = [b for b in self.page.promises.findChildren(QCheckBox) if b.isVisibleTo(self.page)]
        return next(b for b in boxes if words in b.accessibleName())

    def can_read(self) -> str:
        return "\n".join(each.text() for each in self.page.findChildren(QLabel) if _is_seen(each))


def _is_seen(label: QWidget) -> bool:
    return label.isVisibleTo(label.window())


@contextmanager
def at_a_visit(
    qtbot: QtBot, place: Path, *, given: Given | None = None, as_nurse: bool = False
) -> Iterator[AtAVisit]:
    """A visit a day after a session.

    Args:
        qtbot: of the test.
        place: for the practice and the window.
        given: what was given before the visit; a worksheet with questions where it is not told.
        as_nurse: whether somebody without a notebook sits there.
    """
    clock = ManualClock()
    practice, _code = create(
        place / "Stillwater.kap",
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase=PASSPHRASE,
        clock=clock,
        strength=FLOOR,
    )
    client = a_client("Wren")
    practice.record.add_client(client)
    first = (given or a_session_with_worksheet)(practice, clock, client)
    clock.pass_time(22 * 3600)
    if as_nurse:
        practice = taken_up_by_a_nurse(practice, clock)
    live = begins(practice, clock, client, "integration")
    window = MainWindow(place)
    qtbot.addWidget(window)
    controller = SessionController(live, clock, window)
    visiting = Visiting(window, practice, clock, window)
    there = AtAVisit(qtbot, window, practice, clock, client, first, controller, visiting)
    visiting.left.connect(there.asked_for.append)
    visiting.log_wanted.connect(lambda: there.asked_for.append("the log"))
    visiting.lock_requested.connect(lambda: there.asked_for.append("a lock"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield there
    window.clear()
    practice.close()


def begins(practice: Practice, clock: ManualClock, client: Client, key: str) -> Live:
    return Live.begin(
        practice.record,
        practice.notebook,
        clock,
        client=client,
        protocol=protocol.load(key),
        author=practice.person,
    )


def a_session_with_worksheet(practice: Practice, clock: ManualClock, client: Client) -> Session:
    """Four parts and two promises; names, words and places went home."""
    live = begins(practice, clock, client, "im")
    for line in LINES:
        live.log(line, clock.pass_time(60))
    live.log("> end", clock.pass_time(60))
    session, record = live.session, practice.record
    offered = take_home.session_offers(practice.reader(Purpose.REVIEW), session)
    asked = take_home.Asked(practice.person, clock.pass_time(60).at)
    home = {SharedField.NAME, SharedField.WORDS, SharedField.BODY}
    take_home.share(record, session, offered, {o.key for o in offered if o.field in home}, asked)
    shared = agreed(record.shared(session.id))
    about = {item.value: item.about for item in shared if item.field is SharedField.NAME}
    questions = (
        WorksheetQuestion(about=about["The Watchman"], text=PROTECTING),
        WorksheetQuestion(about=about["The Watchman"], text=REST),
        WorksheetQuestion(about=about["the little one"], text=LISTENED),
        WorksheetQuestion(text=LOUD),
    )
    sheet = KeptWorksheet(
        id=new_id(),
        session=session.id,
        made_at=clock.pass_time(60).at,
        author=practice.person.id,
        paper="a4",
        sha256="0" * 64,
        items=tuple(item.id for item in shared),
        questions=questions,
    )
    record.keep_worksheet(sheet)
    return record.session(session.id)


def a_session_of_a_colleague(practice: Practice, clock: ManualClock, client: Client) -> Session:
    """A worksheet of parts that only the colleague's notebook knows; one shares its name with an own part."""
    own = begins(practice, clock, client, "im")
    own.log("m the watchman: counts the doors", clock.pass_time(60))
    own.log("> end", clock.pass_time(60))
    session = a_session(
        client.id, new_id(), number=2, anchor=clock.pass_time(60).at, state=SessionState.ENDED
    )
    record = practice.record
    record.add_session(session)
    for position, name in enumerate(("The Watchman", "the tall one")):
        said = {"client": client.id, "session": session.id, "agreed_at": clock.now().at}
        record.share(an_item(SharedField.NAME, name, f"handle-{position}", position, **said))
    questions = tuple(
        WorksheetQuestion(about=f"handle-{at}", text=text) for at, text in ((0, REST), (1, LISTENED))
    )
    sheet = KeptWorksheet(
        id=new_id(),
        session=session.id,
        made_at=clock.pass_time(60).at,
        author=session.facilitator,
        paper="a4",
        sha256="0" * 64,
        items=tuple(item.id for item in record.shared(session.id)),
        questions=questions,
    )
    record.keep_worksheet(sheet)
    return session


def nothing_before(practice: Practice, clock: ManualClock, client: Client) -> Session:
    """A session from which nothing went home."""
    live = begins(practice, clock, client, "im")
    live.log("> end", clock.pass_time(60))
    return live.session


def taken_up_by_a_nurse(practice: Practice, clock: ManualClock) -> Practice:
    """The same practice, opened by somebody who has no notebook."""
    folder = practice.folder
    practice.add_person(name="Noor", role=PersonRole.NURSE, passphrase=NURSES, clock=clock, strength=FLOOR)
    practice.close()
    return open_practice(folder, NURSES, clock)
