from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from kap_companion.clock import SystemClock
from kap_companion.vault.backups import backups
from kap_companion.vault.practice import open_practice
from tests.fakes import ManualClock
from tests.ui.person import PASSPHRASE, Desk, Person, create_practice, dialogs_of
from ui.home.home_page import HomePage
from ui.settings.settings_page import SettingsPage
from ui.unlock.recovery_sheet_page import RecoverySheetPage

CONTROL = Qt.KeyboardModifier.ControlModifier
TEO = "lantern over quiet water"


def the_settings(sit_down: Desk, tmp_path: Path) -> tuple[Person, SettingsPage]:
    person = sit_down(ManualClock())
    create_practice(person, tmp_path / "Stillwater.kap")
    return person, again(person)


def again(person: Person) -> SettingsPage:
    person.qtbot.keyClick(person.sees(HomePage), Qt.Key.Key_Comma, CONTROL)
    return person.sees(SettingsPage)


def said_on(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def add_teo(person: Person, page: SettingsPage) -> None:
    page.people.add.click()
    form = page.people.new_person
    person.types("Teo Brandt")
    form.role.setCurrentText("nurse")
    form.passphrases.first.setFocus()
    person.types(TEO)
    form.passphrases.again.setFocus()
    person.types(TEO)
    person.presses(Qt.Key.Key_Return)
    sheet = person.sees(RecoverySheetPage)
    assert "Recovery sheet of Teo Brandt" in {label.text() for label in sheet.findChildren(QLabel)}
    person.clicks(sheet, "I have it on paper")


@pytest.mark.slow
def test_a_person_is_added_opens_the_practice_and_is_removed_with_new_keys(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, page = the_settings(sit_down, tmp_path)
    add_teo(person, page)
    page = again(person)
    assert "nurse" in said_on(page)
    assert "no recovery sheet on paper" not in said_on(page)
    person.quits()
    folder = tmp_path / "Stillwater.kap"
    with open_practice(folder, TEO, SystemClock()) as practice:
        assert practice.notebook is None
        assert practice.person.name == "Teo Brandt"

    person, page = _open_again(sit_down, folder)
    removers = [b for b in page.people.findChildren(QPushButton) if b.text() == "Remove…"]
    next(b for b in removers if "Teo" in b.accessibleName()).click()
    page.people.leaving.remove.click()
    person.qtbot.waitUntil(lambda: "new keys" in page.people.said(), timeout=30_000)
    assert "left" in said_on(page)
    person.quits()
    with open_practice(folder, PASSPHRASE, SystemClock()) as practice:
        assert practice.verify().ok


def _open_again(sit_down: Desk, folder: Path) -> tuple[Person, SettingsPage]:
    from ui.unlock.unlock_page import UnlockPage

    person = sit_down(ManualClock())
    person.sees(UnlockPage)
    person.types(PASSPHRASE)
    person.presses(Qt.Key.Key_Return)
    person.sees(HomePage)
    assert folder.exists()
    return person, again(person)


@pytest.mark.slow
def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(sit_down: Desk, tmp_path: Path) -> None:
    person, page = the_settings(sit_down, tmp_path)
    page.passphrase.old.setFocus()
    person.types(PASSPHRASE)
    page.passphrase.new.first.setFocus()
    person.types("moss under the bridge")
    page.passphrase.new.again.setFocus()
    person.types("moss under the bridge")
    person.presses(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: "new passphrase" in page.passphrase.said(), timeout=30_000)
    person.quits()
    open_practice(tmp_path / "Stillwater.kap", "moss under the bridge", SystemClock()).close()


@pytest.mark.slow
def test_a_backup_is_made_on_request_shown_and_restored_to_a_new_folder(
    sit_down: Desk, tmp_path: Path
) -> None:
    person, page = the_settings(sit_down, tmp_path)
    page.backups.make.click()
    person.qtbot.waitUntil(lambda: "Backed up" in page.backups.said(), timeout=30_000)
    person.qtbot.waitUntil(lambda: page.backups.make.isEnabled(), timeout=30_000)
    assert backups(tmp_path / "Stillwater.kap")
    place = tmp_path / "elsewhere"
    place.mkdir()
    dialogs_of(person).places.append(place)
    next(b for b in page.backups.findChildren(QPushButton) if b.text().startswith("Restore")).click()
    person.qtbot.waitUntil(lambda: "Restored to" in page.backups.said(), timeout=30_000)
    assert "lacks nothing" in page.backups.said()
    (restored,) = place.iterdir()
    person.quits()
    with open_practice(restored, PASSPHRASE, SystemClock()) as practice:
        assert practice.verify().ok


@pytest.mark.slow
def test_the_home_page_says_how_old_the_newest_backup_is(sit_down: Desk, tmp_path: Path) -> None:
    person, page = the_settings(sit_down, tmp_path)
    page.back.click()
    home = person.sees(HomePage)
    person.qtbot.waitUntil(
        lambda: any("Backed up and checked today" in label.text() for label in home.findChildren(QLabel)),
        timeout=30_000,
    )


@pytest.mark.slow
def test_how_long_nobody_may_be_there_is_kept_for_the_next_start(sit_down: Desk, tmp_path: Path) -> None:
    person, page = the_settings(sit_down, tmp_path)
    page.locking.minutes.setValue(12)
    page.back.click()
    page = again(person)
    assert page.locking.minutes.value() == 12
    assert person.companion.settings.idle_minutes == 12
