"""The PDF printer of Debian, a printer that is none of ours, prints what was set."""

import os
import pwd
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from kap_companion.vocabulary.paper import Paper, PaperChoice
from tests.ui.printing.at_the_printer import AtThePrinter, page
from tests.ui.printing.lab import PrintLab

_DESCRIPTION = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_TITLE = f"kap-companion-worksheet-of-a-test-{os.getpid()}"


@pytest.fixture
def printed_files() -> Iterator[Callable[[], list[Path]]]:
    """What CUPS-PDF left where it leaves what this user prints; its settings, in /etc, are left alone."""
    if not _DESCRIPTION.exists():
        pytest.skip("CUPS-PDF is not installed (Debian: printer-driver-cups-pdf)")
    if os.geteuid() != 0:
        pytest.skip("CUPS-PDF prints only where its print server runs as root")
    folder = Path(pwd.getpwuid(os.geteuid()).pw_dir) / "PDF"
    was_there = folder.exists()
    yield lambda: list(folder.glob(f"{_TITLE}*.pdf"))
    for printed in folder.glob(f"{_TITLE}*.pdf"):
        printed.unlink()
    if folder.exists() and not was_there and not any(folder.iterdir()):
        folder.rmdir()


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_a_sheet_printed_to_pdf_has_its_pages_in_its_size(
    lab: PrintLab,
    at_the_printer: AtThePrinter,
    printed_files: Callable[[], list[Path]],
    paper: Paper,
    size: tuple[int, int],
) -> None:
    at_the_printer.chooses(lab.add_virtual("Virtual", _DESCRIPTION))
    pages = [page(number, paper) for number in (1, 2, 3)]
    at_the_printer.prints(
        at_the_printer.sheet(_TITLE, choice=PaperChoice(paper=paper), setting=lambda: pages)
    )
    assert at_the_printer.hears_the_end() == "finished"
    (printed,) = printed_files()
    boxes = [one.mediabox for one in PdfReader(printed).pages]
    assert [(round(box.width), round(box.height)) for box in boxes] == [size] * 3
