from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kap_companion.vocabulary.session import SessionState
from tests.fakes import ManualClock
from tests.ui.person import PASSPHRASE, Desk, Person, begin_session, create_practice, dialogs_of
from tests.worksheets.sharing import read_back
from ui.home.home_page import HomePage
from ui.record_keeping import on_its_day
from ui.session.room_page import RoomPage
from ui.signing.record_page import RecordPage
from ui.unlock.unlock_page import UnlockPage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def an_ended_session(sit_down: Desk, tmp_path: Path) -> Person:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    begin_session(person, "Wren")
    for line in (
        "v 124/80 76 98",
        "d 60mg im left deltoid lot 4471",
        '"I did not want to be here last week"',
    ):
        person.logs(line)
    person.presses(Qt.Key.Key_R, CONTROL)
    person.types("1")
    return person


def the_record(person: Person) -> RecordPage:
    room = person.sees(RoomPage)
    person.logs("> end")
    person.clicks(room, "Leave")
    home = person.sees(HomePage)
    person.clicks(home, "Record…")
    return person.sees(RecordPage)


def said_on(page: RecordPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def sign(person: Person, page: RecordPage) -> None:
    page.signing.passphrase.setFocus()
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "signed as author" in said_on(page), timeout=30_000)


@pytest.mark.slow
def test_a_session_is_signed_once_its_risk_is_answered_and_then_only_added_to(
    sit_down: Desk, tmp_path: Path
) -> None:
    person = an_ended_session(sit_down, tmp_path)
    page = the_record(person)
    assert "I did not want to be here" not in page.record.toPlainText()
    assert not page.signing.sign.isEnabled()
    (card,) = page.risks.cards()
    card.text.setPlainText("Passive thoughts of not being here last week; none today.")
    card.why.setFocus()
    person.types("the prescriber must know")
    card.copy.click()
    assert "Passive thoughts" in page.record.toPlainText()
    assert page.signing.sign.isEnabled()

    sign(person, page)
    assert page.risks.isHidden()
    assert page.addenda.isVisibleTo(page)

    page.addenda.text.setPlainText("The sister called: the ride home went well.")
    page.addenda.reason.setFocus()
    person.types("not known then")
    person.presses(Qt.Key.Key_Return)
    assert "The sister called: the ride home went well." in said_on(page)
    assert "The sister called" in page.record.toPlainText()
    assert "4471" in page.record.toPlainText()

    dialogs_of(person).places.append(tmp_path / "record.txt")
    person.clicks(page, "Save the record…")
    saved = (tmp_path / "record.txt").read_text()
    assert "as author" in saved
    assert "I did not want to be here" not in saved
    assert (tmp_path / "record.txt").stat().st_mode & 0o777 == 0o600

    dialogs_of(person).places.append(tmp_path / "record.pdf")
    person.clicks(page, "Save as PDF…")
    person.qtbot.waitUntil(lambda: "record.pdf" in said_on(page), timeout=30_000)
    on_paper = read_back((tmp_path / "record.pdf").read_bytes())
    assert "author of this record" in on_paper
    assert "The sister called" in on_paper
    assert "I did not want to be here" not in on_paper
    assert (tmp_path / "record.pdf").stat().st_mode & 0o777 == 0o600

    person.clicks(page, "Back")
    home = person.sees(HomePage)
    chosen = home.client.sessions.chosen()
    assert chosen is not None
    assert chosen.state is SessionState.SIGNED


@pytest.mark.slow
def test_a_wrong_passphrase_signs_nothing_and_says_so(sit_down: Desk, tmp_path: Path) -> None:
    person = an_ended_session(sit_down, tmp_path)
    page = the_record(person)
    (card,) = page.risks.cards()
    card.why.setFocus()
    person.types("a figure of speech, asked and answered")
    card.leave.click()
    page.signing.passphrase.setFocus()
    person.types("not the passphrase at all")
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "does not open" in page.signing.said(), timeout=30_000)
    assert "Not signed yet." in said_on(page)


@pytest.mark.slow
def test_a_half_written_addendum_is_there_again_after_a_lock(sit_down: Desk, tmp_path: Path) -> None:
    person = an_ended_session(sit_down, tmp_path)
    page = the_record(person)
    (card,) = page.risks.cards()
    card.why.setFocus()
    person.types("asked and answered")
    card.leave.click()
    sign(person, page)
    page.addenda.text.setPlainText("The sister called.")
    person.qtbot.keyClick(page, Qt.Key.Key_L, CONTROL | SHIFT)
    unlock = person.sees(UnlockPage)
    unlock.setFocus()
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    again = person.sees(RecordPage)
    assert again.addenda.text.toPlainText() == "The sister called."


def test_a_late_entry_after_midnight_belongs_to_the_day_after_the_session_began() -> None:
    began = datetime(2026, 11, 21, 22, 30, 20, tzinfo=UTC)
    assert on_its_day(began, (22, 30)) == began
    assert on_its_day(began, (23, 59)) == datetime(2026, 11, 21, 23, 59, tzinfo=UTC)
    assert on_its_day(began, (0, 40)) == datetime(2026, 11, 22, 0, 40, tzinfo=UTC)
