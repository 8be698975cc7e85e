"""Which pages are painted, and on what paper, where no print server has a say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from kap_companion.errors import BugError
from kap_companion.vocabulary.paper import Paper, PaperChoice
from tests.ui.printing.at_the_printer import page
from tests.ui.printing.on_paper import marks
from ui.printing.painting import lay, paint, wanted
from ui.printing.words import PrintingError


@pytest.fixture
def to_pdf(no_print_server: None, tmp_path: Path) -> QPrinter:
    """A printer that makes no copies itself."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def test_where_the_printer_makes_no_copies_pages_are_painted_again(to_pdf: QPrinter) -> None:
    to_pdf.setCopyCount(2)
    to_pdf.setCollateCopies(True)
    assert wanted(3, to_pdf) == [0, 1, 2, 0, 1, 2]
    to_pdf.setCollateCopies(False)
    assert wanted(3, to_pdf) == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("first", "last", "painted"), [(1, 1, [0]), (2, 3, [1, 2]), (2, 9, [1, 2]), (0, 0, [0, 1, 2])]
)
def test_a_range_of_pages_ends_where_the_sheet_ends(
    to_pdf: QPrinter, first: int, last: int, painted: list[int]
) -> None:
    to_pdf.setPrintRange(QPrinter.PrintRange.PageRange)
    to_pdf.setFromTo(first, last)
    assert wanted(3, to_pdf) == painted


def test_a_range_behind_the_last_page_is_said(to_pdf: QPrinter) -> None:
    to_pdf.setPrintRange(QPrinter.PrintRange.PageRange)
    to_pdf.setFromTo(4, 5)
    with pytest.raises(PrintingError, match="does not have the pages"):
        wanted(3, to_pdf)


@given(st.integers(1, 30), st.integers(1, 4), st.booleans(), st.booleans())
def test_every_page_is_painted_as_often_as_there_are_copies(
    qapp: QApplication, count: int, copies: int, collated: bool, reverse: bool
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setCopyCount(copies)
    printer.setCollateCopies(collated)
    order = QPrinter.PageOrder
    printer.setPageOrder(order.LastPageFirst if reverse else order.FirstPageFirst)
    assert sorted(wanted(count, printer)) == sorted(list(range(count)) * copies)


def test_a_page_of_another_paper_is_made_to_fit_and_not_cut(to_pdf: QPrinter, tmp_path: Path) -> None:
    lay(to_pdf, PaperChoice(paper=Paper.LETTER))
    paint(to_pdf, [page(80, Paper.A4)], lambda: True)
    (mark,) = marks((tmp_path / "printed.pdf").read_bytes())
    # A4 is narrower than Letter for its height: as high as Letter, in the middle.
    assert 792 - mark.y == pytest.approx(800 * 792 / 842, abs=0.5)
    assert mark.x == pytest.approx((612 - 595 * 792 / 842) / 2, abs=0.5)


def test_painting_stops_when_it_is_told_to(to_pdf: QPrinter) -> None:
    painted: list[int] = []

    def stop_after_the_second() -> bool:
        painted.append(1)
        return len(painted) < 2

    paint(to_pdf, [page(1)] * 5, stop_after_the_second)
    assert len(painted) == 2


@pytest.mark.qt_log_ignore("Cannot read file|start tag expected|XML")
def test_a_page_that_is_no_picture_is_a_bug_of_ours(to_pdf: QPrinter) -> None:
    with pytest.raises(BugError):
        paint(to_pdf, ["nothing"], lambda: True)
