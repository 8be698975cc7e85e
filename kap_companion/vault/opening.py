"""Opening a practice, by passphrase, by keys, or with the recovery sheet."""

from contextlib import ExitStack
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.records.ledger import Writer
from kap_companion.vault import ways_in
from kap_companion.vault.derivation import Strength, calibrate
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.opened import Practice
from kap_companion.vault.opening_files import open_notebook, open_record
from kap_companion.vault.passphrase import Passphrase
from kap_companion.vault.pointing import pointing_to_a_backup
from kap_companion.vault.practice_lock import PracticeLock
from kap_companion.vault.recognising import check_handovers, person_of, with_signing_key
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.rekeying import finish_or_forget


def open_practice(folder: Path, passphrase: Passphrase, clock: Clock, device: str = "") -> Practice:
    """Unlock and open the practice in `folder`.

    Raises:
        WrongPassphraseError: the passphrase opens no slot.
        PeopleError: whoever's passphrase it is was removed from the practice.
        PracticeError: no practice there, or one of its files is damaged, foreign, too new or in use.
        StorageError: the folder cannot be used.
    """
    with pointing_to_a_backup(folder):
        keys = Keyring.read(folder).unlock(passphrase)
    return open_with(folder, keys, clock, device)


def open_with(folder: Path, keys: Keys, clock: Clock, device: str = "") -> Practice:
    """Open the practice with keys from its keyring; they stay the caller's, who forgets them.

    Raises:
        PeopleError: the person whose keys these are was removed from the practice.
        PracticeError: no practice there, or one of its files is damaged, foreign, too new or in use.
        StorageError: the folder cannot be used.
    """
    writer = Writer(keys.person_id, device)
    with pointing_to_a_backup(folder), ExitStack() as undo:
        Keyring.read(folder).check(
            keys
        )  # before the lock, which has no place in a folder that is no practice
        own = keys.copy()
        undo.callback(own.forget)
        lock = PracticeLock.take(folder)
        undo.callback(lock.release)
        keyring = Keyring.read(folder)
        keyring.check(own)
        finish_or_forget(folder, own.record_key())
        record = open_record(folder, own, writer, clock)
        undo.callback(record.close)
        people = record.people()
        person = person_of(own, people)
        check_handovers(keyring, people)
        notebook = None
        if person.role.has_notebook:
            notebook = open_notebook(folder, own, writer, clock)
            undo.callback(notebook.close)
        person = with_signing_key(record, person, own)
        lock.sign(clock)
        undo.pop_all()
    return Practice(folder, own, keyring, person, record, notebook, writer, lock)


def recover(
    folder: Path,
    code: RecoveryCode,
    new_passphrase: Passphrase,
    clock: Clock,
    strength: Strength | None = None,
) -> tuple[Keys, RecoveryCode]:
    """Use up the recovery sheet: a new passphrase in the place of the person's old ones, and a new code.

    Raises:
        WrongRecoveryCodeError: the sheet is another practice's, or was used or replaced.
        WeakPassphraseError: the passphrase is empty or too short, or opens the practice for somebody else.
        PracticeError: no practice there, or it is in use, damaged or foreign.
        StorageError: the disk did not take it; the sheet is still good.
    """
    with pointing_to_a_backup(folder), ExitStack() as undo:
        Keyring.read(folder)  # before the lock, which has no place in a folder that is no practice
        undo.callback(PracticeLock.take(folder).release)
        keyring, keys, new_code = ways_in.recover(
            Keyring.read(folder), code, new_passphrase, strength or calibrate(), clock.now().at
        )
        keyring.write(folder)
    return keys, new_code
