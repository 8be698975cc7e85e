"""What happens while a practice is open: home, the room, what goes home, and locking up."""

from functools import partial
from math import ceil

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, WrongPassphraseError
from kap_companion.ids import new_id
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault.doorkeeper import Doorkeeper
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.practice import Practice
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.zone import local_zone
from ui import background, commands, theme
from ui.controller import SessionController
from ui.dialogs import Dialogs
from ui.going_home import GoingHome
from ui.home.begin_panel import BeginForm
from ui.home.home_page import HomePage
from ui.home.new_client_panel import NewClientForm
from ui.home.practice_reading import PracticeReading
from ui.main_window import MainWindow
from ui.session.room_page import RoomPage

OVER = frozenset({SessionState.ENDED, SessionState.SIGNED})


class Desk(QObject):
    """Moves between the pages of an open practice; nothing of it is left when it is locked.

    Signals:
        locked: the folder of the practice that was closed.
        sheet_made: the open practice and its new recovery code, to be shown; this desk is done.
    """

    locked = Signal(object)
    sheet_made = Signal(object, object)

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._making_sheet = False
        self._doorkeeper = Doorkeeper(clock)
        self._reading = PracticeReading(practice.record, practice.notebook)
        self._controller: SessionController | None = None
        self._going_home = GoingHome(window, practice, clock, dialogs, pool, self)
        self._going_home.left.connect(self._go_home_to)
        self._going_home.lock_requested.connect(self.lock)
        window.call_before_closing(self._put_away)

    def start(self) -> None:
        """The running session where there is one, as it was; else home."""
        running = self._practice.record.running_session()
        if running is not None:
            self._resume(running)
        else:
            self.go_home()

    def go_home(self, client_id: str | None = None) -> None:
        """Show the clients, one of them with their sessions."""
        self._leave_room()
        page = HomePage(clock=self._clock)
        commands.install(page, {"lock": lambda _: self.lock()})
        page.client_chosen.connect(partial(self._show_client, page))
        page.client_added.connect(partial(self._add_client, page))
        page.begin_requested.connect(partial(self._begin, page))
        page.session_opened.connect(self._open_session)
        page.take_home_requested.connect(self._take_home)
        page.room_requested.connect(self.start)
        page.recovery_sheet_requested.connect(partial(self._make_sheet, page))
        page.lock_requested.connect(self.lock)
        self._window.present(page, theme.DAYLIGHT)
        self._fill(page, client_id)

    def lock(self) -> None:
        """Close the practice; a running session goes on when it is opened again."""
        folder = self._practice.folder
        self._put_away()
        self._window.call_before_closing(None)
        self.locked.emit(folder)
        self.deleteLater()

    def _fill(self, page: HomePage, client_id: str | None) -> None:
        page.show_clients(self._reading.clients())
        running = self._practice.record.running_session()
        page.show_running(self._client(running).name if running else None)
        page.remind_of_recovery(self._practice.recovery_sheet.state is SheetState.NOT_PRINTED)
        if client_id is not None:
            self._show_client(page, client_id)

    def _make_sheet(self, page: HomePage) -> None:
        # A second code would void the first, while the first is the one that is shown.
        if self._making_sheet:
            return
        self._making_sheet = True
        background.run(
            self._pool,
            partial(self._practice.new_recovery_code, self._clock),
            partial(self._hand_over_sheet, page),
            partial(self._say_no_sheet, page),
        )

    def _hand_over_sheet(self, page: HomePage, code: RecoveryCode) -> None:
        # Whoever left the page meanwhile is reminded again, and gets another code.
        self._making_sheet = False
        if isValid(page) and self._window.page is page:
            self.sheet_made.emit(self._practice, code)
            self.deleteLater()

    def _say_no_sheet(self, page: HomePage, error: Exception) -> None:
        self._making_sheet = False
        if isValid(page):
            page.show_problem(str(error))

    def _show_client(self, page: HomePage, client_id: str) -> None:
        try:
            page.show_client(self._reading.overview(client_id))
        except KnownError as error:
            page.show_problem(str(error))

    def _add_client(self, page: HomePage, form: NewClientForm) -> None:
        client = Client(id=new_id(), name=form.name, pronouns=form.pronouns, made_at=self._clock.now().at)
        try:
            self._practice.record.add_client(client)
        except KnownError as error:
            page.show_problem(str(error))
            return
        self._fill(page, client.id)

    def _begin(self, page: HomePage, form: BeginForm) -> None:
        try:
            live = Live.begin(
                self._practice.record,
                self._practice.notebook,
                self._clock,
                client=self._practice.record.client(form.client),
                protocol=protocol.load(form.protocol),
                author=self._practice.person,
                intention=form.intention,
                weight_kg=form.weight_kg,
                timezone=local_zone(),
            )
        except KnownError as error:
            page.show_problem(str(error))
            return
        self._enter_room(live)

    def _open_session(self, session_id: str) -> None:
        session = self._practice.record.session(session_id)
        if session.state not in OVER:
            self._resume(session)
            return
        record, notebook = self._practice.record, self._practice.notebook
        self._enter_room(
            Live.look(record, notebook, self._clock, session, self._practice.person), read_only=True
        )

    def _resume(self, session: Session) -> None:
        try:
            live, _gap = Live.resume(
                self._practice.record, self._practice.notebook, self._clock, session, self._practice.person
            )
        except KnownError as error:
            self.go_home()
            self._window.show_problem(str(error))
            return
        self._enter_room(live)

    def _enter_room(self, live: Live, *, read_only: bool = False) -> None:
        self._leave_room()
        controller = SessionController(live, self._clock, self)
        self._controller = controller
        room = RoomPage(
            controller, live.client, check_passphrase=self._opens, read_only=read_only, light=theme.ROOM
        )
        room.left.connect(partial(self.go_home, live.client.id))
        room.take_home_requested.connect(partial(self._take_home, live.session.id))
        room.lock_requested.connect(self.lock)
        self._window.present(room, theme.ROOM)

    def _take_home(self, session_id: str) -> None:
        self._leave_room()
        self._going_home.choose(self._practice.record.session(session_id))

    def _go_home_to(self, client_id: str) -> None:
        self.go_home(client_id)

    def _leave_room(self) -> None:
        if self._controller is not None:
            self._controller.stop_ticking()
            self._controller.deleteLater()
            self._controller = None

    def _put_away(self) -> None:
        # The room keeps its half-typed line when it is hidden, so it must go before the practice is closed.
        self._window.clear()
        self._leave_room()
        self._practice.close()

    def _opens(self, passphrase: str) -> bool:
        left = self._doorkeeper.seconds_left()
        if left > 0:
            raise KnownError(self.tr("Wait {seconds} s, then try again.").format(seconds=ceil(left)))
        try:
            Keyring.read(self._practice.folder).unlock(passphrase)
        except WrongPassphraseError:
            self._doorkeeper.turn_away()
            return False
        self._doorkeeper.let_in()
        return True

    def _client(self, session: Session) -> Client:
        return self._practice.record.client(session.client)
