"""Pages on a printer, as vectors at the printer's own resolution."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtSvg import QSvgRenderer

from kap_companion.errors import BugError
from kap_companion.vocabulary.paper import Paper, PaperChoice
from ui.printing import words

_SIZES = {Paper.LETTER: QPageSize.PageSizeId.Letter, Paper.A4: QPageSize.PageSizeId.A4}
_ROOT = "<svg "


def lay(printer: QPrinter, choice: PaperChoice) -> None:
    """Put the sheet's own paper in, upright and whole, in grey where it is set in grey.

    A printer that has no such paper keeps the one it has, and pages are made to fit it. The dialog alone
    cannot be relied on for the paper: choosing another printer in it puts that printer's usual paper in.
    """
    size = QPageSize(_SIZES[choice.paper])
    printer.setFullPage(True)
    if _has(printer, size):
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        printer.setPageSize(size)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    if choice.grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)


def wanted(count: int, printer: QPrinter) -> list[int]:
    """Which of `count` pages are painted, counted from 0, in the order they are painted.

    Where a list of pages was typed in the dialog, or odd and even ones chosen, all are painted: the print
    server chooses. Copies are the print server's too; pages are painted again only where it can make none.

    Raises:
        PrintingError: the sheet has none of the pages that were chosen.
    """
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = pages[printer.fromPage() - 1 : max(printer.fromPage(), printer.toPage())]
    if not pages:
        raise words.no_page_chosen()
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    again = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return pages * again
    return [page for page in pages for _ in range(again)]


def paint(printer: QPrinter, pages: Sequence[str], painted: Callable[[], bool]) -> None:
    """Paint pages, SVG texts, one a sheet of paper, until `painted`, called after each, says False.

    `painted` is called after each page; where it says False no more are painted. What was painted until
    then is handed over all the same, because Qt cannot take it back: whoever stops takes the job out of its
    queue.

    Raises:
        PrintingError: the printer could not be begun.
    """
    if not printer.isValid():
        raise words.not_begun()
    painter = QPainter()
    if not painter.begin(printer):
        raise words.not_begun()
    try:
        whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        for place, page in enumerate(pages):
            if place and not printer.newPage():
                raise words.not_begun()
            _paint_page(painter, page, whole)
            if not painted():
                return
    finally:
        painter.end()


def _paint_page(painter: QPainter, page: str, whole: QRectF) -> None:
    renderer = QSvgRenderer(QByteArray(_without_outlines(page).encode()))
    if not renderer.isValid():
        raise BugError("a page that was set is no picture")
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, whole)


def _without_outlines(page: str) -> str:
    """Qt draws a line of one point around everything that names no line, on a printer though not on a screen.

    Every letter came out bold. A line of no width is left out; lines that are meant name their width.
    """
    return page.replace(_ROOT, f'{_ROOT}stroke-width="0" ', 1)


def _has(printer: QPrinter, size: QPageSize) -> bool:
    known = QPrinterInfo(printer).supportedPageSizes()
    return not known or any(one.isEquivalentTo(size) for one in known)
