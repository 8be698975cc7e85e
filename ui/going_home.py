"""From what could go home to a sheet on paper: choosing, then putting it together, saving, printing."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets import take_home
from kap_companion.worksheets.offers import Offers
from ui import commands, theme
from ui.composing import Composing
from ui.giving import Giving
from ui.half_written import HalfTakenHome
from ui.main_window import MainWindow
from ui.review.take_home_page import TakeHomePage, TakenHome


class GoingHome(QObject):
    """Leads through the two pages after a session.

    Signals:
        left: the id of the client whose page is to be shown.
        lock_requested: close the practice.
    """

    left = Signal(str)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        composing: Composing,
        giving: Giving,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self.composing = composing
        composing.save_wanted.connect(giving.save)
        composing.print_wanted.connect(giving.print)
        giving.given.connect(composing.show_given)
        composing.choosing_wanted.connect(self.choose)
        composing.left.connect(self.left)
        composing.lock_requested.connect(self.lock_requested)
        # Of the page that is shown: the session, and what was agreed when it was opened.
        self._agreed: tuple[str, frozenset[str], tuple[str, ...]] = ("", frozenset(), ())

    def choose(self, session: Session, half_written: HalfTakenHome | None = None) -> None:
        """Show what could go home from a session, with what was ticked and written before a lock."""
        record = self._practice.record
        offered = take_home.session_offers(
            readers_for(Purpose.REVIEW, record, self._practice.notebook), session
        )
        shared = record.shared(session.id)
        ticked, promises = take_home.ticked(offered, shared), take_home.own_promises(shared)
        self._agreed = (session.id, ticked, promises)
        if half_written is not None:
            ticked, promises = frozenset(half_written.choices), half_written.promises
        page = TakeHomePage(record.client(session.client), session, offered, ticked, promises)
        page.promise.setText(half_written.promise if half_written is not None else "")
        page.agreed.connect(partial(self._agree, page, session, offered))
        page.left.connect(partial(self.left.emit, session.client))
        self._let_lock(page)
        self._window.present(page, theme.DAYLIGHT)

    def show_worksheet(self, session: Session) -> None:
        """Put together what was agreed in a session, without choosing anew."""
        self._put_together(session)

    def half_written(self, page: TakeHomePage) -> HalfTakenHome | None:
        """What is ticked and written on the page and not yet agreed to; None where nothing is."""
        session_id, ticked, promises = self._agreed
        now, promise = page.taken_home(), page.promise.text()
        if (now.choices, now.promises) == (ticked, promises) and not promise:
            return None
        return HalfTakenHome(
            session=session_id, choices=tuple(sorted(now.choices)), promises=now.promises, promise=promise
        )

    def _agree(self, page: TakeHomePage, session: Session, offered: Offers, taken: TakenHome) -> None:
        record = self._practice.record
        try:
            take_home.share(record, session, offered, taken.choices, self._asked(), taken.promises)
        except KnownError as error:
            page.show_problem(str(error))
            return
        self._put_together(session)

    def _let_lock(self, page: QWidget) -> None:
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})

    def _put_together(self, session: Session) -> None:
        try:
            self.composing.open(session)
        except KnownError as error:
            self._window.show_problem(str(error))

    def _asked(self) -> take_home.Asked:
        return take_home.Asked(self._practice.person, self._clock.now().at)
