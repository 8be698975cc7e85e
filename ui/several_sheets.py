"""The worksheets of several clients printed in one go, each put together as it began or was left last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.records.readers import Purpose, WorksheetReader, readers_for
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_prompts
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.compose import compose
from kap_companion.worksheets.kept_sheets import beginning
from kap_companion.worksheets.material import material
from kap_companion.worksheets.on_the_sheet import OnTheSheet, on_the_sheet
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions
from kap_companion.worksheets.to_print import DAYS, ToPrint, to_print
from ui import commands, theme, words
from ui.giving import Giving
from ui.main_window import MainWindow
from ui.printing.jobs import PrintJob, PrintResult
from ui.printing.printing import Printing
from ui.words import uses_letter_paper
from ui.worksheets.put_together import PutTogether
from ui.worksheets.several_page import SeveralPage, Waiting
from ui.worksheets.sheet_words import on_the_sheet_words


class SeveralSheets(QObject):
    """Leads through printing what waits; every sheet that is printed is kept.

    Args:
        window: shows the page.
        practice: open.
        clock: tells which days are the last ones.
        printing: prints, one sheet after another.
        giving: makes the jobs, and keeps what was printed.
        parent: whose it is.

    Signals:
        left: back home.
        look_wanted: the id of a session whose sheet is to be seen.
        lock_requested: close the practice.
    """

    left = Signal()
    look_wanted = Signal(str)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        printing: Printing,
        giving: Giving,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._printing = printing
        self._giving = giving
        self._sessions: dict[str, Session] = {}
        # Those that are being printed, in the order of their jobs.
        self._under_way: tuple[str, ...] = ()
        printing.finished.connect(self._tell)
        for nothing_came in (printing.failed, printing.cancelled):
            nothing_came.connect(self._forget)

    def open(self) -> None:
        """Show what waits.

        Raises:
            KnownError: the record does not read.
        """
        page = SeveralPage(self._printing)
        waiting = to_print(self._reader(), self._clock.now().at)
        self._sessions = {each.session.id: each.session for each in waiting}
        page.show_waiting([self._shown(page, each) for each in waiting], DAYS)
        page.sheet_chosen.connect(partial(self._show_sheet, page))
        page.look_wanted.connect(self.look_wanted)
        page.print_requested.connect(partial(self._print, page))
        page.left.connect(self.left)
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        self._window.present(page, theme.DAYLIGHT)
        page.focus_first()

    def _shown(self, page: SeveralPage, each: ToPrint) -> Waiting:
        return Waiting(
            session_id=each.session.id,
            day=self._day(each.day, each.ago),
            name=each.client.name,
            session=self.tr("session {number}").format(number=each.session.number),
            sheet=each.sheet,
            about=self._about(page, each.session, each.sheet),
            wanted=each.ago == 0,
        )

    def _day(self, day: date, ago: int) -> str:
        return {0: self.tr("Today"), 1: self.tr("Yesterday")}.get(ago) or words.day(day)

    def _show_sheet(self, page: SeveralPage, session_id: str, kind: SheetKind) -> None:
        page.show_sheet(session_id, kind, self._about(page, self._sessions[session_id], kind))

    def _about(self, page: SeveralPage, session: Session, kind: SheetKind) -> str:
        """Exactly what would be on the paper."""
        _put, what = self._put_together(page, session, kind, None)
        return on_the_sheet_words(what)

    def _print(self, page: SeveralPage) -> None:
        wanted = page.wanted()
        if not wanted or self._printing.under_way:
            return
        page.show_problem("")
        try:
            # Anew: something may have been taken back since the page was shown.
            chosen = [
                self._put_together(page, self._sessions[each], page.kind_of(each), page.paper())[0]
                for each in wanted
            ]
        except KnownError as error:
            page.show_problem(str(error))
            return
        for each in wanted:
            page.show_row_problem(each, "")
        self._under_way = wanted
        jobs = [self._job(page, put, place, len(chosen)) for place, put in enumerate(chosen, 1)]
        self._printing.print_sheets(page, jobs)

    def _job(self, page: SeveralPage, put: PutTogether, place: int, every: int) -> PrintJob:
        # Told apart by their number alone: anybody can read the titles in the printer's list.
        job = self._giving.job(put, partial(self._printed, page, put))
        return replace(job, title=self.tr("Worksheet {place} of {every}").format(place=place, every=every))

    def _printed(self, page: SeveralPage, put: PutTogether) -> None:
        said = ""
        try:
            self._giving.keep_printed(put)
        except KnownError as error:
            said = self.tr("Printed, but not kept: {why}").format(why=str(error))
        if not isValid(page):
            return
        page.show_printed(put.session.id)
        if said:
            page.show_row_problem(put.session.id, said)

    def _tell(self, results: Sequence[PrintResult]) -> None:
        """Say at each sheet that was not printed why."""
        page, sent = self._window.page, self._under_way
        self._under_way = ()
        if not isinstance(page, SeveralPage) or len(sent) != len(results):
            return
        for session_id, result in zip(sent, results, strict=True):
            if result.problem:
                page.show_row_problem(session_id, result.problem)

    def _forget(self) -> None:
        self._under_way = ()

    def _put_together(
        self, page: SeveralPage, session: Session, kind: SheetKind, paper: Paper | None
    ) -> tuple[PutTogether, OnTheSheet]:
        reader, own = self._reader(), own_prompts(self._practice.folder)
        usual = Paper.LETTER if uses_letter_paper() else Paper.A4
        begun = beginning(reader, session.id, kind, paper=PaperChoice(paper=usual))
        if paper is not None:
            begun = begun.model_copy(update={"paper": begun.paper.model_copy(update={"paper": paper})})
        made = material(reader, session.id, self._practice.name)
        wrong: list[KnownError] = []
        prompts = load(begun.language, own, wrong.append)
        book = load_questions(begun.language, own, wrong.append)
        if wrong:
            page.show_problem(str(wrong[0]))
        sheet = compose(made, begun, prompts, book)
        return PutTogether(session, sheet, begun), on_the_sheet(sheet, made)

    def _reader(self) -> WorksheetReader:
        return readers_for(Purpose.WORKSHEET, self._practice.record, None)
