"""Pictures of the real screens, taken off screen from made-up sessions: for the README, and to look at."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QThreadPool
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion import demo
from kap_companion.clock import Moment, SystemClock
from kap_companion.exchange.script import Script
from kap_companion.exchange.transcript import read_script
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.settings import Settings
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.practice import Practice
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets import take_home
from kap_companion.worksheets.press import Press
from ui import theme
from ui.alarm import Alarm
from ui.backing_up import BackingUp
from ui.composing import Composing
from ui.controller import SessionController
from ui.dialogs import SystemDialogs
from ui.home.home_page import HomePage
from ui.home.practice_reading import PracticeReading
from ui.main_window import MainWindow
from ui.parts_pictures import take_parts_pictures
from ui.practice_settings import PracticeSettings
from ui.printing.printing import Printing
from ui.record_keeping import RecordKeeping
from ui.reminding import Reminding
from ui.review.take_home_page import TakeHomePage
from ui.room_pictures import take_room_pictures
from ui.session.capture_line import READ_AFTER_MS
from ui.session.room_page import RoomPage
from ui.theme import Light
from ui.unlock.create_page import CreatePage
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recovery_sheet_page import RecoverySheetPage
from ui.unlock.unlock_page import UnlockPage
from ui.worksheets.composing_page import ComposingPage

SIZE = QSize(1440, 900)
# How long after the first dose the room of a session is shown.
INTO_IT = timedelta(minutes=26, seconds=48)
HALF_TYPED = 'm {name}: #chest tight 7 "if I look away it gets in"'


def take_pictures(made: demo.Demo, place: Path) -> Iterator[str]:
    """Take a picture of each screen into a folder; yields a line for each that says where it lies.

    Args:
        made: the made-up practice to show.
        place: the folder for the pictures; made where it is missing.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    theme.load_typeface()
    theme.load_scripts()
    place.mkdir(parents=True, exist_ok=True)
    camera = _Camera(place)
    yield from _before_the_practice(camera)
    keys = Keyring.read(made.practice).unlock(demo.PASSPHRASE)
    with vault.open_with(made.practice, keys, SystemClock()) as practice:
        yield from _between_sessions(camera, practice)
        yield from _safekeeping(camera, practice)
        yield from take_parts_pictures(camera.window, practice, camera.again)
    for number, script in enumerate(made.scripts, 1):
        yield from _in_the_room(camera, read_script(script), number)
    yield from take_room_pictures(camera.of_room)
    camera.put_away()
    application.processEvents()


class _Camera:
    def __init__(self, place: Path) -> None:
        self._place = place
        self.window = MainWindow()
        self.window.resize(SIZE)
        self.window.show()

    def take(self, name: str, page: QWidget, light: Light) -> str:
        self.window.present(page, light)
        return self.again(name)

    def of_room(self, name: str, page: QWidget | None) -> str:
        """Take a room, or what is shown as it is now."""
        return self.again(name) if page is None else self.take(name, page, theme.ROOM)

    def again(self, name: str, after_ms: int = 0) -> str:
        """Take the page as it is, `after_ms` from now."""
        waited = QElapsedTimer()
        waited.start()
        while not waited.hasExpired(after_ms):
            QApplication.processEvents()
        for _ in range(3):
            QApplication.processEvents()
        path = self._place / f"{name}.png"
        self.window.grab().save(str(path))
        return f"picture     {path}"

    def when(self, ready: Callable[[], bool], name: str) -> str:
        """Take the page once it is ready, or after five seconds."""
        waited = QElapsedTimer()
        waited.start()
        while not ready() and not waited.hasExpired(5_000):
            QApplication.processEvents()
        return self.again(name)

    def clear(self) -> None:
        self.window.clear()
        QApplication.processEvents()

    def put_away(self) -> None:
        self.clear()
        self.window.close()
        self.window.deleteLater()


class _ScriptClock:
    """Tells the time of a script's lines instead of the computer's."""

    def __init__(self, script: Script) -> None:
        self._began = min(line.at for line in script.lines)
        self._now = self._began

    def now(self) -> Moment:
        steady_ms = (self._now - self._began) // timedelta(milliseconds=1)
        return Moment(self._now, steady_ms, steady_ms)

    def go_to(self, at: datetime) -> None:
        self._now = max(self._now, at)


def _before_the_practice(camera: _Camera) -> Iterator[str]:
    yield camera.take("first-run", FirstRunPage(), theme.DAYLIGHT)
    yield camera.take("create", CreatePage(Path("~").expanduser(), lambda _p, _s: None), theme.DAYLIGHT)
    sheet = RecoverySheetPage()
    sheet.show_groups(RecoveryCode.new().groups)
    yield camera.take("recovery-sheet", sheet, theme.DAYLIGHT)
    yield camera.take("unlock", UnlockPage(demo.NAME), theme.DAYLIGHT)


def _between_sessions(camera: _Camera, practice: Practice) -> Iterator[str]:
    reading = PracticeReading(practice.record, practice.notebook)
    clients = reading.clients()
    home = HomePage()
    home.show_clients(clients)
    home.show_client(reading.overview(clients[0][0].id))
    yield camera.take("home", home, theme.DAYLIGHT)
    session = practice.record.sessions(clients[0][0].id)[-1]
    offered = take_home.session_offers(
        readers_for(Purpose.REVIEW, practice.record, practice.notebook), session
    )
    shared = practice.record.shared(session.id)
    page = TakeHomePage(clients[0][0], session, offered, take_home.ticked(offered, shared))
    yield camera.take("take-home", page, theme.DAYLIGHT)
    owner, pool = QObject(), QThreadPool.globalInstance()
    Composing(camera.window, practice, Press(), Printing(pool, owner), pool, owner).open(session)
    composing = camera.window.page
    if isinstance(composing, ComposingPage):
        for kind in SheetKind:
            composing.sheets.choose(kind)
            yield camera.when(partial(composing.shows, kind), f"sheet-{kind.value}")
        composing.to_paper.click()
        yield camera.again("sheet-paper")
    camera.clear()
    owner.deleteLater()


def _safekeeping(camera: _Camera, practice: Practice) -> Iterator[str]:
    owner, clock, pool = QObject(), SystemClock(), QThreadPool.globalInstance()
    window, dialogs = camera.window, SystemDialogs()
    RecordKeeping(window, practice, clock, dialogs, pool, owner).open(practice.record.sessions()[-1])
    yield camera.again("record")
    backing_up = BackingUp(
        practice, clock, Alarm(clock, owner), pool, owner, second_place=_no_place, in_session=_no_session
    )
    PracticeSettings(window, practice, clock, dialogs, pool, backing_up, owner).open(Settings())
    yield camera.again("settings")
    camera.clear()
    owner.deleteLater()


def _no_place() -> None:
    return None


def _no_session() -> bool:
    return False


def _in_the_room(camera: _Camera, script: Script, number: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        clock = _ScriptClock(script)
        practice, _code = vault.create(
            Path(folder) / "room.kap",
            name=demo.NAME,
            facilitator=demo.FACILITATOR,
            passphrase=demo.PASSPHRASE,
            clock=clock,
            strength=FLOOR,
        )
        with practice:
            live = _replay(script, practice, clock)
            controller = SessionController(live, clock)
            reminding = Reminding(controller, Alarm(clock, controller), controller)
            room = RoomPage(
                controller, live.client, check_passphrase=lambda _passphrase: True, reminding=reminding
            )
            yield camera.take(f"room-{number}", room, theme.ROOM)
            _type(HALF_TYPED.format(name=_a_manager(live)))
            yield camera.again(f"room-{number}-typing", READ_AFTER_MS * 3)
            room.line.typed("")
            room.veil()
            yield camera.again(f"room-{number}-veiled")
            room.lift_veil()
            controller.stop_ticking()
            camera.clear()


def _a_manager(live: Live) -> str:
    names = [part.name for part in live.roster.parts if part.role is Role.MANAGER]
    return names[-1].casefold().removeprefix("the ") if names else "watchman"


def _type(text: str) -> None:
    field = QApplication.focusWidget()
    if field is None:
        return
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(field, event)


def _replay(script: Script, practice: Practice, clock: _ScriptClock) -> Live:
    lines = sorted(script.lines, key=lambda line: line.at)
    client = Client(
        id=practice.person.id, name=script.client, pronouns=script.pronouns, made_at=clock.now().at
    )
    practice.record.add_client(client)
    live = Live.begin(
        practice.record,
        practice.notebook,
        clock,
        client=client,
        protocol=protocol.load(script.protocol),
        author=practice.person,
        intention=script.intention,
        weight_kg=script.weight_kg,
        timezone=script.timezone,
    )
    for line in lines:
        dose_ms = live.timeline.first_dose_ms
        until = None if dose_ms is None else live.session.anchor + timedelta(milliseconds=dose_ms) + INTO_IT
        if until is not None and line.at > until:
            clock.go_to(until)
            break
        clock.go_to(line.at)
        live.log(line.text, clock.now())
    return live
