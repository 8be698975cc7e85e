"""The home page while it is shown: who comes, how safe all of it is, and where one goes from there."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.ids import new_id
from kap_companion.session.protocol import all_protocols
from kap_companion.vault.backups import BackupAge
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_protocols
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.protocol import Protocol
from ui import background, commands, theme, words
from ui.backing_up import BackingUp, Reason
from ui.clients_paper import ClientsPaper
from ui.dialogs import Dialogs, SystemDialogs
from ui.home.home_page import HomePage
from ui.home.new_client_panel import NewClientForm
from ui.home.practice_reading import PracticeReading
from ui.keeping import Keeping
from ui.main_window import MainWindow
from ui.paper_log import PaperLog
from ui.standing_limits import StandingLimits

TOO_OLD = timedelta(days=3)


class AtHome(QObject):
    """Fills the home page of one open practice and answers what it asks.

    Signals:
        begin_requested: a `BeginForm`; `show_problem` is the answer where none can begin.
        session_opened: the id of a session to be seen.
        take_home_requested: the id of a session; what goes home from it is to be agreed on.
        review_requested: the id of a session; it is to be looked at with the client.
        record_requested: the id of a session; its record is to be read, signed or added to.
        parts_requested: the ids of a client, whose parts are to be seen, and of one of them; empty for all.
        sheets_requested: the sheets that wait to be printed are to be seen.
        room_requested: back to the running session.
        settings_requested: the practice's settings are to be seen.
        sheet_made: the `RecoveryCode` of one's own new sheet, to be shown once.
        lock_requested: close the practice.
    """

    begin_requested = Signal(object)
    session_opened = Signal(str)
    take_home_requested = Signal(str)
    review_requested = Signal(str)
    parts_requested = Signal(str, str)
    record_requested = Signal(str)
    sheets_requested = Signal()
    room_requested = Signal()
    settings_requested = Signal()
    sheet_made = Signal(object)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        pool: QThreadPool,
        backing_up: BackingUp,
        keeping: Keeping,
        parent: QObject,
        *,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._backing_up = backing_up
        self._keeping = keeping
        self._making_sheet = False
        own = own_protocols(practice.folder)
        self._paper_log = PaperLog(dialogs or SystemDialogs(), pool, own, self, clock=clock)
        self._limits = StandingLimits(practice, clock, self)
        self._clients_paper = ClientsPaper(practice, self)
        # Read when the page is first shown, and again after the settings, where their files are changed.
        self._protocols: tuple[Protocol, ...] | None = None
        self._wrong_files: tuple[str, ...] = ()
        backing_up.age_known.connect(self._show_age)
        backing_up.failed.connect(self._say_backup_failed)
        keeping.purged.connect(self.show)

    def show(self, client_id: str | None = None) -> HomePage:
        """Show the clients, one of them with their sessions."""
        page = HomePage(protocols=self._known_protocols(), clock=self._clock)
        page.show_wrong_files(self._wrong_files)
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        page.client_chosen.connect(partial(self._show_client, page))
        page.client_added.connect(partial(self._add_client, page))
        page.begin_requested.connect(self.begin_requested)
        page.session_opened.connect(self.session_opened)
        page.take_home_requested.connect(self.take_home_requested)
        page.review_requested.connect(self.review_requested)
        page.record_requested.connect(self.record_requested)
        page.parts_requested.connect(self.parts_requested)
        page.room_requested.connect(self.room_requested)
        page.settings_requested.connect(self._go_to_settings)
        page.sheets_requested.connect(self.sheets_requested)
        page.orders_requested.connect(partial(self._show_orders, page))
        page.paper_log_requested.connect(partial(self._make_paper_log, page))
        page.backup_requested.connect(partial(self._backing_up.back_up, Reason.REQUEST))
        page.recovery_sheet_requested.connect(partial(self._make_sheet, page))
        page.lock_requested.connect(self.lock_requested)
        self._keeping.attach(page)
        self._clients_paper.attach(page)
        self._limits.attach(page.client.orders_panel, page.client.client_id)
        self._window.present(page, theme.DAYLIGHT)
        self._fill(page, client_id)
        return page

    def show_problem(self, text: str) -> None:
        """Say on the page what cannot be done."""
        page = self._window.page
        if isinstance(page, HomePage):
            page.show_problem(text)

    def _fill(self, page: HomePage, client_id: str | None) -> None:
        page.show_clients(self._reading().clients())
        running = self._practice.record.running_session()
        page.show_running(self._practice.record.client(running.client).name if running else None)
        page.remind_of_recovery(self._practice.recovery_sheet.state is SheetState.NOT_PRINTED)
        if self._backing_up.age is not None:
            self._show_age(self._backing_up.age)
        if client_id is not None:
            self._show_client(page, client_id)

    def _known_protocols(self) -> tuple[Protocol, ...]:
        if self._protocols is None:
            self._protocols, wrong = all_protocols(own_protocols(self._practice.folder))
            self._wrong_files = tuple(error.message for error in wrong)
        return self._protocols

    def _go_to_settings(self) -> None:
        self._protocols = None
        self.settings_requested.emit()

    def _show_orders(self, page: HomePage, client_id: str) -> None:
        try:
            self._limits.show(page.client.orders_panel, client_id)
        except KnownError as error:
            page.show_problem(str(error))
            return
        page.client.open_orders()

    def _make_paper_log(self, page: HomePage, key: str) -> None:
        self._paper_log.make(key, page, partial(self._say_of_paper_log, page))

    @staticmethod
    def _say_of_paper_log(page: HomePage, said: str) -> None:
        if isValid(page):
            page.client.begin_panel.say(said)

    def _reading(self) -> PracticeReading:
        # Read anew each time: after new keys the practice has another record.
        return PracticeReading(self._practice.record, self._practice.notebook)

    def _show_client(self, page: HomePage, client_id: str) -> None:
        try:
            page.show_client(self._reading().overview(client_id))
            self._keeping.show(page, client_id)
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

    def _show_age(self, age: BackupAge) -> None:
        page = self._window.page
        if not isinstance(page, HomePage):
            return
        if age.here is None:
            none_yet = self.tr("There is no backup of this practice yet.")
            page.show_backup("", "" if self._backing_up.under_way else none_yet)
            return
        now, here = self._clock.now().at, age.here.astimezone()
        days = (now.date() - here.date()).days
        when = (
            self.tr("today, {time}").format(time=words.clock_time(here))
            if days <= 0
            else self.tr("yesterday, {time}").format(time=words.clock_time(here))
            if days == 1
            else f"{words.day(here)} {here.year}"
        )
        said = self.tr("Backed up and checked {when}").format(when=when)
        warning = ""
        if now - age.here > TOO_OLD:
            warning = self.tr("The newest verified backup is {days} days old.").format(days=days)
        elif age.not_elsewhere:
            warning = self.tr("The second place has no new backup: {why}").format(why=age.not_elsewhere)
        page.show_backup(said, warning)

    def _say_backup_failed(self, error: Exception) -> None:
        page = self._window.page
        if isinstance(page, HomePage):
            said = self.tr("No backup could be made: {why}").format(why=str(error))
            page.backup.say(said)

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
            self.sheet_made.emit(code)

    def _say_no_sheet(self, page: HomePage, error: Exception) -> None:
        self._making_sheet = False
        if isValid(page):
            page.show_problem(str(error))
