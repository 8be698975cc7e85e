"""The small panel that says how printing goes."""

import pytest
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.printing.at_the_printer import AtThePrinter
from tests.ui.printing.lab import PrintLab
from ui.printing.progress_panel import ProgressPanel


@pytest.fixture
def panel(qtbot: QtBot, at_the_printer: AtThePrinter, window: QWidget) -> ProgressPanel:
    panel = ProgressPanel(at_the_printer.printing, window)
    panel.resize(480, 240)
    return panel


def test_it_is_not_there_until_something_is_printed(panel: ProgressPanel) -> None:
    assert panel.isHidden()


def test_it_says_what_the_printer_says_and_offers_the_ways_out(
    lab: PrintLab, at_the_printer: AtThePrinter, panel: ProgressPanel
) -> None:
    at_the_printer.chooses(lab.add("Ward", "jammed"))
    at_the_printer.prints(at_the_printer.sheet())
    assert _ways(panel) == ["Cancel printing"]
    at_the_printer.hears("Paper jam in tray 2")
    assert panel.said().startswith("Paper is jammed in the printer. The printer says: Paper jam in tray 2.")
    assert _ways(panel) == ["Leave it to the printer", "Cancel printing"]
    _press(at_the_printer.qtbot, panel, "Cancel printing")
    at_the_printer.hears_the_end()
    assert panel.said() == "Printing was cancelled. Nothing was printed."
    assert _ways(panel) == ["Close"]
    _press(at_the_printer.qtbot, panel, "Close")
    assert panel.isHidden()


def test_it_says_when_all_is_printed(
    lab: PrintLab, at_the_printer: AtThePrinter, panel: ProgressPanel
) -> None:
    at_the_printer.chooses(lab.add("Ward"))
    at_the_printer.prints(at_the_printer.sheet("One"), at_the_printer.sheet("Two"))
    at_the_printer.hears_the_end()
    assert panel.said() == "All sheets are printed."


def test_it_says_of_each_sheet_what_went_wrong_with_it(
    lab: PrintLab, at_the_printer: AtThePrinter, panel: ProgressPanel
) -> None:
    at_the_printer.chooses(lab.pause(lab.add("Ward")))
    at_the_printer.prints(at_the_printer.sheet("One"), at_the_printer.sheet("Two"))
    at_the_printer.waits_for(lambda: "Leave it to the printer" in _ways(panel))
    _press(at_the_printer.qtbot, panel, "Leave it to the printer")
    at_the_printer.hears_the_end()
    assert panel.said().startswith("One: ")
    assert "Two: " in panel.said()


def test_without_a_printer_it_offers_a_pdf(
    no_print_server: None, at_the_printer: AtThePrinter, panel: ProgressPanel
) -> None:
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears_the_end()
    assert panel.said().startswith("There is no printer on this computer.")
    assert _ways(panel) == ["Save as PDF…", "Close"]
    with at_the_printer.qtbot.waitSignal(panel.save_wanted):
        _press(at_the_printer.qtbot, panel, "Save as PDF…")
    assert panel.isHidden()


def test_the_offer_of_a_pdf_is_gone_with_the_next_printing(
    lab: PrintLab, at_the_printer: AtThePrinter, panel: ProgressPanel
) -> None:
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears_the_end()
    at_the_printer.chooses(lab.close(lab.add("Ward")))
    at_the_printer.ends.clear()
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears_the_end()
    assert _ways(panel) == ["Close"]


def test_everything_in_it_has_a_name_and_none_of_it_takes_the_focus_by_itself(
    lab: PrintLab, at_the_printer: AtThePrinter, panel: ProgressPanel, window: QWidget
) -> None:
    at_the_printer.chooses(lab.pause(lab.add("Ward")))
    at_the_printer.prints(at_the_printer.sheet())
    at_the_printer.hears("paused")
    for control in [*panel.findChildren(QPushButton), *panel.findChildren(QProgressBar)]:
        assert control.accessibleName()
        assert not control.hasFocus()
    for button in panel.findChildren(QPushButton):
        assert button.minimumHeight() >= 44
    at_the_printer.printing.cancel()
    at_the_printer.hears_the_end()


def _ways(panel: ProgressPanel) -> list[str]:
    return [button.text() for button in panel.findChildren(QPushButton) if not button.isHidden()]


def _press(qtbot: QtBot, panel: ProgressPanel, words: str) -> None:
    next(button for button in panel.findChildren(QPushButton) if button.text() == words).click()
