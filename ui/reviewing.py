"""The review with the client: laying the table, turning the screen, and the way back by passphrase."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.sitting import Desk, Sitting
from ui import commands, theme
from ui.main_window import MainWindow
from ui.own_passphrase import OwnPassphrase
from ui.review.lay_table_page import LayTablePage
from ui.review.passphrase_page import PassphrasePage
from ui.review.review_page import ReviewPage
from ui.review.review_table import Answers, OnTable, ReviewTable
from ui.review.second_window import SecondWindow


class Reviewing(QObject):
    """Leads from the private page to the review and back; nothing private is shown without the passphrase.

    Signals:
        left: the id of the client whose page is to be shown.
        worksheet_wanted: the id of the session whose worksheet is to be made.
        lock_requested: close the practice.
    """

    left = Signal(str)
    worksheet_wanted = Signal(str)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._own = OwnPassphrase(practice, clock)
        self._session: Session | None = None
        self._sitting: Sitting | None = None
        self._table: ReviewTable | None = None
        self._may_close = False

    @property
    def second(self) -> SecondWindow | None:
        """The second window, while it is open."""
        page = self._window.page
        found = page.findChild(SecondWindow) if isinstance(page, ReviewPage) else None
        return found if found is not None and not found.isHidden() else None

    def open(self, session: Session) -> None:
        """Show what could lie on the table in a review of a session.

        Raises:
            KnownError: it cannot be read.
        """
        desk = Desk(self._practice.record, self._practice.notebook, self._clock, self._practice.person)
        self._session, self._sitting, self._table = session, Sitting(desk, session), None
        self._may_close = False
        self._lay()

    def may_close(self) -> bool:
        """Whether the window may close now; while the client may sit before it the passphrase comes first."""
        if self._may_close or not isinstance(self._window.page, ReviewPage | PassphrasePage):
            return True
        self._ask(self._close)
        return False

    def _lay(self) -> None:
        session, sitting = self._held()
        self._drop_table()
        client = self._practice.record.client(session.client)
        page = LayTablePage(client, session, sitting.choice, sitting.laid)
        page.glyphs_only_set.connect(partial(self._show_glyphs_only, page))
        page.turned.connect(self._turn)
        page.left.connect(partial(self.left.emit, session.client))
        self._present(page)

    def _show_glyphs_only(self, page: LayTablePage, only: bool) -> None:  # noqa: FBT001 - the state of a tick
        _session, sitting = self._held()
        try:
            sitting.show_glyphs_only(only)
            page.show_problem("")
        except KnownError as error:
            page.glyphs_only.setChecked(sitting.glyphs_only)
            page.show_problem(str(error))

    def _turn(self, laid: frozenset[str]) -> None:
        _session, sitting = self._held()
        sitting.lay(laid)
        self._table = ReviewTable(_answers(sitting), self)
        self._review()

    def _review(self) -> None:
        session, _sitting = self._held()
        assert self._table is not None
        # What was looked at before somebody asked for the passphrase is not shown to whoever comes back.
        self._table.choose("")
        page = ReviewPage(self._table)
        page.left.connect(lambda: self._ask(self._lay))
        page.worksheet_wanted.connect(lambda: self._ask(partial(self.worksheet_wanted.emit, session.id)))
        page.second_wanted.connect(partial(self._open_second, page))
        self._present(page)

    def _open_second(self, page: ReviewPage) -> None:
        assert self._table is not None
        second = page.findChild(SecondWindow)
        if second is None:
            shown = ReviewPage(self._table, is_first=False)
            second = SecondWindow(shown, page)
            commands.install(shown, {"lock": lambda _: self.lock_requested.emit()})
            page.hidden.connect(second.close)
        second.open()

    def _ask(self, then: Callable[[], object]) -> None:
        page = PassphrasePage(self._own.opens, self._pool)
        page.opened.connect(lambda: then())
        page.stayed.connect(self._review)
        self._present(page)

    def _close(self) -> None:
        self._may_close = True
        self._window.close()

    def _present(self, page: QWidget) -> None:
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        with_client = isinstance(page, ReviewPage | PassphrasePage)
        self._window.present(page, theme.DAYLIGHT, whole_screen=with_client)

    def _drop_table(self) -> None:
        if self._table is not None:
            self._table.deleteLater()
            self._table = None

    def _held(self) -> tuple[Session, Sitting]:
        assert self._session is not None
        assert self._sitting is not None
        return self._session, self._sitting


def _answers(sitting: Sitting) -> Answers:
    def look() -> OnTable:
        table = sitting.table()
        return OnTable(
            table,
            sitting.ticked(),
            sitting.tickable(),
            frozenset(part.about for part in table.parts if sitting.can_keep_answers(part.about)),
        )

    return Answers(look, sitting.tick, sitting.answer, sitting.reword, sitting.place)
