"""A practice on the disk: made, opened with the keys the keyring gave, recovered, closed."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from kap_companion.clock import Clock
from kap_companion.errors import PracticeError, PracticeForeignError
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.records.verify import Verification
from kap_companion.vault.belonging import ours_or_foreign
from kap_companion.vault.derivation import Strength, calibrate
from kap_companion.vault.keyring import Keyring, new_keyring
from kap_companion.vault.keyring_contents import LONGEST_NAME, RecoverySheet, SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice_folder import (
    RECORD_NAME,
    filled_or_emptied,
    new_folder,
    notebook_path,
    record_path,
    refuse_taken,
)
from kap_companion.vault.practice_lock import Holder, PracticeLock
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.people import Person, PersonRole


@dataclass(eq=False)
class Practice:
    """An open practice; nobody else has it open until `close`.

    Attributes:
        folder: where it lies.
        person: who opened it.
        record: what everyone in the practice may read.
        notebook: this person's own process notes.
        keys: this person's keys, for signing and sealing.
        keyring: as it stands on the disk.
    """

    folder: Path
    person: Person
    record: Record
    notebook: Notebook
    keys: Keys = field(repr=False)
    keyring: Keyring = field(repr=False)
    _lock: PracticeLock = field(repr=False)
    _closed: bool = field(default=False, init=False, repr=False)

    @property
    def name(self) -> str:
        """The practice's name."""
        return self.keyring.name

    @property
    def was_left_open(self) -> bool:
        """Whether it was never closed the last time: the computer or the app stopped in the middle."""
        return self._lock.left_by is not None

    @property
    def left_open_by(self) -> Holder | None:
        """Who had it open then, and since when; None where it was closed as it should be."""
        return self._lock.left_by

    @property
    def recovery_sheet(self) -> RecoverySheet:
        """What became of the recovery sheet."""
        return self.keyring.recovery_sheet

    def close(self) -> None:
        """Close notebook and record and let go of the lock; harmless twice."""
        if self._closed:
            return
        self._closed = True
        with ExitStack() as closing:  # each is closed even where the one before it fails
            closing.callback(self._lock.release)
            closing.callback(self.record.close)
            closing.callback(self.notebook.close)

    def verify(self) -> Verification:
        """Both ledgers walked from the first row to the last."""
        record, notebook = self.record.verify(), self.notebook.verify()
        problems = [f"record: {problem}" for problem in record.problems]
        problems += [f"notebook: {problem}" for problem in notebook.problems]
        return Verification(rows=record.rows + notebook.rows, problems=tuple(problems))

    def note_recovery_sheet(self, state: SheetState, clock: Clock) -> None:
        """Keep what became of the recovery sheet: printed, or declined in writing.

        Raises:
            StorageError: it was not saved.
        """
        self._put(self.keyring.note_recovery_sheet(self.keys, state, clock.now().at))

    def new_recovery_code(self, clock: Clock, strength: Strength | None = None) -> RecoveryCode:
        """A fresh recovery code; earlier sheets of this person open nothing any more.

        Raises:
            StorageError: it was not saved; the earlier sheet is still good.
        """
        keyring, code = self.keyring.new_recovery(self.keys, strength or calibrate(), clock.now().at)
        self._put(keyring)
        return code

    def change_passphrase(self, old: str, new: str, strength: Strength | None = None) -> None:
        """The new passphrase in the place of the old one; the records are not touched.

        Raises:
            WrongPassphraseError: `old` is wrong.
            WeakPassphraseError: `new` is empty or too short.
            StorageError: it was not saved; the old one is still good.
        """
        self._put(self.keyring.change_passphrase(old, new, strength or calibrate()))

    def _put(self, keyring: Keyring) -> None:
        keyring.write(self.folder)
        self.keyring = keyring

    def __enter__(self) -> "Practice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create(
    folder: Path,
    *,
    name: str,
    facilitator: str,
    passphrase: str,
    clock: Clock,
    device: str = "",
    strength: Strength | None = None,
) -> tuple[Practice, RecoveryCode]:
    """Make a practice with one therapist, and open it; the code is for the recovery sheet.

    `strength` is measured on this computer where it is not given. What a failure leaves half-made is removed.

    Raises:
        WeakPassphraseError: the passphrase is empty or too short.
        PracticeError: the folder is taken, or a name is empty or too long.
        StorageError: the disk did not take it.
    """
    name, facilitator = _named(name, "practice"), _named(facilitator, "facilitator")
    refuse_taken(folder)
    at = clock.now().at
    keyring, keys, code = new_keyring(name, PersonRole.THERAPIST, passphrase, strength or calibrate(), at)
    person = Person(id=keys.person_id, name=facilitator, role=PersonRole.THERAPIST, made_at=at)
    with new_folder(folder), ExitStack() as undo:
        lock = PracticeLock.take(folder)
        undo.callback(lock.release)
        refuse_taken(folder)
        lock.sign(clock)
        with filled_or_emptied(folder):
            record, notebook = _fill(folder, person, keys, keyring, Writer(person.id, device), clock)
        undo.pop_all()
    return Practice(folder, person, record, notebook, keys, keyring, lock), code


def open_practice(folder: Path, passphrase: str, clock: Clock, device: str = "") -> Practice:
    """Unlock and open the practice in `folder`.

    Raises:
        WrongPassphraseError: the passphrase opens no slot.
        PracticeError: no practice there, or one of its files is damaged, foreign, too new or in use.
        StorageError: the folder cannot be used.
    """
    return open_with(folder, Keyring.read(folder).unlock(passphrase), clock, device)


def open_with(folder: Path, keys: Keys, clock: Clock, device: str = "") -> Practice:
    """Open the practice with keys from its keyring.

    Raises:
        PracticeError: no practice there, or one of its files is damaged, foreign, too new or in use.
        StorageError: the folder cannot be used.
    """
    keyring = Keyring.read(folder)
    keyring.check(keys)
    writer = Writer(keys.person_id, device)
    with ExitStack() as undo:
        lock = PracticeLock.take(folder)
        undo.callback(lock.release)
        path, key = record_path(folder), keys.record_key()
        with ours_or_foreign(path, key):
            record = Record.open(path, key, writer, clock)
        undo.callback(record.close)
        person = _person(record, keys.person_id)
        path, key = notebook_path(folder, person.id), keys.notebook_key()
        with ours_or_foreign(path, key):
            notebook = Notebook.open(path, key, writer, clock)
        undo.callback(notebook.close)
        lock.sign(clock)
        undo.pop_all()
    return Practice(folder, person, record, notebook, keys, keyring, lock)


def recover(
    folder: Path,
    code: RecoveryCode,
    new_passphrase: str,
    clock: Clock,
    strength: Strength | None = None,
) -> tuple[Keys, RecoveryCode]:
    """Use up the recovery sheet: a new passphrase in the place of the person's old ones, and a new code.

    Raises:
        WrongRecoveryCodeError: the sheet is another practice's, or was used or replaced.
        WeakPassphraseError: the passphrase is empty or too short.
        PracticeError: no practice there, or it is in use, damaged or foreign.
        StorageError: the disk did not take it; the sheet is still good.
    """
    Keyring.read(folder)  # before the lock, which has no place in a folder that is no practice
    with ExitStack() as undo:
        undo.callback(PracticeLock.take(folder).release)
        keyring, keys, new_code = Keyring.read(folder).recover(
            code, new_passphrase, strength or calibrate(), clock.now().at
        )
        keyring.write(folder)
    return keys, new_code


def _fill(
    folder: Path, person: Person, keys: Keys, keyring: Keyring, writer: Writer, clock: Clock
) -> tuple[Record, Notebook]:
    with ExitStack() as undo:
        record = Record.create(record_path(folder), keys.record_key(), writer, clock)
        undo.callback(record.close)
        record.add_person(person)
        notebook = Notebook.create(notebook_path(folder, person.id), keys.notebook_key(), writer, clock)
        undo.callback(notebook.close)
        # The keyring comes last: a folder without one is no practice yet, whenever the power goes.
        keyring.write(folder)
        undo.pop_all()
    return record, notebook


def _named(name: str, what: str) -> str:
    name = name.strip()
    if not name:
        raise PracticeError(f"The {what} needs a name.")
    if len(name) > LONGEST_NAME:
        raise PracticeError(f"The name of the {what} is longer than {LONGEST_NAME} characters.")
    return name


def _person(record: Record, person_id: str) -> Person:
    for person in record.people():
        if person.id == person_id:
            return person
    raise PracticeForeignError(
        f"{RECORD_NAME} does not know the person whose passphrase this is.",
        "Put back the record that belongs to this keyring.",
    )
