"""Taking someone new into the practice: their keys, their row in the record, their notebook."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, PeopleError
from kap_companion.records.ledger import Writer
from kap_companion.records.record import Record
from kap_companion.vault.derivation import Strength, calibrate
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import LONGEST_NAME
from kap_companion.vault.keyring_people import Newcomer, with_newcomer
from kap_companion.vault.keys import Keys
from kap_companion.vault.opening_files import make_notebook
from kap_companion.vault.passphrase import Passphrase
from kap_companion.vault.practice_folder import notebook_path
from kap_companion.vocabulary.people import Person, PersonRole


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be added; `may_add` is whether they may add and remove people."""

    name: str
    role: PersonRole
    may_add: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """Someone who can be taken in at once; nothing is written yet. Printing it shows nothing secret.

    Attributes:
        before: the keyring they were prepared for.
        newcomer: their keys, and the keyring with them in it.
        person: as they will stand in the record.
    """

    before: Keyring = field(repr=False)
    newcomer: Newcomer = field(repr=False)
    person: Person


def prepare(
    keyring: Keyring,
    keys: Keys,
    wanted: Wanted,
    passphrase: Passphrase,
    clock: Clock,
    strength: Strength | None,
) -> Prepared:
    """Keys for someone new; takes a second or more, in any thread.

    Raises:
        PeopleError: whose keys these are may not add people, there is no room, or the name will not do.
        WeakPassphraseError: the passphrase is empty or too short, or opens the practice for somebody else.
    """
    name = wanted.name.strip()
    if not name:
        raise PeopleError("Whoever is added needs a name.")
    if len(name) > LONGEST_NAME:
        raise PeopleError(f"A name has at most {LONGEST_NAME} characters.")
    at = clock.now().at
    newcomer = with_newcomer(
        keyring, keys, wanted.role, passphrase, strength or calibrate(), at, may_add=wanted.may_add
    )
    theirs = newcomer.keys
    person = Person(
        id=theirs.person_id, name=name, role=wanted.role, made_at=at, signing_key=theirs.public_key().hex()
    )
    return Prepared(keyring, newcomer, person)


@contextmanager
def taken_in(folder: Path, record: Record, prepared: Prepared, clock: Clock, device: str) -> Iterator[Person]:
    """Someone in the record, with a notebook where they are a therapist; the block puts the keyring there.

    The keyring comes last: whoever has keys is known and finds their notebook, whenever the power goes.
    Where it does not come, the record says that they left, and no notebook of theirs stays.

    Raises:
        StorageError: the disk did not take it.
    """
    person, keys = prepared.person, prepared.newcomer.keys
    record.add_person(person)
    try:
        if person.role.has_notebook:
            make_notebook(folder, keys, Writer(person.id, device), clock).close()
        yield person
    except BaseException:
        if not _has_keys(folder, person.id):
            with suppress(OSError):
                notebook_path(folder, person.id).unlink(missing_ok=True)
            with suppress(KnownError):
                record.change_person(person.model_copy(update={"left_at": clock.now().at}))
        raise
    finally:
        keys.forget()


def someone(record: Record, person_id: str) -> Person:
    """The person of that id, who may have left.

    Raises:
        PeopleError: there is none.
    """
    for person in record.people():
        if person.id == person_id:
            return person
    raise PeopleError("There is no such person in this practice.")


def _has_keys(folder: Path, person_id: str) -> bool:
    # Where the folder cannot be read nothing is taken back either.
    with suppress(KnownError):
        return any(holder.id == person_id for holder in Keyring.read(folder).people)
    return True
