from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kap_companion.clock import SystemClock
from kap_companion.vault.backups import backups
from kap_companion.vault.practice import open_practice
from tests.fakes import ManualClock
from tests.ui.person import PASSPHRASE, Desk, Person, begin_session, create_practice
from ui.home.client_model import ID_ROLE
from ui.home.home_page import HomePage
from ui.home.keeping_panel import KeepingPanel
from ui.unlock.unlock_page import UnlockPage


def wrens_page(sit_down: Desk, tmp_path: Path) -> tuple[Person, KeepingPanel]:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    room = begin_session(person, "Wren")
    person.logs("n a heron by the bridge")
    person.logs("> end")
    person.clicks(room, "Leave")
    return person, person.sees(HomePage).client.keeping_panel


def said_on(page: HomePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


@pytest.mark.slow
def test_until_when_records_are_kept_is_shown_with_its_source_and_can_be_changed(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, panel = wrens_page(sit_down, tmp_path)
    home = person.sees(HomePage)
    assert "7 years after the last visit" in said_on(home)
    assert "APA Record Keeping Guidelines (2007), guideline 7" in said_on(home)
    home.client.keeping.click()
    assert panel.isVisible()
    assert not panel.purge.isVisible()
    panel.years.setValue(10)
    panel.save.click()
    assert "Please say why." in said_on(home)
    panel.reason.setFocus()
    person.types("the practice keeps ten")
    panel.save.click()
    assert panel.isHidden()
    assert "10 years after the last visit" in said_on(home)


@pytest.mark.slow
def test_after_the_date_a_purge_asks_twice_and_leaves_nothing_in_the_backups_either(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, _panel = wrens_page(sit_down, tmp_path)
    folder = tmp_path / "Stillwater.kap"
    person.quits()
    assert backups(folder)
    years_later = ManualClock()
    years_later.pass_time(timedelta(days=8 * 366).total_seconds())
    person = sit_down(years_later)
    person.sees(UnlockPage)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    home = person.sees(HomePage)
    home.client_chosen.emit(home.clients.view.model().index(0, 0).data(ID_ROLE))
    home.client.keeping.click()
    panel = home.client.keeping_panel
    assert panel.purge.isVisible()
    panel.purge.click()
    assert "goes for good" in said_on(home)
    held = {backup.folder for backup in backups(folder)}
    panel.confirm.click()
    person.qtbot.waitUntil(lambda: "Nobody is here yet" in said_on(person.sees(HomePage)), timeout=30_000)
    person.qtbot.waitUntil(
        lambda: bool(found := backups(folder)) and not held & {b.folder for b in found}, timeout=60_000
    )
    person.quits()
    with open_practice(folder, PASSPHRASE, SystemClock()) as practice:
        assert practice.record.clients() == ()
        assert practice.verify().ok
