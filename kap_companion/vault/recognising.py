"""Who is let in: the record has to know whose keys these are, and who changed the practice's."""

from collections.abc import Iterable

from kap_companion.errors import PeopleError, PracticeForeignError
from kap_companion.records.record import Record
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice_folder import RECORD_NAME
from kap_companion.vocabulary.people import Person


def person_of(keys: Keys, people: Iterable[Person]) -> Person:
    """Whose keys these are, among the people whom the record knows.

    Raises:
        PracticeForeignError: nobody's, or the record has another key under their name.
        PeopleError: they were removed from the practice.
    """
    person = next((person for person in people if person.id == keys.person_id), None)
    if person is None:
        raise PracticeForeignError(
            f"{RECORD_NAME} does not know the person whose passphrase this is.",
            "Put back the record that belongs to this keyring, or open a backup.",
        )
    if person.left_at is not None:
        raise PeopleError(
            "You were removed from this practice.", "Ask those who work there to add you again."
        )
    if person.signing_key not in (None, keys.public_key().hex()):
        raise PracticeForeignError(
            f"{RECORD_NAME} has another person's key under your name.", "Open a backup of this practice."
        )
    return person


def with_signing_key(record: Record, person: Person, keys: Keys) -> Person:
    """The person with the public half of their signing key, which the record keeps from now on.

    Raises:
        StorageError: the disk did not take it.
    """
    if person.signing_key is not None:
        return person
    person = person.model_copy(update={"signing_key": keys.public_key().hex()})
    record.change_person(person)
    return person


def check_handovers(keyring: Keyring, people: Iterable[Person]) -> None:
    """Nothing, where each change of the practice key was signed by someone whom the record knows.

    Raises:
        PracticeForeignError: one was not.
    """
    # Whoever was removed still knows the old practice key; that alone must not make them a new keyring.
    known = {person.id: person.signing_key for person in people}
    for handover in keyring.contents.handovers:
        key = known.get(handover.by)
        if key is None or not handover.holds(keyring.practice_id, bytes.fromhex(key)):
            raise PracticeForeignError(
                "The practice's keys were changed by somebody the record does not know.",
                "Put back keyring.json and record.db from a backup of this practice.",
            )
