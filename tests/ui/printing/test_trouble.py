"""What goes wrong at a printer is said in words, and nothing is taken for printed that is not."""

import sys
from collections.abc import Mapping

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from tests.ui.printing.at_the_printer import AtThePrinter, page
from tests.ui.printing.lab import LARGEST_JOB, PrintLab
from ui.printing import libcups_calls
from ui.printing.cups import Cups
from ui.printing.jobs import PrintOutcome
from ui.printing.libcups import LibCups, NoAnswerError


def test_a_jam_is_said_with_the_printers_own_words_and_can_be_cancelled(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward", "jammed"))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears(
        "Paper is jammed in the printer. The printer says: Paper jam in tray 2."
        " The sheet waits in its queue and is printed when that is mended."
    )
    assert at_the_printer.printing.under_way
    assert at_the_printer.printed == []
    at_the_printer.printing.cancel()
    assert at_the_printer.hears_the_end() == "cancelled"
    assert at_the_printer.printed == []


def test_a_paused_printer_is_said_and_the_sheet_is_printed_when_it_goes_on(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.pause(lab.add("Ward")))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears("The printer is paused. The sheet waits in its queue.")
    assert at_the_printer.printed == []
    lab.go_on("Ward")
    assert at_the_printer.hears_the_end() == "finished"
    assert at_the_printer.printed == ["Worksheet"]
    assert len(lab.arrived("Ward")) == 1


def test_a_printer_without_paper_is_said_and_the_sheet_is_printed_when_there_is_some(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward", "empty"))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears("The printer needs paper.")
    lab.let("refilled")
    assert at_the_printer.hears_the_end() == "finished"
    assert at_the_printer.results[0].outcome is PrintOutcome.PRINTED


def test_a_sheet_that_waits_for_a_slow_printer_can_be_cancelled(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward", "slow"))
    at_the_printer.prints(at_the_printer.sheet("One"), at_the_printer.sheet("Two"))
    at_the_printer.hears("The sheet is being printed.")
    at_the_printer.printing.cancel()
    assert at_the_printer.hears_the_end() == "cancelled"
    assert at_the_printer.printed == []
    assert lab.arrived("Ward") == []


def test_no_page_comes_out_of_a_sheet_that_was_cancelled_while_it_was_painted(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    # Pages of so many marks that painting takes a while.
    full = page(1).replace("</svg>", page(2).partition(">")[2].replace("</svg>", "") * 2000 + "</svg>")
    at_the_printer.prints(at_the_printer.sheet(setting=lambda: [full] * 60))
    at_the_printer.waits_for(lambda: any(0 < painted < every for painted, every in at_the_printer.progress))
    at_the_printer.printing.cancel()
    assert at_the_printer.hears_the_end() == "cancelled"
    assert lab.arrived("Ward") == []


def test_of_several_sheets_those_that_are_printed_stay_printed_when_the_rest_is_cancelled(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward", "slow"))
    at_the_printer.prints(at_the_printer.sheet("One"), at_the_printer.sheet("Two"))
    at_the_printer.hears("The sheet is being printed.")
    lab.let("hurry")
    at_the_printer.waits_for(lambda: "One" in at_the_printer.printed)
    at_the_printer.printing.cancel()
    assert at_the_printer.hears_the_end() == "finished"
    assert at_the_printer.results[0].outcome is PrintOutcome.PRINTED


def test_with_no_print_server_it_is_said_at_once_and_saving_is_offered(
    no_print_server: None, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses("Ward")
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.qtbot.waitUntil(lambda: bool(at_the_printer.ends), timeout=2_000)
    assert at_the_printer.ends == [
        "no printer",
        "There is no printer on this computer. Save as PDF instead, and print it elsewhere.",
    ]
    assert at_the_printer.dialogs.asked == []


def test_with_a_print_server_that_has_no_printer_it_is_said_too(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears_the_end()
    assert at_the_printer.ends[0] == "no printer"


def test_a_silent_print_server_keeps_nobody_waiting_for_long(lab: PrintLab) -> None:
    cups = Cups(LibCups(answer_ms=200))
    lab.fall_silent()
    try:
        with pytest.raises(NoAnswerError, match="does not answer"):
            cups.reach()
    finally:
        lab.speak_again()
    cups.reach()


def test_a_print_server_that_falls_silent_meanwhile_is_said_and_watched_on(
    lab: PrintLab, at_the_printer: AtThePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LibCups.__init__, "__defaults__", (200,))
    at_the_printer.chooses(lab.add("Ward", "slow"))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears("The sheet is being printed.")
    lab.fall_silent()
    try:
        at_the_printer.hears("The printing system of this computer does not answer.")
    finally:
        lab.speak_again()
    lab.let("hurry")
    assert at_the_printer.hears_the_end() == "finished"


def test_a_printer_that_is_taken_away_halfway_is_said(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    at_the_printer.chooses(lab.add("Ward", "slow"))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears("The sheet is being printed.")
    lab.remove("Ward")
    assert at_the_printer.hears_the_end() == (
        "The printer is not there any more. Choose another printer, or save as PDF."
    )
    assert at_the_printer.printed == []


def test_a_printer_that_is_gone_when_it_was_just_chosen_is_said(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    def takes_it_away(_printer: QPrinter) -> None:
        lab.remove("Ward")

    at_the_printer.chooses(lab.add("Ward"), takes_it_away)
    at_the_printer.prints(at_the_printer.sheet("One"), at_the_printer.sheet("Two"))
    assert at_the_printer.hears_the_end().startswith("The printer is not there any more.")


def test_a_printer_whose_queue_is_closed_is_said(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    at_the_printer.chooses(lab.close(lab.add("Ward")))
    at_the_printer.prints(at_the_printer.sheet())
    assert at_the_printer.hears_the_end().startswith("The printer takes no new sheets at the moment.")
    assert at_the_printer.printed == []


def test_a_queue_without_space_is_said_and_nothing_counts_as_printed(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet("Large", setting=lambda: [_larger_than(LARGEST_JOB)]))
    assert at_the_printer.hears_the_end().startswith("The printer's queue did not take the sheet.")
    assert at_the_printer.printed == []
    assert lab.arrived("Ward") == []


def test_a_printer_that_gives_a_sheet_up_is_said(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    at_the_printer.chooses(lab.add("Ward", "jammed", after_error="abort-job"))
    at_the_printer.prints(at_the_printer.sheet())
    assert at_the_printer.hears_the_end().startswith("The printer gave the sheet up.")
    assert at_the_printer.printed == []


def test_nothing_is_asked_of_a_window_that_is_gone(lab: PrintLab, at_the_printer: AtThePrinter) -> None:
    gone = QWidget()
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.printing.print_sheets(gone, [at_the_printer.sheet()])
    delete(gone)
    assert at_the_printer.hears_the_end() == "cancelled"
    assert at_the_printer.dialogs.asked == []


def test_cancelling_as_soon_as_a_sheet_was_handed_over_still_cancels_it(
    lab: PrintLab, at_the_printer: AtThePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Cups.send

    def send_and_cancel(cups: Cups, name: str, title: str, options: Mapping[str, str], document: int) -> int:
        number = send(cups, name, title, options, document)
        at_the_printer.printing._progress.wanted = False
        return number

    monkeypatch.setattr(Cups, "send", send_and_cancel)
    at_the_printer.chooses(lab.pause(lab.add("Ward")))
    at_the_printer.prints(at_the_printer.sheet())
    assert at_the_printer.hears_the_end() == "cancelled"
    lab.go_on("Ward")
    assert lab.arrived("Ward") == []


def test_a_print_server_that_falls_silent_before_it_has_the_sheet_is_said(
    lab: PrintLab, at_the_printer: AtThePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Cups.send

    def send_into_silence(
        cups: Cups, name: str, title: str, options: Mapping[str, str], document: int
    ) -> int:
        lab.fall_silent()
        return send(cups, name, title, options, document)

    monkeypatch.setattr(LibCups.__init__, "__defaults__", (200,))
    monkeypatch.setattr(Cups, "send", send_into_silence)
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet())
    try:
        assert at_the_printer.hears_the_end().startswith(
            "The printing system of this computer does not answer."
        )
    finally:
        lab.speak_again()
    assert at_the_printer.printed == []


def test_a_sheet_that_is_left_to_a_paused_printer_counts_as_handed_over(
    lab: PrintLab, at_the_printer: AtThePrinter
) -> None:
    at_the_printer.chooses(lab.pause(lab.add("Ward")))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears("The printer is paused.")
    at_the_printer.printing.leave()
    assert at_the_printer.hears_the_end() == "finished"
    (result,) = at_the_printer.results
    assert result.outcome is PrintOutcome.HANDED_OVER
    assert result.problem.startswith("The printer is paused. The sheet waits in its queue.")
    assert at_the_printer.printed == ["Worksheet"]
    lab.go_on("Ward")
    at_the_printer.waits_for(lambda: len(lab.arrived("Ward")) == 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is asked of CUPS")
def test_without_the_library_a_sheet_is_printed_and_what_became_of_it_is_not_claimed_to_be_known(
    lab: PrintLab, at_the_printer: AtThePrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libcups_calls, "_LIBRARY", "libcups-that-is-not-there.so")
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet())
    assert at_the_printer.hears_the_end() == "finished"
    (result,) = at_the_printer.results
    assert (result.outcome, at_the_printer.printed) == (PrintOutcome.HANDED_OVER, ["Worksheet"])
    assert "cannot be known here" in result.problem
    at_the_printer.waits_for(lambda: len(lab.arrived("Ward")) == 1)


def _larger_than(size: int) -> str:
    """A page whose shapes cannot be packed to less than `size` bytes."""
    corners = [
        f"L {n * 7919 % 611}.{n % 997:03} {n * 6007 % 791}.{n * 31 % 991:03}" for n in range(size // 8)
    ]
    shapes = "".join(
        f'<path fill="#cc2200" d="M 0 0 {" ".join(corners[start : start + 500])} Z"/>'
        for start in range(0, len(corners), 500)
    )
    return page(1).replace("</svg>", f"{shapes}</svg>")
