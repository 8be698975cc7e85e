"""What is said about printing, in plain sentences."""

from PySide6.QtCore import QCoreApplication

from kap_companion.errors import KnownError
from ui.one_line import one_line
from ui.printing.standing import Standing

_LONGEST_SAYING = 120


class PrintingError(KnownError):
    """A sheet could not be handed to a printer."""


class CancelledError(PrintingError):
    """Somebody changed their mind before the queue had anything of it."""

    def __init__(self) -> None:
        super().__init__(*_sentence(Standing.CANCELLED))


class NoPrinterError(PrintingError):
    """There is nothing to print on."""


def in_full(standing: Standing, printer_says: str = "") -> str:
    """How a job stands, the printer's own words, and what to do next."""
    said, advice = _sentence(standing)
    saying = one_line(printer_says, _LONGEST_SAYING).strip().rstrip(".")
    if not standing.in_the_way or saying.casefold() in {"", "paused"}:
        return f"{said} {advice}".strip()
    quoted = QCoreApplication.translate("Printing", "The printer says: {words}.").format(words=saying)
    return f"{said} {quoted} {advice}".strip()


def no_printer() -> NoPrinterError:
    """There is nothing to print on."""
    translate = QCoreApplication.translate
    return NoPrinterError(
        translate("Printing", "There is no printer on this computer."),
        translate("Printing", "Save as PDF instead, and print it elsewhere."),
    )


def still_printing() -> str:
    """Somebody wants to print while sheets are under way."""
    return QCoreApplication.translate(
        "Printing", "Sheets are still on their way to the printer. Wait for them, or cancel them first."
    )


def printer_gone() -> PrintingError:
    """The printer that was chosen is not there any more."""
    return PrintingError(*_sentence(Standing.PRINTER_GONE))


def not_accepting() -> PrintingError:
    """The queue is closed."""
    translate = QCoreApplication.translate
    return PrintingError(
        translate("Printing", "The printer takes no new sheets at the moment."),
        translate("Printing", "Choose another printer, or save as PDF."),
    )


def not_taken() -> PrintingError:
    """The queue did not take the job, and did not say why in a way that we can tell."""
    translate = QCoreApplication.translate
    return PrintingError(
        translate("Printing", "The printer's queue did not take the sheet."),
        translate(
            "Printing",
            "There may be no space left where the computer keeps what is to be printed. Nothing was printed;"
            " make space and print again, or save as PDF.",
        ),
    )


def not_begun() -> PrintingError:
    """Qt could not begin to paint on the printer."""
    translate = QCoreApplication.translate
    return PrintingError(
        translate("Printing", "The printer could not be reached."),
        translate("Printing", "Choose another printer, or save as PDF. Nothing was printed."),
    )


def no_page_chosen() -> PrintingError:
    """The pages that were chosen in the dialog are not among those of the sheet."""
    translate = QCoreApplication.translate
    return PrintingError(
        translate("Printing", "The sheet does not have the pages that were chosen."),
        translate("Printing", "Choose other pages and print again. Nothing was printed."),
    )


def _sentence(standing: Standing) -> tuple[str, str]:
    translate = QCoreApplication.translate
    waits = translate("Printing", "The sheet waits in its queue and is printed when that is mended.")
    return {
        Standing.WAITING: (translate("Printing", "The sheet waits for its turn."), ""),
        Standing.PRINTING: (translate("Printing", "The sheet is being printed."), ""),
        Standing.PRINTED: (translate("Printing", "The sheet is printed."), ""),
        Standing.CANCELLED: (translate("Printing", "Printing was cancelled."), ""),
        Standing.GIVEN_UP: (
            translate("Printing", "The printer gave the sheet up."),
            translate("Printing", "Look at the printer, then print again."),
        ),
        Standing.GONE: (
            translate("Printing", "The sheet is out of the queue."),
            translate("Printing", "Whether it was printed is not known: look at the printer."),
        ),
        Standing.JAMMED: (translate("Printing", "Paper is jammed in the printer."), waits),
        Standing.NO_PAPER: (translate("Printing", "The printer needs paper."), waits),
        Standing.OPEN: (translate("Printing", "The printer is open."), waits),
        Standing.NO_TONER: (translate("Printing", "The printer needs toner or ink."), waits),
        Standing.TRAY_FULL: (translate("Printing", "The printer's output tray is full."), waits),
        Standing.OFFLINE: (translate("Printing", "The printer cannot be reached."), waits),
        Standing.NEEDS_ATTENTION: (translate("Printing", "The printer needs attention."), waits),
        Standing.PAUSED: (
            translate("Printing", "The printer is paused. The sheet waits in its queue."),
            translate("Printing", "Let the printer go on in the settings of this computer."),
        ),
        Standing.HELD: (
            translate("Printing", "The sheet is held in the printer's queue."),
            translate("Printing", "Release it in the settings of this computer."),
        ),
        Standing.PRINTER_GONE: (
            translate("Printing", "The printer is not there any more."),
            translate("Printing", "Choose another printer, or save as PDF."),
        ),
        Standing.NO_ANSWER: (
            translate("Printing", "The printing system of this computer does not answer."),
            translate("Printing", "What becomes of the sheet is not known until it does."),
        ),
        Standing.NOT_KNOWN: (
            translate("Printing", "The sheet was handed to the printer."),
            translate("Printing", "What becomes of it cannot be known here: look at the printer."),
        ),
    }[standing]
