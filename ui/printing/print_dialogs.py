"""The system's question for a printer behind one seam, so that a test can answer it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


class PrintDialogs(Protocol):
    """Asks the person for a printer."""

    def choose_printer(
        self, parent: QWidget, printer: QPrinter, pages: int, answer: Callable[[bool], None]
    ) -> None:
        """Ask, without waiting: what was chosen is put into `printer`, then `answer` is called.

        Args:
            parent: the window that is asked about.
            printer: with what is suggested; afterwards with what was chosen.
            pages: how many the sheet has, for choosing some of them; 0 where several sheets are printed.
            answer: called once, with False where the person changed their mind.
        """
        ...


class SystemPrintDialogs:
    """The dialog of the desktop the companion runs on."""

    def choose_printer(
        self, parent: QWidget, printer: QPrinter, pages: int, answer: Callable[[bool], None]
    ) -> None:
        """Open the dialog before its window; the window waits, nothing else does."""
        option = QPrintDialog.PrintDialogOption
        dialog = QPrintDialog(printer, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A PDF is saved by the companion itself, for this person's eyes only; Qt would let everybody read it.
        dialog.setOption(option.PrintToFile, False)
        dialog.setOption(option.PrintPageRange, pages > 0)
        dialog.setOption(option.PrintCollateCopies, True)
        if pages:
            dialog.setMinMax(1, pages)
            dialog.setFromTo(1, pages)
        dialog.finished.connect(lambda result: answer(result == QDialog.DialogCode.Accepted.value))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
