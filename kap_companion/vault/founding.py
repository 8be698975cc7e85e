"""Making a practice, with the one person who makes it."""

from contextlib import ExitStack
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.errors import PracticeError
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vault.derivation import Strength, calibrate
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import LONGEST_NAME
from kap_companion.vault.keys import Keys
from kap_companion.vault.opened import Practice
from kap_companion.vault.opening_files import make_notebook, make_record
from kap_companion.vault.passphrase import Passphrase
from kap_companion.vault.practice_folder import filled_or_emptied, new_folder, refuse_taken
from kap_companion.vault.practice_lock import PracticeLock
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.ways_in import new_keyring
from kap_companion.vocabulary.people import Person, PersonRole


def create(
    folder: Path,
    *,
    name: str,
    facilitator: str,
    passphrase: Passphrase,
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
    person = Person(
        id=keys.person_id,
        name=facilitator,
        role=PersonRole.THERAPIST,
        made_at=at,
        signing_key=keys.public_key().hex(),
    )
    writer = Writer(person.id, device)
    with new_folder(folder), ExitStack() as undo:
        lock = PracticeLock.take(folder)
        undo.callback(lock.release)
        refuse_taken(folder)
        lock.sign(clock)
        with filled_or_emptied(folder):
            record, notebook = _fill(folder, person, keys, keyring, writer, clock)
        undo.pop_all()
    return Practice(folder, keys, keyring, person, record, notebook, writer, lock), code


def _fill(
    folder: Path, person: Person, keys: Keys, keyring: Keyring, writer: Writer, clock: Clock
) -> tuple[Record, Notebook]:
    with ExitStack() as undo:
        record = make_record(folder, keys, writer, clock)
        undo.callback(record.close)
        record.add_person(person)
        notebook = make_notebook(folder, keys, writer, clock)
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
