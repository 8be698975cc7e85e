"""The record of a session and a client's sheet, printed from their pages with a real print server."""

from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vocabulary.shared import Handed
from tests.builders import a_client
from tests.ui.between_sessions import WAIT_MS, between_sessions
from tests.ui.printing.at_the_printer import AnsweringPrintDialogs
from tests.ui.printing.lab import PrintLab
from tests.ui.worksheets.at_the_sheet import at_the_sheet
from ui.printing.printing import Printing
from ui.record_keeping import RecordKeeping
from ui.signing.record_page import RecordPage

LEFT = Qt.MouseButton.LeftButton


def choosing(printer: str) -> AnsweringPrintDialogs:
    dialogs = AnsweringPrintDialogs()
    dialogs.put_in = lambda into: into.setPrinterName(printer)
    return dialogs


def test_a_record_is_printed_from_its_page_under_a_title_that_names_nobody(
    lab: PrintLab, qtbot: QtBot, tmp_path: Path
) -> None:
    with between_sessions(qtbot, tmp_path) as desk:
        practice, client = desk.practice, a_client("canaryclient")
        practice.record.add_client(client)
        live = Live.begin(
            practice.record,
            practice.notebook,
            desk.clock,
            client=client,
            protocol=protocol.load("im"),
            author=practice.person,
        )
        for line in ("d 70mg im", "> end"):
            live.log(line, desk.clock.pass_time(60))
        pool = QThreadPool.globalInstance()
        printing = Printing(pool, desk.window, dialogs=choosing(lab.add("Ward")))
        keeping = RecordKeeping(
            desk.window, practice, desk.clock, desk.dialogs, pool, desk.window, printing=printing
        )
        keeping.open(practice.record.session(live.session.id))
        page = desk.window.page
        assert isinstance(page, RecordPage)
        qtbot.mouseClick(page.print, LEFT)
        qtbot.waitUntil(lambda: len(lab.arrived("Ward")) == 1 and not printing.under_way, timeout=WAIT_MS)
        (arrived,) = lab.arrived("Ward")
        assert arrived.title == "Record of a session"
        assert len(arrived.pages) >= 1


def test_a_sheet_that_was_printed_is_kept_as_printed(lab: PrintLab, qtbot: QtBot, tmp_path: Path) -> None:
    with at_the_sheet(tmp_path, qtbot, choosing(lab.add("Ward"))) as sheet:
        page = sheet.opens()
        qtbot.mouseClick(page.print, LEFT)
        qtbot.waitUntil(lambda: page.said.text() == "Kept as it was printed.", timeout=WAIT_MS)
        (arrived,) = lab.arrived("Ward")
        assert len(arrived.pages) == page.view.count
        assert "canaryclient" not in arrived.title
        (kept,) = sheet.given()
        assert kept.handed is Handed.PRINTED
        qtbot.waitUntil(lambda: not sheet.printing.under_way, timeout=WAIT_MS)
