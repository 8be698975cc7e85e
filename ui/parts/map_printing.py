"""Asking on which printer, without anything having to wait for the answer."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def ask_for_printer(parent: QWidget, answer: Callable[[QPrinter], None]) -> None:
    """Open the system's question for a printer; `answer` is called with it, or never where it was left."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    # The name of the job stands in the printer's own list, so it says nothing of the client.
    printer.setDocName(QCoreApplication.translate("Map", "Map"))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(
        lambda result: answer(printer) if result == QDialog.DialogCode.Accepted.value else None
    )
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
