import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kap_companion.errors import (
    KeyringError,
    PracticeDamagedError,
    PracticeForeignError,
    PracticeMissingError,
    WeakPassphraseError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from kap_companion.ids import new_id
from kap_companion.vault.derivation import FLOOR, Strength
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import RecoverySheet, SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.slots import Slot, SlotKind
from kap_companion.vault.ways_in import (
    add_passphrase,
    change_passphrase,
    new_keyring,
    new_recovery,
    note_recovery_sheet,
    recover,
    remove_slot,
)
from tests.fakes import MORNING
from tests.vault.conftest import PASSPHRASE, MadeKeyring

NEW = "staple and river"


def with_first_slot(keyring: Keyring, slot: Slot) -> Keyring:
    """A keyring whose first slot somebody replaced, with the old MAC."""
    return replace(keyring, contents=replace(keyring.contents, slots=(slot, *keyring.slots[1:])))


def test_the_passphrase_opens_the_keyring(made: MadeKeyring) -> None:
    assert made.keyring.unlock(PASSPHRASE) == made.keys


def test_the_recovery_code_opens_the_keyring(made: MadeKeyring) -> None:
    assert made.keyring.unlock_with_code(made.code) == made.keys


@pytest.mark.parametrize("wrong", ["", "correct horse batterY", PASSPHRASE + " ", "\ud800\x00", "x" * 10**7])
def test_a_wrong_passphrase_opens_nothing(made: MadeKeyring, wrong: str) -> None:
    with pytest.raises(WrongPassphraseError):
        made.keyring.unlock(wrong)


def test_another_practices_sheet_opens_nothing(made: MadeKeyring) -> None:
    with pytest.raises(WrongRecoveryCodeError, match="does not belong to this practice"):
        made.keyring.unlock_with_code(RecoveryCode.new())


def test_the_recovery_code_is_no_passphrase(made: MadeKeyring) -> None:
    with pytest.raises(WrongPassphraseError):
        made.keyring.unlock(made.code.text)


def test_each_practice_and_each_slot_has_keys_and_salts_of_its_own(made: MadeKeyring) -> None:
    _, keys, _ = new_keyring("Stillwater", "therapist", PASSPHRASE, FLOOR, MORNING)
    assert keys.practice_key != made.keys.practice_key
    assert keys.personal_key != made.keys.personal_key
    first, second = made.keyring.slots
    assert first.salt != second.salt
    assert first.nonce != second.nonce


def test_the_keys_for_each_purpose_all_differ(made: MadeKeyring) -> None:
    keys = made.keys
    derived = (keys.record_key(), keys.notebook_key(), keys.export_key(), keys.keyring_mac_key())
    own = (keys.practice_key, keys.personal_key, keys.signing_key, keys.draft_key(), keys.sealing_key())
    assert len({bytes(key) for key in (*derived, *own)}) == 9


def test_printing_keys_or_errors_shows_no_key(made: MadeKeyring) -> None:
    shown = repr(made.keys)
    assert made.keys.practice_id in shown
    assert repr(made.keys.practice_key) not in shown
    assert "key" not in shown


@pytest.mark.parametrize(
    "change",
    [
        {"kind": SlotKind.RECOVERY},
        {"id": new_id()},
        {"person": new_id()},
        {"strength": Strength(FLOOR.memory_kib + 1024, 3, 4)},
        {"strength": Strength(FLOOR.memory_kib, 4, 4)},
        {"salt": bytes(16)},
        {"nonce": bytes(12)},
        {"wrapped": bytes(112)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_field_of_a_slot_can_be_swapped(made: MadeKeyring, change: dict[str, object]) -> None:
    slot = replace(made.keyring.slots[0], **change)  # type: ignore[arg-type]  # one field at a time, by name
    forged = with_first_slot(made.keyring, slot)
    assert slot.open(PASSPHRASE.encode(), made.keys.practice_id) is None
    with pytest.raises(WrongPassphraseError):
        forged.unlock(PASSPHRASE)


def test_a_slot_cannot_be_carried_into_another_practice(made: MadeKeyring) -> None:
    contents = replace(made.keyring.contents, practice_id=new_id())
    with pytest.raises(WrongPassphraseError):
        replace(made.keyring, contents=contents).unlock(PASSPHRASE)


def test_what_lies_beside_the_slots_cannot_be_changed_unnoticed(made: MadeKeyring) -> None:
    contents = made.keyring.contents
    (person,) = contents.people
    for changed in (
        replace(contents, name="Elsewhere"),
        replace(contents, made_at=MORNING + timedelta(days=1)),
        replace(contents, people=(replace(person, sheet=RecoverySheet(SheetState.DECLINED, MORNING)),)),
        replace(contents, people=(replace(person, role="nurse"),)),
        replace(contents, people=(replace(person, may_add=False),)),
        replace(contents, people=(replace(person, sealing_key=bytes(32)),)),
        replace(contents, slots=contents.slots[:1]),
    ):
        with pytest.raises(PracticeForeignError, match="changed by something other"):
            replace(made.keyring, contents=changed).unlock(PASSPHRASE)


def test_a_passphrase_can_be_added_without_touching_the_keys(made: MadeKeyring) -> None:
    both = add_passphrase(made.keyring, made.keys, NEW, FLOOR)
    assert both.unlock(PASSPHRASE) == both.unlock(NEW) == made.keys


def test_a_changed_passphrase_takes_the_place_of_the_old_one(made: MadeKeyring) -> None:
    changed = change_passphrase(made.keyring, PASSPHRASE, NEW, FLOOR)
    assert changed.unlock(NEW) == made.keys
    assert changed.unlock_with_code(made.code) == made.keys
    with pytest.raises(WrongPassphraseError):
        changed.unlock(PASSPHRASE)


def test_changing_a_passphrase_asks_for_the_old_one(made: MadeKeyring) -> None:
    with pytest.raises(WrongPassphraseError):
        change_passphrase(made.keyring, "not this one", NEW, FLOOR)


def test_a_weak_passphrase_is_refused_wherever_one_is_set(made: MadeKeyring) -> None:
    keyring = made.keyring
    with pytest.raises(WeakPassphraseError):
        new_keyring("Stillwater", "therapist", "short", FLOOR, MORNING)
    with pytest.raises(WeakPassphraseError):
        add_passphrase(keyring, made.keys, "", FLOOR)
    with pytest.raises(WeakPassphraseError):
        change_passphrase(keyring, PASSPHRASE, "short", FLOOR)
    with pytest.raises(WeakPassphraseError):
        recover(keyring, made.code, "short", FLOOR, MORNING)


def test_a_slot_can_be_removed_but_not_the_last_one(made: MadeKeyring) -> None:
    passphrase, recovery = made.keyring.slots
    only_recovery = remove_slot(made.keyring, made.keys, passphrase.id)
    assert only_recovery.unlock_with_code(made.code) == made.keys
    with pytest.raises(WrongPassphraseError):
        only_recovery.unlock(PASSPHRASE)
    with pytest.raises(KeyringError, match="last way"):
        remove_slot(only_recovery, made.keys, recovery.id)


def test_a_slot_that_is_not_there_cannot_be_removed(made: MadeKeyring) -> None:
    with pytest.raises(KeyringError, match="not in this keyring"):
        remove_slot(made.keyring, made.keys, new_id())


def test_a_recovery_sheet_works_once(made: MadeKeyring) -> None:
    later = MORNING + timedelta(days=90)
    recovered, keys, new_code = recover(made.keyring, made.code, NEW, FLOOR, later)
    assert keys == made.keys
    assert recovered.unlock(NEW) == recovered.unlock_with_code(new_code) == made.keys
    assert recovered.holder(keys.person_id).sheet == RecoverySheet(SheetState.NOT_PRINTED, later)
    with pytest.raises(WrongRecoveryCodeError):
        recovered.unlock_with_code(made.code)
    with pytest.raises(WrongPassphraseError):
        recovered.unlock(PASSPHRASE)


def test_a_new_recovery_code_voids_the_old_sheet(made: MadeKeyring) -> None:
    keyring, code = new_recovery(made.keyring, made.keys, FLOOR, MORNING)
    assert keyring.unlock_with_code(code) == keyring.unlock(PASSPHRASE) == made.keys
    with pytest.raises(WrongRecoveryCodeError):
        keyring.unlock_with_code(made.code)


def test_the_keyring_remembers_what_became_of_the_recovery_sheet(made: MadeKeyring, tmp_path: Path) -> None:
    assert made.keyring.people[0].sheet.state is SheetState.NOT_PRINTED
    later = MORNING + timedelta(minutes=5)
    note_recovery_sheet(made.keyring, made.keys, SheetState.PRINTED, later).write(tmp_path)
    read = Keyring.read(tmp_path)
    assert read.people[0].sheet == RecoverySheet(SheetState.PRINTED, later)
    assert read.unlock(PASSPHRASE) == made.keys


def test_another_practices_keys_change_nothing(made: MadeKeyring) -> None:
    stranger = Keys.new(new_id(), new_id())
    with pytest.raises(PracticeForeignError, match="another practice"):
        note_recovery_sheet(made.keyring, stranger, SheetState.PRINTED, MORNING)


def test_a_keyring_is_written_for_its_owner_alone(made: MadeKeyring, tmp_path: Path) -> None:
    for _ in range(2):
        made.keyring.write(tmp_path)
        assert (tmp_path / "keyring.json").stat().st_mode & 0o777 == 0o600
        assert Keyring.read(tmp_path) == made.keyring
        assert [file.name for file in tmp_path.iterdir()] == ["keyring.json"]


def test_a_folder_without_a_keyring_is_no_practice(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    for folder in (tmp_path, tmp_path / "gone", tmp_path / "letter.txt", Path("nul\0byte")):
        with pytest.raises(PracticeMissingError):
            Keyring.read(folder)


def test_a_record_without_its_keyring_is_a_damaged_practice(tmp_path: Path) -> None:
    (tmp_path / "record.db").touch()
    with pytest.raises(PracticeDamagedError, match=r"keyring\.json is missing"):
        Keyring.read(tmp_path)


def test_a_keyring_that_is_no_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "keyring.json").mkdir()
    with pytest.raises(PracticeDamagedError, match="not a file"):
        Keyring.read(tmp_path)


def test_the_keyring_is_read_without_the_records_or_their_libraries() -> None:
    program = (
        "import sys, kap_companion.vault.keyring, kap_companion.vault.recovery\n"
        "heavy = {'kap_companion.records', 'sqlmodel', 'sqlalchemy', 'pydantic', 'sqlcipher3', 'PySide6'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
