"""Printing sheets: asking for a printer, handing each over, and staying until the printer has them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kap_companion.vocabulary.paper import PaperChoice
from ui import background
from ui.printing import words
from ui.printing.cups import Cups, find_cups
from ui.printing.jobs import PrintJob, PrintOutcome
from ui.printing.libcups import NoServerError
from ui.printing.painting import lay
from ui.printing.print_dialogs import PrintDialogs, SystemPrintDialogs
from ui.printing.spooling import Progress, hand_over
from ui.printing.standing import Standing
from ui.printing.under_way import SheetUnderWay, came_to_a_printer, why_none_did
from ui.printing.watching import QueueWatch

_PROGRESS_MS = 100


class Printing(QObject):
    """Prints sheets, one after another, each a job of its own; one printing at a time.

    Signals:
        began: a printer was chosen, or is about to be.
        progressed: pages painted so far, pages in all.
        told: how the sheets stand, in plain sentences, as often as it changes; and whether somebody has to do
            something.
        finished: a list of PrintResult, where at least one sheet came to a printer.
        failed: why none did, in plain sentences; `no_printer` comes before it where there is none to choose.
        cancelled: none did, because somebody changed their mind.
        no_printer: there is nothing to print on: offer to save as PDF.

    One of `finished`, `failed` and `cancelled` ends each printing.
    """

    began = Signal()
    progressed = Signal(int, int)
    told = Signal(str, bool)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()
    no_printer = Signal()

    def __init__(
        self, pool: QThreadPool, parent: QObject | None = None, *, dialogs: PrintDialogs | None = None
    ) -> None:
        super().__init__(parent)
        self._pool = pool
        self._dialogs = dialogs or SystemPrintDialogs()
        self._cups: Cups | None = None
        self._printer: QPrinter | None = None
        self._watch: QueueWatch | None = None
        self._window: QWidget | None = None
        self._suggested = PaperChoice()
        self._sheets: list[SheetUnderWay] = []
        self._progress = Progress()
        self._told = ""
        self._ticks = QTimer(self)
        self._ticks.setInterval(_PROGRESS_MS)
        self._ticks.timeout.connect(self._tell_progress)

    @property
    def under_way(self) -> bool:
        """Whether sheets are being printed, or watched in their queue."""
        return bool(self._sheets)

    def print_sheets(
        self, window: QWidget, jobs: Sequence[PrintJob], choice_hint: PaperChoice | None = None
    ) -> None:
        """Ask for a printer and print; where sheets are under way nothing is begun, and `told` says so.

        Args:
            window: whose question it is.
            jobs: what to print; with none of them nothing happens.
            choice_hint: the paper that is suggested; by itself that of the first sheet.
        """
        if self._sheets:
            self.told.emit(words.still_printing(), False)
            return
        if not jobs:
            return
        self._sheets = [SheetUnderWay(job) for job in jobs]
        self._progress = Progress()
        self._told = ""
        self._cups = find_cups()
        self.began.emit()
        self._window, self._suggested = window, choice_hint or jobs[0].paper
        background.run(self._pool, partial(_set, tuple(jobs), self._cups), self._ask, self._fail)

    def cancel(self) -> None:
        """Print nothing more, and take what waits in the queue out of it; what is printed is printed."""
        self._progress.wanted = False
        if self._watch is not None:
            self._watch.cancel()

    def leave(self) -> None:
        """Stay no longer: what is in the queue stays there and counts as handed over; cancel the rest."""
        self._progress.wanted = False
        if self._watch is not None:
            self._watch.stop()
        for sheet in self._sheets:
            sheet.leave()
        if self._watch is not None:
            self._end_if_all_is_known()

    def _ask(self, pages: list[Sequence[str]]) -> None:
        for sheet, set_pages in zip(self._sheets, pages, strict=True):
            sheet.pages = set_pages
        window = self._window
        if not self._progress.wanted or window is None or not isValid(window):
            self._answer(accepted=False)
            return
        if not QPrinterInfo.availablePrinterNames():
            self._fail(words.no_printer())
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        lay(self._printer, self._suggested)
        choosable = len(pages[0]) if len(pages) == 1 else 0
        self._dialogs.choose_printer(window, self._printer, choosable, self._take_answer)

    def _take_answer(self, accepted: bool) -> None:  # noqa: FBT001 - the dialog calls it so
        self._answer(accepted=accepted and self._progress.wanted)

    def _answer(self, *, accepted: bool) -> None:
        if not accepted or self._printer is None:
            self._forget()
            self.cancelled.emit()
            return
        if self._cups is not None:
            self._watch = QueueWatch(self._cups, self._printer.printerName(), self._pool, self)
            self._watch.seen.connect(self._see)
        self._ticks.start()
        self._hand_next()

    def _hand_next(self) -> None:
        sheet, printer = self._next, self._printer
        if sheet is None or printer is None:
            self._ticks.stop()
            self._tell_progress()
            self._end_if_all_is_known()
        elif not self._progress.wanted:
            sheet.conclude(PrintOutcome.CANCELLED)
            self._hand_next()
        else:
            job = sheet.job
            work = partial(hand_over, printer, job.title, sheet.pages, job.paper, self._cups, self._progress)
            background.run(self._pool, work, self._take_number, self._take_failure)

    @property
    def _next(self) -> SheetUnderWay | None:
        """The sheet that is being handed over, or is to be."""
        return next((one for one in self._sheets if one.number is None and one.result is None), None)

    def _take_number(self, number: int | None) -> None:
        sheet = self._next
        if sheet is None:
            return
        sheet.number = number
        self._count_up_to(sheet)
        if number is None or self._watch is None:
            sheet.see(Standing.NOT_KNOWN)
        else:
            self._watch.follow(number)
            if not self._progress.wanted:
                # Cancelled after it was handed over and before its number was known.
                self._watch.cancel()
        self._hand_next()

    def _take_failure(self, error: Exception) -> None:
        sheet = self._next
        if sheet is None:
            return
        self._count_up_to(sheet)
        if isinstance(error, words.CancelledError):
            sheet.conclude(PrintOutcome.CANCELLED)
        else:
            sheet.conclude(PrintOutcome.FAILED, str(error))
        self._hand_next()

    def _see(self, number: int, stands: Standing, says: str) -> None:
        sheet = next(one for one in self._sheets if one.number == number)
        sheet.see(stands, says)
        first = next((one for one in self._sheets if one.result is None), sheet)
        self._say(words.in_full(first.stands, first.says), first.stands)
        self._end_if_all_is_known()

    def _end_if_all_is_known(self) -> None:
        results = [sheet.result for sheet in self._sheets if sheet.result is not None]
        if not self._sheets or len(results) < len(self._sheets):
            return
        self._forget()
        if came_to_a_printer(results):
            self.finished.emit(results)
        elif why := why_none_did(results):
            self.failed.emit(why)
        else:
            self.cancelled.emit()

    def _fail(self, error: Exception) -> None:
        self._forget()
        if isinstance(error, words.NoPrinterError):
            self.no_printer.emit()
        self.failed.emit(str(error))

    def _forget(self) -> None:
        self._ticks.stop()
        self._sheets = []
        self._printer = self._window = None
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None

    def _count_up_to(self, sheet: SheetUnderWay) -> None:
        """A sheet that is through counts with all its pages, also where only some were chosen."""
        through = self._sheets[: self._sheets.index(sheet) + 1]
        self._progress.painted = sum(len(one.pages) for one in through)

    def _tell_progress(self) -> None:
        every = sum(len(sheet.pages) for sheet in self._sheets)
        self.progressed.emit(min(self._progress.painted, every), every)

    def _say(self, text: str, stands: Standing) -> None:
        if text != self._told:
            self._told = text
            self.told.emit(text, stands.in_the_way)


def _set(jobs: Sequence[PrintJob], cups: Cups | None) -> list[Sequence[str]]:
    """Set every sheet, where there is a print server at all; called in a thread of its own.

    Raises:
        KnownError: there is none, or a sheet cannot be set.
    """
    if cups is not None:
        try:
            cups.reach()
        except NoServerError as error:
            raise words.no_printer() from error
    return [job.pages() for job in jobs]
