"""Handing one sheet to a printer's queue."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

from kap_companion.vocabulary.paper import PaperChoice
from ui.printing import words
from ui.printing.cups import Cups
from ui.printing.libcups import RefusedError
from ui.printing.painting import lay, paint, wanted

# Where Qt's engine keeps what else the dialog asked of CUPS (PPK_CupsOptions): names and values in turn.
_ASKED_OF_CUPS: Final = QPrintEngine.PrintEnginePropertyKey(0xFE00)
_SIDES: Final = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


class Progress:
    """How far printing is: written in one thread, read in another.

    Attributes:
        painted: pages painted so far.
        wanted: False as soon as somebody cancels.
    """

    def __init__(self) -> None:
        self.painted = 0
        self.wanted = True

    def count(self) -> bool:
        """Count one page more; whether the next is wanted."""
        self.painted += 1
        return self.wanted


def hand_over(
    printer: QPrinter,
    title: str,
    pages: Sequence[str],
    paper: PaperChoice,
    cups: Cups | None,
    progress: Progress,
) -> int | None:
    """Paint a sheet and hand it to the printer's queue; called in a thread of its own.

    Returns:
        The number of its job; None where this computer does not print with CUPS.

    Raises:
        PrintingError: the queue has nothing of it.
        NoAnswerError: the print server does not answer.
    """
    if cups is not None:
        _make_sure_it_is_there(cups, printer.printerName())
    lay(printer, paper)
    printer.setDocName(title)
    chosen = [pages[place] for place in wanted(len(pages), printer)]
    if cups is None:
        paint(printer, chosen, progress.count)
        return None
    with _in_memory(printer) as document:
        paint(printer, chosen, progress.count)
        if not progress.wanted:
            raise words.CancelledError
        os.lseek(document, 0, os.SEEK_SET)
        try:
            return cups.send(printer.printerName(), title, _asked(printer), document)
        except RefusedError as refusal:
            raise words.not_taken() from refusal


def _make_sure_it_is_there(cups: Cups, name: str) -> None:
    printer = cups.printer(name)
    if printer is None:
        raise words.printer_gone()
    if not printer.accepts:
        raise words.not_accepting()


@contextmanager
def _in_memory(printer: QPrinter) -> Iterator[int]:
    """Let what is painted stay in memory: a file that is open, and on no disk.

    Qt itself would write it to a file in the clear, hand it over even when it is told to abort, wait without
    end for a silent print server while nothing of the program runs, and not tell whether the queue took it.
    """
    memory = os.memfd_create("page", os.MFD_CLOEXEC)
    try:
        printer.setOutputFileName(f"/proc/self/fd/{memory}")
        yield memory
    finally:
        os.close(memory)


def _asked(printer: QPrinter) -> dict[str, str]:
    """What the person asked of the printer, by the names of CUPS, as Qt would ask it."""
    copies = printer.copyCount()
    asked = {"media": printer.pageLayout().pageSize().key(), "sides": _SIDES[printer.duplex()]}
    if copies > 1:
        asked["copies"] = str(copies)
        if printer.collateCopies():
            asked["Collate"] = "True"
    further = printer.printEngine().property(_ASKED_OF_CUPS) or []
    return asked | dict(zip(further[::2], further[1::2], strict=True))
