"""Sheets on a printer: the road from the question for a printer to the paper, with a real print server."""

import pytest
import typst
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from kap_companion.errors import WorksheetError
from kap_companion.vocabulary.paper import Paper, PaperChoice
from tests.ui.printing.at_the_printer import AtThePrinter, page
from tests.ui.printing.lab import PrintLab
from tests.ui.printing.on_paper import marks, pictures
from ui.printing.jobs import PrintOutcome, PrintResult

LETTER, A4 = (612.0, 792.0), (595.0, 842.0)


def test_a_sheet_comes_whole_to_the_printer_that_was_chosen(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    lab.add("Other")
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet("Worksheet", pages=3))
    assert at_the_printer.hears_the_end() == "finished"
    (arrived,) = lab.arrived("Ward")
    assert (arrived.title, arrived.copies, arrived.pages) == ("Worksheet", 1, [LETTER] * 3)
    assert arrived.options["media"] == "Letter"
    assert arrived.options["sides"] == "one-sided"
    assert at_the_printer.results == [PrintResult("Worksheet", PrintOutcome.PRINTED)]
    assert at_the_printer.printed == ["Worksheet"]
    assert at_the_printer.progress[-1] == (3, 3)
    assert at_the_printer.told[-1] == "The sheet is printed."


def test_a_page_lies_where_it_was_set_although_the_printer_has_a_rim(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet(pages=2))
    at_the_printer.hears_the_end()
    (arrived,) = lab.arrived("Ward")
    for place in range(2):
        (mark,) = marks(arrived.pdf, place)
        assert (mark.x, 792 - mark.y) == pytest.approx((0, 10 * (place + 1)), abs=0.1)
        assert mark.colour == pytest.approx((0.8, 0.1333, 0), abs=0.01)


def test_letters_arrive_as_shapes_and_no_bolder_than_they_were_set(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    source = b'#set page("us-letter")\nSay "hello"#line(length: 4cm, stroke: 1pt)'
    set_page = typst.Compiler().compile(input=source, format="svg")
    text = (set_page[0] if isinstance(set_page, list) else set_page or b"").decode()
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet(setting=lambda: [text]))
    assert at_the_printer.hears_the_end() == "finished"
    (arrived,) = lab.arrived("Ward")
    assert pictures(arrived.pdf) == 0
    # The paper itself, ten glyphs and the line: a glyph that was drawn twice would be a bold one.
    assert len(marks(arrived.pdf)) == 1 + len('Say"hello"') + 1


def test_copies_and_both_sides_are_asked_of_the_printer_not_painted_again(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    def three_on_both_sides(printer: QPrinter) -> None:
        printer.setCopyCount(3)
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)

    at_the_printer.chooses(lab.add("Ward"), three_on_both_sides)
    at_the_printer.prints(at_the_printer.sheet(pages=2))
    at_the_printer.hears_the_end()
    (arrived,) = lab.arrived("Ward")
    assert (arrived.copies, len(arrived.pages)) == (3, 2)
    assert arrived.options["sides"] == "two-sided-long-edge"
    assert "Collate" in arrived.options


def test_only_the_pages_that_were_chosen_are_printed(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    def second_and_third(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)

    at_the_printer.chooses(lab.add("Ward"), second_and_third)
    at_the_printer.prints(at_the_printer.sheet(pages=4))
    at_the_printer.hears_the_end()
    (arrived,) = lab.arrived("Ward")
    assert [round(792 - marks(arrived.pdf, place)[0].y) for place in range(2)] == [20, 30]
    assert len(arrived.pages) == 2
    assert at_the_printer.progress[-1] == (4, 4)


def test_pages_can_come_last_first(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    at_the_printer.chooses(
        lab.add("Ward"), lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    )
    at_the_printer.prints(at_the_printer.sheet(pages=3))
    at_the_printer.hears_the_end()
    (arrived,) = lab.arrived("Ward")
    assert [round(792 - marks(arrived.pdf, place)[0].y) for place in range(3)] == [30, 20, 10]


def test_grey_sheets_arrive_without_colour(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet(choice=PaperChoice(grey=True)))
    at_the_printer.hears_the_end()
    (arrived,) = lab.arrived("Ward")
    assert {len(mark.colour) for mark in marks(arrived.pdf)} == {1}


def test_several_sheets_are_jobs_of_their_own_each_on_its_paper(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    a4 = PaperChoice(paper=Paper.A4)
    at_the_printer.prints(
        at_the_printer.sheet("Worksheet 1", pages=1),
        at_the_printer.sheet("Worksheet 2", choice=a4, setting=lambda: [page(1, Paper.A4)] * 2),
        at_the_printer.sheet("Worksheet 3", pages=1),
    )
    assert at_the_printer.hears_the_end() == "finished"
    assert [(job.title, job.pages) for job in lab.arrived("Ward")] == [
        ("Worksheet 1", [LETTER]),
        ("Worksheet 2", [A4] * 2),
        ("Worksheet 3", [LETTER]),
    ]
    assert at_the_printer.printed == ["Worksheet 1", "Worksheet 2", "Worksheet 3"]
    assert at_the_printer.dialogs.asked == [0]
    assert at_the_printer.progress[-1] == (4, 4)


def test_the_paper_of_the_sheet_holds_whatever_paper_the_printer_usually_has(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    def letter(printer: QPrinter) -> None:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))

    at_the_printer.chooses(lab.add("Ward"), letter)
    a4 = PaperChoice(paper=Paper.A4)
    at_the_printer.prints(at_the_printer.sheet(choice=a4, setting=lambda: [page(1, Paper.A4)]))
    at_the_printer.hears_the_end()
    (arrived,) = lab.arrived("Ward")
    assert arrived.pages == [A4]


def test_nothing_is_printed_where_the_person_changes_their_mind(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    lab.add("Ward")
    at_the_printer.prints(at_the_printer.sheet())
    assert at_the_printer.hears_the_end() == "cancelled"
    assert lab.arrived("Ward") == []
    assert at_the_printer.printed == []


def test_a_sheet_that_cannot_be_set_is_said_before_anything_is_asked(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    def fail() -> list[str]:
        raise WorksheetError("The template cannot be used.", "Look at line 3.")

    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet(), at_the_printer.sheet(setting=fail))
    assert at_the_printer.hears_the_end() == "The template cannot be used. Look at line 3."
    assert at_the_printer.dialogs.asked == []


def test_pages_that_the_sheet_has_not_are_said(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    def ninth(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(9, 9)

    at_the_printer.chooses(lab.add("Ward"), ninth)
    at_the_printer.prints(at_the_printer.sheet())
    assert at_the_printer.hears_the_end().startswith("The sheet does not have the pages")
    assert lab.arrived("Ward") == []


def test_one_printing_at_a_time(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet("First"))
    at_the_printer.prints(at_the_printer.sheet("Second"))
    at_the_printer.hears("still on their way")
    at_the_printer.hears_the_end()
    assert at_the_printer.printed == ["First"]
