"""A room on real encrypted files, with a clock that moves only when told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import protocol
from kap_companion.session.drafts import SealedDrafts
from kap_companion.session.from_before import FromBefore
from kap_companion.session.live import Live
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session
from tests.builders import a_client, a_person
from tests.fakes import ManualClock
from ui.alarm import Alarm
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.capture_field import CaptureField
from ui.session.room_page import NOTHING_BEFORE, RoomPage
from ui.theme import ROOM, style_sheet

RECORD_KEY, NOTEBOOK_KEY = bytes(range(32)), bytes(range(32, 64))
LONGEST_BY_HAND = 500
PASSPHRASE = "a quiet lake at dusk"


@dataclass
class Files:
    """The two open files of a practice with one client."""

    record: Record
    notebook: Notebook
    clock: ManualClock
    person: Person
    client: Client
    folder: Path

    def begin(self, key: str = "im") -> Live:
        return Live.begin(
            self.record,
            self.notebook,
            self.clock,
            client=self.client,
            protocol=protocol.load(key),
            author=self.person,
            intention="meet the one who hides",
        )

    def resume_as(self, person: Person, session: Session) -> Live:
        """Somebody without a notebook takes the session up."""
        drafts = SealedDrafts(self.record, NOTEBOOK_KEY, person)
        live, _change = Live.resume(self.record, None, self.clock, session, person, drafts=drafts)
        return live

    @contextmanager
    def without_a_disk(self) -> Iterator[None]:
        """The folder is gone meanwhile, as when a stick is pulled."""
        away = self.folder.with_name(f"{self.folder.name}-pulled")
        self.folder.rename(away)
        try:
            yield
        finally:
            away.rename(self.folder)

    def resume(self, session: Session) -> Live:
        live, _change = Live.resume(self.record, self.notebook, self.clock, session, self.person)
        return live

    def close(self) -> None:
        self.record.close()
        self.notebook.close()


def make_files(place: Path, client: Client | None = None) -> Files:
    folder = place / "practice"
    folder.mkdir()
    clock, person = ManualClock(), a_person()
    writer = Writer(person=person.id, device="device-1")
    record = Record.create(folder / "record.db", RECORD_KEY, writer, clock)
    notebook = Notebook.create(folder / "notebook.db", NOTEBOOK_KEY, writer, clock)
    client = client or a_client()
    record.add_person(person)
    record.add_client(client)
    return Files(record, notebook, clock, person, client, folder)


@dataclass
class Room:
    """A room on the screen, and the hands that use it."""

    page: RoomPage
    controller: SessionController
    live: Live
    files: Files
    qtbot: QtBot

    @property
    def clock(self) -> ManualClock:
        return self.files.clock

    @property
    def field(self) -> CaptureField:
        return self.page.panes.capture.field

    @property
    def notice(self) -> str:
        return self.page.panes.capture.notice.whole

    def focused(self) -> QWidget | None:
        return self.page.window().focusWidget()

    def type(self, text: str) -> None:
        """Type into whatever has the focus; what no test keyboard has is pasted."""
        if text.isascii() and len(text) <= LONGEST_BY_HAND:
            for letter in text:
                self.qtbot.keyClick(self._target(), letter)
        else:
            QGuiApplication.clipboard().setText(text)
            self.ctrl(Qt.Key.Key_V)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self._target(), key, modifiers)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def log(self, line: str) -> None:
        """Type a line and press Enter."""
        self.type(line)
        self.press(Qt.Key.Key_Return)

    def rows(self) -> list[str]:
        """The log as it reads, without what the companion wrote itself."""
        model = self.page.panes.model
        return [model.words_at(row).line for row in range(model.rowCount()) if model.entry_at(row).raw]

    def raws(self) -> list[str]:
        return [entry.raw for entry in self.controller.timeline.entries if entry.raw]

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())

    def _target(self) -> QWidget:
        return self.focused() or self.page


def show_room(
    qtbot: QtBot,
    files: Files,
    live: Live,
    *,
    read_only: bool = False,
    scale: float = 1.0,
    before: FromBefore = NOTHING_BEFORE,
) -> Room:
    controller = SessionController(live, files.clock)
    page = RoomPage(
        controller,
        files.client,
        check_passphrase=lambda passphrase: passphrase.decode() == PASSPHRASE,
        reminding=Reminding(controller, Alarm(files.clock, controller), controller),
        before=before,
        read_only=read_only,
    )
    controller.setParent(page)
    page.setStyleSheet(style_sheet(ROOM, scale))
    page.resize(1440, 900)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.focus_line()
    # The pulse is the clock of the wall; a test moves time by itself.
    controller.stop_ticking()
    return Room(page, controller, live, files, qtbot)


@contextmanager
def open_files(folder: Path, client: Client | None = None) -> Iterator[Files]:
    files = make_files(folder, client)
    try:
        yield files
    finally:
        files.close()


def told_to_a_screen_reader(window: QWidget) -> str:
    """Everything a screen reader finds when it walks through a window."""
    said: list[str] = []

    def walk(found: QAccessibleInterface) -> None:
        texts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        said.extend(found.text(what) for what in texts)
        text = found.textInterface()
        if text is not None:
            said.append(text.text(0, text.characterCount()))
        for index in range(found.childCount()):
            child = found.child(index)
            if child is not None:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(window))
    return "\n".join(said)


def brightest(widget: QWidget) -> float:
    """The relative luminance of the brightest pixel of a widget as it is painted."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = set(memoryview(image.constBits()).cast("I"))
    return max(luminance(QColor(colour)) for colour in colours)


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
