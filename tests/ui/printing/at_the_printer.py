"""Somebody who prints: chooses a printer in the dialog, and hears what comes of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QThreadPool
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.paper import Paper, PaperChoice
from ui.printing.jobs import PrintJob, PrintResult
from ui.printing.print_dialogs import PrintDialogs
from ui.printing.printing import Printing

HEARS_WITHIN_MS = 15_000


class AnsweringPrintDialogs(PrintDialogs):
    """Answers the question for a printer: puts the answer in as the dialog would, or declines."""

    def __init__(self) -> None:
        self.put_in: Callable[[QPrinter], None] | None = None
        self.asked: list[int] = []

    def choose_printer(
        self, parent: QWidget, printer: QPrinter, pages: int, answer: Callable[[bool], None]
    ) -> None:
        self.asked.append(pages)
        if self.put_in is not None:
            self.put_in(printer)
        answer(self.put_in is not None)


class AtThePrinter:
    """One person, one `Printing`, and everything that is heard of it."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self.qtbot = qtbot
        self.window = window
        self.dialogs = AnsweringPrintDialogs()
        self.printing = Printing(QThreadPool.globalInstance(), window, dialogs=self.dialogs)
        self.told: list[str] = []
        self.ends: list[str] = []
        self.results: list[PrintResult] = []
        self.progress: list[tuple[int, int]] = []
        self.printed: list[str] = []
        self.listens_to(self.printing)

    def listens_to(self, printing: Printing) -> None:
        printing.told.connect(lambda text, _in_the_way: self.told.append(text))
        printing.progressed.connect(lambda painted, every: self.progress.append((painted, every)))
        printing.no_printer.connect(lambda: self.ends.append("no printer"))
        printing.failed.connect(lambda text: self.ends.append(text))
        printing.cancelled.connect(lambda: self.ends.append("cancelled"))
        printing.finished.connect(self._take_results)
        self.printing = printing

    def chooses(self, printer: str, also: Callable[[QPrinter], None] = lambda _: None) -> None:
        def put_in(into: QPrinter) -> None:
            into.setPrinterName(printer)
            also(into)

        self.dialogs.put_in = put_in

    def prints(self, *jobs: PrintJob) -> None:
        self.printing.print_sheets(self.window, jobs)

    def sheet(
        self,
        title: str = "Worksheet",
        pages: int = 2,
        choice: PaperChoice | None = None,
        setting: Callable[[], Sequence[str]] | None = None,
    ) -> PrintJob:
        made = [page(number) for number in range(1, pages + 1)]
        return PrintJob(
            title, setting or (lambda: made), choice or PaperChoice(), lambda: self.printed.append(title)
        )

    def waits_for(self, heard: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(heard, timeout=HEARS_WITHIN_MS)

    def hears_the_end(self) -> str:
        self.waits_for(lambda: bool(self.ends) and not self.printing.under_way)
        return self.ends[-1]

    def hears(self, words: str) -> None:
        self.waits_for(lambda: any(words in text for text in self.told))

    def _take_results(self, results: list[PrintResult]) -> None:
        self.results = results
        self.ends.append("finished")


def page(number: int, paper: Paper = Paper.LETTER) -> str:
    """A page with a red mark in its upper left corner; further down the higher its number is."""
    width, height = (612, 792) if paper is Paper.LETTER else (595, 842)
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt" '
        'xmlns="http://www.w3.org/2000/svg">'
        f'<path fill="#cc2200" d="M 0 {number * 10} h 40 v 8 h -40 Z"/></svg>'
    )
