"""What happens while a practice is open: which page leads where, and locking up."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from kap_companion.clock import Clock
from kap_companion.custody.arriving import arrive
from kap_companion.errors import KnownError, StorageError
from kap_companion.settings import Settings
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_worksheets
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.press import Press
from ui import theme
from ui.alarm import Alarm
from ui.arrival_words import arrival_words
from ui.at_home import AtHome
from ui.at_the_parts import AtTheParts
from ui.backing_up import BackingUp, Reason
from ui.composing import Composing
from ui.dialogs import Dialogs
from ui.giving import Giving
from ui.going_home import GoingHome
from ui.handing_over import HandingOver
from ui.home.begin_panel import BeginForm
from ui.in_the_room import HandedOver, InTheRoom
from ui.keeping import Keeping
from ui.leaving_page import LeavingPage
from ui.main_window import MainWindow
from ui.practice_settings import PracticeSettings
from ui.printing.printing import Printing
from ui.record_keeping import RecordKeeping
from ui.reviewing import Reviewing
from ui.session.room_page import RoomPage
from ui.several_sheets import SeveralSheets
from ui.sheets_for_you import SheetsForYou
from ui.staying_awake.staying_awake import StayingAwake
from ui.visiting import Visiting
from ui.where_it_was import WhereItWas


class Desk(QObject):
    """Moves between the pages of an open practice; nothing of it is left when it is locked.

    Args:
        settings: the settings of this computer, as they are now.
        awake: holds the system awake while a session runs.

    Signals:
        locked: the folder of the practice that was closed.
        sheet_made: the open practice, the new recovery code to be shown and whose it is; this desk is done.
        settings_changed: the `Settings` of this computer as they are from now on.
        taken_over: the `Practice` of who facilitates from now on, and a `HandedOver`; this desk is done.
    """

    locked = Signal(object)
    sheet_made = Signal(object, object, object)
    settings_changed = Signal(object)
    taken_over = Signal(object, object)

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        settings: Callable[[], Settings],
        awake: StayingAwake,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._settings = settings
        self._handed: HandedOver | None = None
        self._is_leaving = False
        self._alarm = Alarm(clock, self)
        self.backing_up = BackingUp(
            practice,
            clock,
            self._alarm,
            pool,
            self,
            second_place=lambda: settings().second_backup_place,
            in_session=lambda: practice.record.running_session() is not None,
        )
        press = Press(own_worksheets(practice.folder))
        sheets = SheetsForYou(practice, clock, dialogs, pool, press, self)
        self._room = InTheRoom(window, practice, clock, pool, self._alarm, awake, self, sheets=sheets)
        self._room.ended.connect(partial(self.backing_up.back_up, Reason.SESSION_END))
        self._printing = Printing(pool, self)
        keeping = Keeping(practice, clock, self.backing_up, lambda: settings().second_backup_place, self)
        self._at_home = AtHome(window, practice, clock, pool, self.backing_up, keeping, self, dialogs=dialogs)
        giving = Giving(practice, clock, dialogs, press, self._printing, pool, self)
        composing = Composing(window, practice, press, self._printing, pool, self)
        self._going_home = GoingHome(window, practice, clock, composing, giving, self)
        self._several = SeveralSheets(window, practice, clock, self._printing, giving, self)
        self._parts = AtTheParts(window, practice, clock, dialogs, self)
        self._reviewing = Reviewing(window, practice, clock, pool, self)
        self._visiting = Visiting(window, practice, clock, self)
        self._records = RecordKeeping(
            window, practice, clock, dialogs, pool, self, press=press, printing=self._printing
        )
        self._where = WhereItWas(practice, clock, self._at_home, self._going_home, self._records)
        self._handing_over = HandingOver(window, practice, clock, self)
        self._setting = PracticeSettings(window, practice, clock, dialogs, pool, self.backing_up, self)
        self._connect()
        window.call_before_closing(self._may_close)

    def start(self, handed: HandedOver | None = None) -> None:
        """What waits is done first; then the running session as it was, or home, or what was half written.

        `handed` is from whom, where the running session was just handed over.
        """
        self._handed = handed
        waiting = ""
        try:
            waiting = arrival_words(arrive(self._practice, self._clock))
        except StorageError as error:
            waiting = str(error)
        self.backing_up.start()
        self._go_on()
        if waiting:
            self._window.show_problem(waiting)

    def go_home(self, client_id: str | None = None) -> None:
        """Show the clients, one of them with their sessions."""
        self._room.leave()
        self._at_home.show(client_id)

    def lock(self) -> None:
        """Close the practice; a running session goes on when it is opened again, and so does a half page."""
        folder = self._practice.folder
        self._window.close_dialogs()
        unkept = self._put_away()
        self._window.call_before_closing(None)
        self.locked.emit(folder)
        if unkept is not None:
            self._window.show_problem(str(unkept))
        self.deleteLater()

    def hide(self) -> None:
        """Nobody is there: a running session is veiled and goes on, anything else is locked.

        What is in memory alone is veiled too: only a person may decide to let it go.
        """
        if not isinstance(self._window.page, RoomPage):
            if self._room.controller is not None:
                self._room.come_back()
            elif self._practice.record.running_session() is not None:
                self._go_on()
        page, controller = self._window.page, self._room.controller
        if isinstance(page, RoomPage) and controller is not None:
            in_memory = controller.held > 0 or page.line.is_unkept
            if controller.timeline.ended_ms is None or in_memory:
                page.veil()
                return
        self.lock()

    def _connect(self) -> None:
        room = self._room
        room.left.connect(self.go_home)
        room.take_home_requested.connect(self._take_home)
        room.review_requested.connect(self._review)
        room.visit_opened.connect(self._visit)
        room.lock_requested.connect(self.lock)
        room.taken_over.connect(self._give_way)
        room.troubled.connect(self._window.show_problem)
        home = self._at_home
        home.begin_requested.connect(self._begin)
        home.session_opened.connect(self._open_session)
        home.take_home_requested.connect(self._take_home)
        home.review_requested.connect(self._review)
        home.parts_requested.connect(self._show_parts)
        home.record_requested.connect(self._show_record)
        home.sheets_requested.connect(self._show_sheets_to_print)
        home.room_requested.connect(self._go_on)
        home.settings_requested.connect(lambda: self._setting.open(self._settings()))
        home.sheet_made.connect(self._show_own_sheet)
        self._parts.session_wanted.connect(self._open_session)
        self._several.look_wanted.connect(self._show_worksheet)
        self._reviewing.worksheet_wanted.connect(self._show_worksheet)
        self._visiting.log_wanted.connect(room.come_back)
        self._records.handing_wanted.connect(self._hand_over)
        self._handing_over.left.connect(self._show_record)
        self._setting.left.connect(self.go_home)
        self._setting.sheet_made.connect(self._show_sheet)
        self._setting.settings_changed.connect(self.settings_changed)
        self._several.left.connect(self.go_home)
        together = (self._parts, self._reviewing, self._visiting)
        for leading_home in (self._going_home, self._records, *together):
            leading_home.left.connect(self.go_home)
        settled = (self._handing_over, self._setting, self._several)
        for page in (home, self._going_home, self._records, *settled, *together):
            page.lock_requested.connect(self.lock)

    def _go_on(self) -> None:
        running = self._practice.record.running_session()
        if running is not None:
            self._resume(running)
        else:
            self._where.go()

    def _show_own_sheet(self, code: RecoveryCode) -> None:
        self._show_sheet(self._practice.person, code)

    def _show_sheet(self, person: Person, code: RecoveryCode) -> None:
        self.backing_up.close()
        self.sheet_made.emit(self._practice, code, person)
        self.deleteLater()

    def _begin(self, form: BeginForm) -> None:
        try:
            self._room.begin(form)
        except KnownError as error:
            self._at_home.show_problem(str(error))

    def _open_session(self, session_id: str, entry_id: str = "") -> None:
        self._enter(partial(self._room.open, session_id, entry_id))

    def _resume(self, session: Session) -> None:
        self._enter(partial(self._room.resume, session, self._handed))
        self._handed = None

    def _enter(self, act: Callable[[], None]) -> None:
        try:
            act()
        except KnownError as error:
            self.go_home()
            self._window.show_problem(str(error))

    def _take_home(self, session_id: str) -> None:
        self._room.leave()
        self._going_home.choose(self._practice.record.session(session_id))

    def _review(self, session_id: str) -> None:
        self._room.leave()
        self._enter(partial(self._reviewing.open, self._practice.record.session(session_id)))

    def _show_worksheet(self, session_id: str) -> None:
        self._going_home.show_worksheet(self._practice.record.session(session_id))

    def _show_sheets_to_print(self) -> None:
        self._room.leave()
        self._enter(self._several.open)

    def _visit(self) -> None:
        controller = self._room.controller
        if controller is not None:
            self._enter(partial(self._visiting.open, controller))

    def _show_parts(self, client_id: str, part_id: str = "") -> None:
        self._room.leave()
        self._enter(partial(self._parts.open, client_id, part_id or None))

    def _show_record(self, session_id: str) -> None:
        self._room.leave()
        self._records.open(self._practice.record.session(session_id))

    def _hand_over(self, session_id: str) -> None:
        self._handing_over.choose(self._practice.record.session(session_id))

    def _give_way(self, practice: Practice, handed: HandedOver) -> None:
        """Somebody else sits here from now on; the files stay open in their hands."""
        self._window.call_before_closing(None)
        self._window.clear()
        self.backing_up.close()
        self._alarm.stop()
        self.taken_over.emit(practice, handed)
        self.deleteLater()

    def _may_close(self) -> bool:
        """Whether the window may close now; the first time a backup comes before it."""
        page = self._window.page
        if (isinstance(page, RoomPage) and not page.may_leave()) or not self._reviewing.may_close():
            return False
        if not self._is_leaving:
            self._is_leaving = True
            self._back_up_and_close()
            return False
        self._put_away()
        return True

    def _back_up_and_close(self) -> None:
        self._where.keep(self._window.page)
        page = LeavingPage()
        backing_up = self.backing_up
        for done in (backing_up.backed_up, backing_up.unchanged, backing_up.stopped):
            done.connect(lambda _backup=None: QTimer.singleShot(0, self._window.close))
        backing_up.progressed.connect(page.show_progress)
        backing_up.failed.connect(lambda error: page.show_problem(str(error)))
        page.left_now.connect(self._window.close)
        self._window.present(page, theme.DAYLIGHT)
        self._room.leave()
        backing_up.back_up(Reason.QUIT)

    def _put_away(self) -> StorageError | None:
        """Close the practice; answers why what is half written on the page could not be kept."""
        unkept = None if self._is_leaving else self._where.keep(self._window.page)
        self._printing.leave()
        # The room keeps its half-typed line when it is hidden, so it must go before the practice is closed.
        self._window.clear()
        self._room.leave()
        self.backing_up.close()
        self._alarm.stop()
        self._practice.close()
        return unkept
