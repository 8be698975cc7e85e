"""The system's own dialog, answered as a person answers it, down to the paper."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.printing.at_the_printer import AtThePrinter
from tests.ui.printing.lab import PrintLab
from tests.ui.printing.on_paper import marks
from ui.printing.printing import Printing

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def at_the_dialog(at_the_printer: AtThePrinter) -> AtThePrinter:
    at_the_printer.listens_to(Printing(QThreadPool.globalInstance(), at_the_printer.window))
    return at_the_printer


def test_what_is_chosen_in_the_dialog_reaches_the_printer(lab: PrintLab, at_the_dialog: AtThePrinter) -> None:
    lab.add("Hall")
    lab.add("Ward")
    at_the_dialog.prints(at_the_dialog.sheet(pages=4))
    dialog = _asked(at_the_dialog)
    _the(dialog, QComboBox, "printers").setCurrentText("Ward")
    _the(dialog, QSpinBox, "copies").setValue(2)
    _the(dialog, QRadioButton, "duplexLong").click()
    _the(dialog, QRadioButton, "printRange").click()
    _the(dialog, QSpinBox, "from").setValue(2)
    _the(dialog, QSpinBox, "to").setValue(3)
    _press(at_the_dialog.qtbot, dialog, "&Print")
    assert at_the_dialog.hears_the_end() == "finished"
    (arrived,) = lab.arrived("Ward")
    assert lab.arrived("Hall") == []
    assert (arrived.copies, arrived.options["sides"]) == (2, "two-sided-long-edge")
    assert [round(792 - marks(arrived.pdf, place)[0].y) for place in range(2)] == [20, 30]
    assert len(arrived.pages) == 2


def test_a_list_of_pages_typed_in_the_dialog_is_printed_once_not_chosen_from_twice(
    lab: PrintLab, at_the_dialog: AtThePrinter
) -> None:
    lab.add("Ward")
    at_the_dialog.prints(at_the_dialog.sheet(pages=4))
    dialog = _asked(at_the_dialog)
    _the(dialog, QRadioButton, "pagesRadioButton").click()
    _the(dialog, QLineEdit, "pagesLineEdit").setText("1,3-4")
    _press(at_the_dialog.qtbot, dialog, "&Print")
    assert at_the_dialog.hears_the_end() == "finished"
    (arrived,) = lab.arrived("Ward")
    assert [round(792 - marks(arrived.pdf, place)[0].y) for place in range(3)] == [10, 30, 40]


def test_leaving_the_dialog_prints_nothing(lab: PrintLab, at_the_dialog: AtThePrinter) -> None:
    lab.add("Ward")
    at_the_dialog.prints(at_the_dialog.sheet())
    _press(at_the_dialog.qtbot, _asked(at_the_dialog), "Cancel")
    assert at_the_dialog.hears_the_end() == "cancelled"
    assert lab.arrived("Ward") == []


def test_cancelling_while_the_dialog_is_open_prints_nothing_whatever_is_pressed_then(
    lab: PrintLab, at_the_dialog: AtThePrinter
) -> None:
    lab.add("Ward")
    at_the_dialog.prints(at_the_dialog.sheet())
    dialog = _asked(at_the_dialog)
    at_the_dialog.printing.cancel()
    _press(at_the_dialog.qtbot, dialog, "&Print")
    assert at_the_dialog.hears_the_end() == "cancelled"
    assert lab.arrived("Ward") == []


def test_the_dialog_waits_for_nothing_but_its_window_and_offers_no_file_others_could_read(
    lab: PrintLab, at_the_dialog: AtThePrinter
) -> None:
    lab.add("Ward")
    at_the_dialog.prints(at_the_dialog.sheet("One"), at_the_dialog.sheet("Two"))
    dialog = _asked(at_the_dialog)
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    printers = _the(dialog, QComboBox, "printers")
    assert [printers.itemText(place) for place in range(printers.count())] == ["Ward"]
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    _press(at_the_dialog.qtbot, dialog, "Cancel")
    at_the_dialog.hears_the_end()


def _asked(person: AtThePrinter) -> QPrintDialog:
    person.waits_for(lambda: bool(person.window.findChildren(QPrintDialog)))
    (dialog,) = person.window.findChildren(QPrintDialog)
    assert dialog.isVisible()
    return dialog


def _the(dialog: QPrintDialog, kind: type[W], name: str) -> W:
    widget = dialog.findChild(kind, name)
    assert isinstance(widget, kind)
    return widget


def _press(qtbot: QtBot, dialog: QPrintDialog, words: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
