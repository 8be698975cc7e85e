from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.clock import SystemClock
from kap_companion.custody.letters import receive_letters
from kap_companion.session import protocol
from kap_companion.session.live import Live
from kap_companion.vault import practice as vault
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Session
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.ui.person import PASSPHRASE
from ui.handing.handing_page import HandingPage
from ui.handing_over import HandingOver
from ui.main_window import MainWindow

BEN = "seven lanterns at noon"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made, _code = vault.create(
        tmp_path / "Stillwater.kap",
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase=PASSPHRASE,
        clock=ManualClock(),
        strength=FLOOR,
    )
    made.add_person(
        name="Ben Okafor", role=PersonRole.THERAPIST, passphrase=BEN, clock=ManualClock(), strength=FLOOR
    )
    yield made
    made.close()


@pytest.fixture
def session(practice: Practice) -> Session:
    clock, client = ManualClock(), a_client("Wren")
    practice.record.add_client(client)
    live = Live.begin(
        practice.record,
        practice.notebook,
        clock,
        client=client,
        protocol=protocol.load("im"),
        author=practice.person,
    )
    for line in ("m The Watchman: #chest 6", "n she spoke of the bridge"):
        live.log(line, clock.pass_time(60))
    live.enter(Phase.ENDED, clock.pass_time(60))
    return live.session


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, practice: Practice, session: Session) -> HandingPage:
    window = MainWindow(tmp_path)
    qtbot.addWidget(window)
    owner = QObject(window)
    flow = HandingOver(window, practice, ManualClock(), owner)
    window.show()
    flow.choose(session)
    shown = window.page
    assert isinstance(shown, HandingPage)
    return shown


def _said(page: HandingPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_without_the_clients_leave_nothing_can_be_chosen(page: HandingPage) -> None:
    assert not page.hand.isEnabled()
    assert page.ticked() == ()


def test_by_the_clients_leave_a_chosen_note_reaches_the_named_colleague_alone(
    qtbot: QtBot, page: HandingPage, practice: Practice, session: Session
) -> None:
    assert [page.leave.reader.itemText(n) for n in range(page.leave.reader.count())] == ["Ben Okafor"]
    qtbot.keyClicks(page.leave.scope, "what she said of the bridge")
    page.leave.give.click()
    assert "Ben Okafor may read notes of Ana Ruiz: what she said of the bridge" in _said(page)
    page.hand.click()
    assert "Please say why." in _said(page)
    texts = [page.notes.item(row).text() for row in range(page.notes.count())]
    chosen = page.notes.item(next(n for n, text in enumerate(texts) if "bridge" in text))
    chosen.setCheckState(chosen.checkState().Checked)
    qtbot.keyClicks(page.reason, "he takes over")
    page.hand.click()
    assert "Sealed." in _said(page)
    folder = practice.folder
    practice.close()
    with vault.open_practice(folder, BEN, SystemClock()) as his:
        assert receive_letters(his, SystemClock()).entries == 1
        assert his.notebook is not None
        (copy,) = his.notebook.entries(session.id)
        assert copy.raw == "n she spoke of the bridge"


def test_leave_taken_back_closes_the_way_again(qtbot: QtBot, page: HandingPage) -> None:
    qtbot.keyClicks(page.leave.scope, "all of it")
    page.leave.give.click()
    back = next(b for b in page.leave.findChildren(QPushButton) if b.text() == "Taken back by the client")
    back.click()
    assert not page.hand.isEnabled()
    assert "Nothing so far." in _said(page)


def test_a_note_is_copied_to_the_record_in_chosen_words_with_its_reason(
    qtbot: QtBot, page: HandingPage, practice: Practice, session: Session
) -> None:
    assert not page.copying.copy.isEnabled()
    texts = [page.notes.item(row).text() for row in range(page.notes.count())]
    page.notes.setCurrentRow(next(n for n, text in enumerate(texts) if "bridge" in text))
    assert page.copying.text.toPlainText() == "she spoke of the bridge"
    page.copying.text.setPlainText("A bridge on the way home worries her.")
    page.copying.copy.click()
    assert "Please say why." in _said(page)
    qtbot.keyClicks(page.copying.why, "the ride home")
    page.copying.copy.click()
    (copy,) = [entry for entry in practice.record.entries(session.id) if entry.copied_from]
    assert (copy.text, copy.reason) == ("A bridge on the way home worries her.", "the ride home")
    assert practice.notebook is not None
    assert "n she spoke of the bridge" in {entry.raw for entry in practice.notebook.entries(session.id)}
