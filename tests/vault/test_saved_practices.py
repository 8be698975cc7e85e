"""Every practice that an earlier version left opens, migrates with a copy kept, and verifies."""

import shutil
from pathlib import Path

import pytest

from kap_companion.errors import WrongPassphraseError, WrongRecoveryCodeError
from kap_companion.records.notebook import NOTEBOOK_FILE
from kap_companion.records.record import RECORD_FILE
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import FORMAT_VERSION, SheetState
from kap_companion.vault.practice import Practice, open_practice, open_with, recover
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import PersonRole
from kap_companion.vocabulary.session import SessionState
from tests.builders import an_entry
from tests.fakes import ManualClock
from tests.saved_practices.saved import SAVED, Saved

NEW = "staple and river"
every_saved_practice = pytest.mark.parametrize("saved", SAVED, ids=lambda saved: f"version-{saved.version}")


@pytest.fixture
def folder(saved: Saved, tmp_path: Path) -> Path:
    """A copy: the saved one is never touched."""
    copy = tmp_path / "Saved.kap"
    shutil.copytree(saved.folder, copy)
    return copy


def look_through(practice: Practice, saved: Saved) -> None:
    """All there was is there, in the newest version."""
    found = practice.verify()
    assert found.problems == ()
    assert found.rows >= saved.rows
    record, notebook = practice.record, practice.notebook
    assert notebook is not None
    sessions = record.sessions()
    assert all(record.client(session.client).name for session in sessions)
    for rows in (record.entries, notebook.entries, record.shared):
        assert any(rows(session.id) for session in sessions)
    assert any(notebook.parts(session.client) for session in sessions)
    assert practice.person.signing_key == practice.public_key
    assert practice.may_add_people


def copies_kept(folder: Path) -> int:
    return len([path for path in folder.rglob("*.db.before-*") if path.stat().st_size])


@every_saved_practice
def test_it_opens_with_its_passphrase_and_migrates_with_a_copy_kept(saved: Saved, folder: Path) -> None:
    steps = saved.steps_of(RECORD_FILE) + saved.steps_of(NOTEBOOK_FILE)
    for _ in range(2):
        with open_practice(folder, saved.passphrase, ManualClock()) as practice:
            look_through(practice, saved)
        assert copies_kept(folder) == steps
    with pytest.raises(WrongPassphraseError):
        open_practice(folder, saved.passphrase + "!", ManualClock())


@every_saved_practice
def test_it_opens_with_its_recovery_code(saved: Saved, folder: Path) -> None:
    code = RecoveryCode.parse(saved.recovery_code)
    keys, new_code = recover(folder, code, NEW, ManualClock(), FLOOR)
    with open_with(folder, keys, ManualClock()) as practice:
        look_through(practice, saved)
        assert practice.recovery_sheet.state is SheetState.NOT_PRINTED
    keyring = Keyring.read(folder)
    assert keyring.contents.version == FORMAT_VERSION
    assert keyring.unlock(NEW) == keyring.unlock_with_code(new_code) == keys
    with pytest.raises(WrongRecoveryCodeError):
        keyring.unlock_with_code(code)


@every_saved_practice
def test_its_keyring_stays_as_it_was_until_it_is_changed(saved: Saved, folder: Path) -> None:
    before = (folder / "keyring.json").read_bytes()
    with open_practice(folder, saved.passphrase, ManualClock()) as practice:
        assert (folder / "keyring.json").read_bytes() == before
        assert practice.open_sealed(practice.seal_for(practice.person.id, b"a letter")) == b"a letter"
        practice.note_recovery_sheet(SheetState.PRINTED, ManualClock())
    keyring = Keyring.read(folder)
    assert keyring.contents.version == FORMAT_VERSION
    assert all(person.sealing_key for person in keyring.people)
    with open_practice(folder, saved.passphrase, ManualClock()) as practice:
        assert practice.recovery_sheet.state is SheetState.PRINTED


@every_saved_practice
def test_people_are_added_and_keys_changed_in_it(saved: Saved, folder: Path) -> None:
    clock = ManualClock()
    with open_practice(folder, saved.passphrase, clock) as practice:
        practice.add_person(name="Ben", role=PersonRole.NURSE, passphrase=NEW, clock=clock, strength=FLOOR)
        if running := practice.record.running_session():
            ending = an_entry(EntryKind.EXPECTED_EFFECT, session=running.id)
            practice.record.append(ending, state=SessionState.ENDED)
        practice.change_keys(clock)
        look_through(practice, saved)
    with open_practice(folder, NEW, clock) as bens:
        assert bens.notebook is None
        assert bens.verify().ok
    with open_practice(folder, saved.passphrase, clock) as practice:
        look_through(practice, saved)
