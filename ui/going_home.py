"""From what could go home to a PDF on the disk: choosing, the worksheet on the screen, saving it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.records.readers import Purpose, WorksheetReader, readers_for
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets import take_home
from kap_companion.worksheets.offers import Offers
from kap_companion.worksheets.page import Page
from kap_companion.worksheets.saving import save
from kap_companion.worksheets.typeset import Paper, Typeset, pictures, typeset
from ui import background, commands, theme, words
from ui.dialogs import Dialogs, as_pdf
from ui.founding import documents_folder
from ui.half_written import HalfTakenHome
from ui.main_window import MainWindow
from ui.review.take_home_page import TakeHomePage, TakenHome
from ui.worksheets.worksheet_page import WorksheetPage


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
        dialogs: Dialogs,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._dialogs = dialogs
        self._pool = pool
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
        """Show the worksheet of what was agreed in a session, without choosing anew."""
        page = self._window.page
        if page is not None:
            self._set(page, session, Paper.LETTER if words.uses_letter_paper() else Paper.A4)

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
        self._set(page, session, taken.paper)

    def _set(self, page: QWidget, session: Session, paper: Paper) -> None:
        sheet = take_home.worksheet_page(self._for_worksheets(), session.id, self._practice.name)
        background.run(
            self._pool,
            partial(_set, sheet, paper),
            partial(self._show, page, session, paper),
            partial(self._say, page),
        )

    def _show(
        self, before: QWidget, session: Session, paper: Paper, made: tuple[Typeset, tuple[bytes, ...]]
    ) -> None:
        if not isValid(before) or self._window.page is not before:
            return
        worksheet, sheets = made
        page = WorksheetPage(sheets, worksheet.note)
        page.save_requested.connect(partial(self._save, page, session, paper, worksheet))
        page.left.connect(partial(self.choose, session))
        page.finished.connect(partial(self.left.emit, session.client))
        self._let_lock(page)
        self._window.present(page, theme.DAYLIGHT)

    def _save(self, page: WorksheetPage, session: Session, paper: Paper, worksheet: Typeset) -> None:
        # The name proposed says nothing of the client: file names are seen by backups, indexers and others.
        suggested = documents_folder() / self.tr("Worksheet.pdf")
        chosen = self._dialogs.save_file(page, self.tr("Save the worksheet"), suggested, "PDF (*.pdf)")
        if chosen is None:
            return
        path = as_pdf(chosen)
        try:
            save(worksheet.pdf, path, overwrite=chosen == path)
            kept = take_home.kept(self._for_worksheets(), session.id, worksheet, paper, self._asked())
            self._practice.record.keep_worksheet(kept)
        except KnownError as error:
            page.show_problem(str(error))
            return
        page.show_saved(self.tr("Saved in {folder} as {name}.").format(folder=shown(path), name=path.name))

    def _let_lock(self, page: QWidget) -> None:
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})

    def _for_worksheets(self) -> WorksheetReader:
        return readers_for(Purpose.WORKSHEET, self._practice.record, None)

    def _asked(self) -> take_home.Asked:
        return take_home.Asked(self._practice.person, self._clock.now().at)

    def _say(self, page: QWidget, error: Exception) -> None:
        if not isValid(page):
            return
        if isinstance(page, TakeHomePage):
            page.show_problem(str(error))
        else:
            self._window.show_problem(str(error))


def shown(path: Path) -> str:
    """A folder as a person knows it, with ~ for their own."""
    folder = path.parent
    return f"~/{folder.relative_to(Path.home())}" if folder.is_relative_to(Path.home()) else str(folder)


def _set(page: Page, paper: Paper) -> tuple[Typeset, tuple[bytes, ...]]:
    return typeset(page, paper), pictures(page, paper)
