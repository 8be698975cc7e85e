"""The worksheets of several clients printed in one go, with a real print server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from kap_companion.errors import StorageError
from kap_companion.vault.practice_folder import own_worksheets
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.paper import Paper
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Handed, KeptWorksheet, SharedField
from kap_companion.worksheets.press import Press
from tests.builders import a_client, a_session
from tests.fakes import ManualClock
from tests.ui.between_sessions import WAIT_MS, BetweenSessions, between_sessions, said_on
from tests.ui.person import Desk, create_practice
from tests.ui.printing.at_the_printer import AnsweringPrintDialogs
from tests.ui.printing.lab import PrintLab
from tests.worksheets.sharing import an_item
from ui.giving import Giving
from ui.home.home_page import HomePage
from ui.printing.printing import Printing
from ui.several_sheets import SeveralSheets
from ui.worksheets.several_page import SeveralPage
from ui.worksheets.waiting_row import TOUCH, WaitingRow

NAMES = ("canary-wren", "canary-ash", "canary-zoe")


@dataclass
class Several:
    """Somebody with sheets to print, at a printer."""

    ana: BetweenSessions
    printers: AnsweringPrintDialogs
    several: SeveralSheets
    printing: Printing

    def held(self, name: str, *, days_ago: int = 0, **fields: Any) -> Session:
        practice, now = self.ana.practice, self.ana.clock.now().at
        client = a_client(name)
        practice.record.add_client(client)
        given = {"state": SessionState.ENDED, "anchor": now - timedelta(days=days_ago, hours=1)} | fields
        session = a_session(client.id, practice.person.id, **given)
        practice.record.add_session(session)
        rows: dict[str, Any] = {"client": client.id, "session": session.id, "agreed_at": session.anchor}
        practice.record.share(an_item(SharedField.PROMISE, "tea", author=practice.person.id, **rows))
        return session

    def opens(self) -> SeveralPage:
        self.several.open()
        page = self.ana.window.page
        assert isinstance(page, SeveralPage)
        return page

    def rows(self) -> list[WaitingRow]:
        page = self.ana.window.page
        assert page is not None
        return page.findChildren(WaitingRow)

    def prints(self, page: SeveralPage) -> None:
        self.ana.goes_to(page.print)
        self.ana.presses(Qt.Key.Key_Return)
        self.ana.qtbot.waitUntil(lambda: not self.printing.under_way, timeout=WAIT_MS)

    def kept(self, session: Session) -> tuple[KeptWorksheet, ...]:
        return self.ana.practice.record.worksheets(session.id)


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path) -> Iterator[Several]:
    with between_sessions(qtbot, tmp_path) as ana:
        pool, printers = QThreadPool.globalInstance(), AnsweringPrintDialogs()
        printing = Printing(pool, ana.window, dialogs=printers)
        press = Press(own_worksheets(ana.practice.folder))
        giving = Giving(ana.practice, ana.clock, ana.dialogs, press, printing, pool, ana.window)
        several = SeveralSheets(ana.window, ana.practice, ana.clock, printing, giving, ana.window)
        yield Several(ana, printers, several, printing)


def choose(several: Several, printer: str) -> None:
    several.printers.put_in = lambda into: into.setPrinterName(printer)


def test_todays_sheets_for_three_clients_are_printed_in_one_go_and_each_is_kept(
    lab: PrintLab, at_home: Several
) -> None:
    sessions = [at_home.held(name) for name in NAMES]
    older = at_home.held("canary-sage", days_ago=2)
    choose(at_home, lab.add("Ward"))
    page = at_home.opens()
    painted: list[tuple[int, int]] = []
    at_home.printing.progressed.connect(lambda done, every: painted.append((done, every)))
    assert page.print.text() == "Print 3 sheets"
    at_home.prints(page)
    arrived = lab.arrived("Ward")
    assert [job.title for job in arrived] == [f"Worksheet {place} of 3" for place in (1, 2, 3)]
    assert b"canary" not in b"".join(job.pdf for job in arrived)
    assert not any("canary" in f"{job.title} {dict(job.options)}" for job in arrived)
    for session in sessions:
        (kept,) = at_home.kept(session)
        assert kept.handed is Handed.PRINTED
        assert kept.composition is not None
        assert kept.composition.sheet is SheetKind.MEETING
    assert at_home.kept(older) == ()
    assert said_on(page).count("Printed.") == 3
    assert "All sheets are printed." in said_on(page)
    assert painted[-1][0] == painted[-1][1] >= 3
    assert page.print.text() == "Print 0 sheets"
    assert not page.print.isEnabled()
    at_home.opens()
    assert [row.session_id for row in at_home.rows()] == [older.id]


def test_all_go_on_one_paper_where_that_is_chosen(lab: PrintLab, at_home: Several) -> None:
    sessions = [at_home.held(name) for name in NAMES[:2]]
    choose(at_home, lab.add("Ward"))
    page = at_home.opens()
    ana = at_home.ana
    ana.goes_to(page.paper_box)
    ana.presses(Qt.Key.Key_End)
    at_home.prints(page)
    assert {size for job in lab.arrived("Ward") for size in job.pages} == {(595.0, 842.0)}
    for session in sessions:
        (kept,) = at_home.kept(session)
        assert kept.composition is not None
        assert kept.composition.paper.paper is Paper.A4
    assert kept.paper == "a4"


def test_another_sheet_is_chosen_for_one_of_them_by_keyboard(lab: PrintLab, at_home: Several) -> None:
    at_home.held(NAMES[0])
    session = at_home.held(NAMES[1])
    choose(at_home, lab.add("Ward"))
    page, ana = at_home.opens(), at_home.ana
    first, second = at_home.rows()
    assert first.tick.hasFocus()
    ana.presses(Qt.Key.Key_Space)
    assert page.print.text() == "Print 1 sheet"
    before = said_on(second)
    ana.goes_to(second.sheet)
    ana.presses(Qt.Key.Key_End)
    assert second.kind() is SheetKind.WORDS
    assert said_on(second) != before
    at_home.prints(page)
    (kept,) = at_home.kept(session)
    assert kept.composition is not None
    assert kept.composition.sheet is SheetKind.WORDS
    assert len(lab.arrived("Ward")) == 1


def test_who_changes_their_mind_prints_nothing_and_keeps_nothing(lab: PrintLab, at_home: Several) -> None:
    sessions = [at_home.held(name) for name in NAMES]
    lab.add("Ward")
    page = at_home.opens()
    at_home.prints(page)
    assert "Nothing was printed." in said_on(page)
    assert [at_home.kept(session) for session in sessions] == [(), (), ()]
    assert page.print.isEnabled()
    assert page.print.text() == "Print 3 sheets"


def test_a_sheet_the_printer_did_not_take_says_so_at_its_client_and_stays_ticked(
    lab: PrintLab, at_home: Several
) -> None:
    sessions = [at_home.held(name) for name in NAMES[:2]]
    ward = lab.add("Ward")
    asked: list[str] = []

    def gone_after_the_first(into: QPrinter) -> None:
        into.setPrinterName(ward)
        into.setPrintRange(QPrinter.PrintRange.PageRange)
        into.setFromTo(2, 2)
        asked.append(ward)

    long = "a promise that is longer than many others " * 40
    for number in range(3):
        at_home.ana.practice.record.share(
            an_item(
                SharedField.PROMISE,
                f"{number} {long}",
                client=sessions[0].client,
                session=sessions[0].id,
                author=at_home.ana.practice.person.id,
                agreed_at=sessions[0].anchor,
            )
        )
    at_home.printers.put_in = gone_after_the_first
    page = at_home.opens()
    at_home.prints(page)
    first, second = at_home.rows()
    assert asked == [ward]
    assert len(at_home.kept(sessions[0])) == 1
    assert at_home.kept(sessions[1]) == ()
    assert not first.is_wanted()
    assert second.is_wanted()
    assert "The sheet does not have the pages" in said_on(second)


def test_what_was_printed_and_cannot_be_kept_is_said(
    lab: PrintLab, at_home: Several, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home.held(NAMES[0])
    choose(at_home, lab.add("Ward"))
    page = at_home.opens()

    def full(_worksheet: KeptWorksheet) -> None:
        raise StorageError("The disk is full.", "Make room on it.")

    monkeypatch.setattr(at_home.ana.practice.record, "keep_worksheet", full)
    at_home.prints(page)
    assert "Printed, but not kept: The disk is full." in said_on(page)


def test_leaving_the_page_meanwhile_keeps_what_is_printed_all_the_same(
    lab: PrintLab, at_home: Several
) -> None:
    session = at_home.held(NAMES[0])
    choose(at_home, lab.add("Ward"))
    page = at_home.opens()
    page.print.click()
    # Left before a printer was chosen, nothing would be printed, and so nothing kept.
    at_home.ana.qtbot.waitUntil(lambda: bool(at_home.printers.asked), timeout=WAIT_MS)
    at_home.ana.home()
    at_home.ana.qtbot.waitUntil(lambda: not at_home.printing.under_way, timeout=WAIT_MS)
    assert len(at_home.kept(session)) == 1


def test_where_nothing_waits_the_page_says_when_something_would(at_home: Several) -> None:
    page = at_home.opens()
    assert "Nothing waits." in said_on(page)
    assert page.back.hasFocus()
    assert not page.print.isVisible()


def test_only_todays_are_ticked_and_each_can_be_looked_at(at_home: Several) -> None:
    today = at_home.held(NAMES[0])
    older = at_home.held(NAMES[1], days_ago=1)
    looked: list[str] = []
    at_home.several.look_wanted.connect(looked.append)
    page = at_home.opens()
    assert page.wanted() == (today.id,)
    assert "Yesterday" in said_on(page)
    first, second = at_home.rows()
    at_home.ana.goes_to(second.look)
    at_home.ana.presses(Qt.Key.Key_Return)
    assert looked == [older.id]
    assert first.is_wanted()


def test_every_control_has_a_name_and_is_large_enough_for_a_finger(at_home: Several) -> None:
    at_home.held("Wren " * 30)
    page = at_home.opens()
    (row,) = at_home.rows()
    for widget in (row.tick, row.sheet, row.look):
        assert "Wren" in widget.accessibleName()
    assert page.paper_box.accessibleName() == "Paper"
    for control in (row.tick, row.sheet, row.look, page.paper_box, page.print, page.back):
        assert control.minimumHeight() >= TOUCH
    at_home.ana.window.resize(1024, 768)
    area = page.findChildren(QScrollArea)[0]
    at_home.ana.qtbot.waitUntil(lambda: area.width() <= 1024)
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.slow
def test_keys_lead_from_home_to_the_sheets_and_back(sit_down: Desk, tmp_path: Path) -> None:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    home = person.sees(HomePage)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    person.qtbot.keyClick(home, Qt.Key.Key_P, control_shift)
    person.sees(SeveralPage)
    person.presses(Qt.Key.Key_Escape)
    home = person.sees(HomePage)
    home.find_client()
    assert not [
        b for b in home.findChildren(QPushButton) if b.text() == "Worksheets to print…" and b.isVisible()
    ]
    person.quits()
