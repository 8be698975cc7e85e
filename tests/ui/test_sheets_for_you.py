"""The card of a handoff, saved as a PDF from its page; and what is said where it cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from kap_companion.records.readers import Purpose
from kap_companion.session import protocol
from kap_companion.session.handoff_card import HandoffCard, card
from kap_companion.session.live import Live
from kap_companion.session.timeline import project
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice
from kap_companion.worksheets.press import Press
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.ui.person import AnsweringDialogs
from tests.worksheets.sharing import every_byte, read_back
from ui.session.handoff_page import HandoffPage
from ui.sheets_for_you import SheetsForYou

PRIVATE = "Zaunkoenig"
SAVED_WITHIN_MS = 30_000


class Room:
    """A session that runs, its card on the page, and the button that saves it."""

    def __init__(self, qtbot: QtBot, practice: Practice, clock: ManualClock, owner: QObject) -> None:
        client = a_client()
        practice.record.add_client(client)
        self.live = Live.begin(
            practice.record,
            practice.notebook,
            clock,
            client=client,
            protocol=protocol.load("im"),
            author=practice.person,
        )
        for line in (f"n {PRIVATE}", f"m {PRIVATE}: #chest “{PRIVATE}”", "d 70mg im lot 4471", "ae nausea"):
            self.live.log(line, clock.pass_time(60))
        self.dialogs = AnsweringDialogs()
        self.pool = QThreadPool(owner)
        self.sheets = SheetsForYou(practice, clock, self.dialogs, self.pool, Press(), owner)
        self.page = HandoffPage("Wren", [])
        qtbot.addWidget(self.page)
        self.page.offer_pdf()
        self.page.pdf_wanted.connect(self.save)
        rows = practice.reader(Purpose.HANDOFF).entries(self.live.session.id)
        self.card: HandoffCard = card(project(rows), self.live.session, self.live.elapsed_ms(clock.now()))

    @property
    def is_busy(self) -> bool:
        """Whether a sheet is still being set, or what came of it was not handed over yet."""
        return self.pool.activeThreadCount() > 0 or bool(self.pool.children())

    def save(self) -> None:
        page = self.page
        self.sheets.save_card(page, self.card, self.live.session, page.say, page.say_not_saved)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    clock, owner = ManualClock(), QObject()
    practice, _code = vault.create(
        tmp_path / "Stillwater.kap",
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase="grey heron, slow river",
        clock=clock,
        strength=FLOOR,
    )
    with practice:
        yield Room(qtbot, practice, clock, owner)


def test_the_card_is_saved_with_what_the_record_holds_and_nothing_private(
    qtbot: QtBot, room: Room, tmp_path: Path
) -> None:
    room.dialogs.places.append(tmp_path / "card")
    room.page.pdf.click()
    qtbot.waitUntil(lambda: "Saved in" in room.page.saved(), timeout=SAVED_WITHIN_MS)
    out = tmp_path / "card.pdf"
    assert out.stat().st_mode & 0o777 == 0o600
    text = read_back(out.read_bytes())
    assert "70 mg ketamine" in text
    assert "nausea" in text
    assert PRIVATE.encode() not in every_byte(out.read_bytes())
    assert PRIVATE not in text


def test_where_it_cannot_be_saved_it_says_why_and_the_passphrase_is_left_alone(
    qtbot: QtBot, room: Room, tmp_path: Path
) -> None:
    room.dialogs.places.append(tmp_path / "nowhere" / "card.pdf")
    room.page.pdf.click()
    qtbot.waitUntil(lambda: bool(room.page.said()), timeout=SAVED_WITHIN_MS)
    assert room.page.saved() == ""


def test_nobody_who_changes_their_mind_gets_a_file(room: Room, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    room.dialogs.save_file = lambda *_: None  # type: ignore[method-assign]  # the dialog is closed
    room.page.pdf.click()
    assert sorted(tmp_path.iterdir()) == before


def test_a_page_that_is_gone_is_told_nothing(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    page = HandoffPage("Wren", [])
    told: list[str] = []
    room.dialogs.places.append(tmp_path / "card.pdf")
    room.sheets.save_card(page, room.card, room.live.session, told.append, told.append)
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: (tmp_path / "card.pdf").exists(), timeout=SAVED_WITHIN_MS)
    qtbot.waitUntil(lambda: not room.is_busy, timeout=SAVED_WITHIN_MS)
    assert told == []


def test_the_card_offers_no_pdf_until_somebody_can_save_it(qtbot: QtBot) -> None:
    page = HandoffPage("Wren", [])
    qtbot.addWidget(page)
    assert page.pdf.isHidden()
