"""Who has keys to the practice: adding and removing people, their right to do so, and a new practice key.

Each function gives a new keyring; nothing is written. The keys are those of the person who does it.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from kap_companion.errors import PeopleError
from kap_companion.ids import new_id
from kap_companion.vault.derivation import Strength
from kap_companion.vault.handover import hand_over
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import (
    MOST_HANDOVERS,
    MOST_PEOPLE,
    Keyholder,
    RecoverySheet,
    SheetState,
)
from kap_companion.vault.keys import Keys, new_key
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.passphrase import Passphrase, check_new_passphrase
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.slots import SlotKind, seal
from kap_companion.vault.ways_in import passphrase_slot, refuse_somebody_elses


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Someone new, not yet in the practice; printing it shows nothing secret.

    Attributes:
        keyring: the one with them in it.
        keys: theirs.
        code: for their recovery sheet.
    """

    keyring: Keyring
    keys: Keys = field(repr=False)
    code: RecoveryCode = field(repr=False)


def with_newcomer(
    keyring: Keyring,
    keys: Keys,
    role: str,
    passphrase: Passphrase,
    strength: Strength,
    at: datetime,
    *,
    may_add: bool,
) -> Newcomer:
    """One person more, with keys, a passphrase and a recovery code of their own.

    Raises:
        PeopleError: whose keys these are may not add people, or there is no room.
        WeakPassphraseError: the passphrase is empty or too short, or it opens the practice for somebody else.
    """
    require_right(keyring, keys.person_id)
    if len(keyring.people) >= MOST_PEOPLE:
        raise PeopleError(f"A practice has room for {MOST_PEOPLE} people.", "Remove somebody who left.")
    check_new_passphrase(passphrase)
    refuse_somebody_elses(keyring, passphrase, "")
    theirs = _keys_of_newcomer(keys)
    code = RecoveryCode.new()
    generation = keyring.contents.generation
    slots = (
        passphrase_slot(theirs, passphrase, strength, generation),
        seal(theirs, SlotKind.RECOVERY, code.secret, strength, generation),
    )
    person = Keyholder(
        theirs.person_id,
        role,
        may_add=may_add,
        sealing_key=theirs.sealing_key(),
        sheet=RecoverySheet(SheetState.NOT_PRINTED, at),
    )
    contents = replace(keyring.contents, people=(*keyring.people, person), slots=(*keyring.slots, *slots))
    return Newcomer(keyring.changed(keys, contents), theirs, code)


def without_person(keyring: Keyring, keys: Keys, person_id: str) -> Keyring:
    """The keyring without a person and all their ways in.

    Raises:
        PeopleError: they are unknown, the last one who may add people, or it is not for this person to do.
    """
    require_right(keyring, keys.person_id)
    keyring.holder(person_id)
    _require_another_with_right(keyring, person_id)
    contents = replace(
        keyring.contents,
        people=tuple(person for person in keyring.people if person.id != person_id),
        slots=tuple(slot for slot in keyring.slots if slot.person != person_id),
    )
    return keyring.changed(keys, contents)


def with_right(keyring: Keyring, keys: Keys, person_id: str, *, may_add: bool) -> Keyring:
    """The keyring in which that person may, or may not, add and remove people.

    Raises:
        PeopleError: they are unknown, the last one who may, or it is not for this person to do.
    """
    require_right(keyring, keys.person_id)
    keyring.holder(person_id)
    if not may_add:
        _require_another_with_right(keyring, person_id)
    people = tuple(
        replace(person, may_add=may_add) if person.id == person_id else person for person in keyring.people
    )
    return keyring.changed(keys, replace(keyring.contents, people=people))


def with_new_practice_key(keyring: Keyring, keys: Keys, at: datetime) -> tuple[Keyring, Keys]:
    """A new practice key, handed over to everyone who has keys now; and the keys of who changed it.

    Slots stay as they are: nobody knows the others' passphrases. Each slot leads to the new key through the
    handovers since it was made, with the personal key that it alone holds.

    Raises:
        PeopleError: it is not for this person to do, or was done too often since somebody set a passphrase.
    """
    require_right(keyring, keys.person_id)
    contents = keyring.contents
    if len(contents.handovers) >= MOST_HANDOVERS:
        raise PeopleError(
            "The keys were changed too often since somebody last set their passphrase.",
            "Let everyone change their passphrase and print a new recovery sheet first.",
        )
    practice_key = new_key()
    try:
        readers = [(person.id, _sealing_key(person, keys)) for person in contents.people]
        handover = hand_over(keys, practice_key, contents.generation + 1, at, readers)
        changed = replace(contents, handovers=(*contents.handovers, handover))
        return keyring.changed(keys, changed, practice_key), replace(keys, practice_key=practice_key)
    finally:
        overwrite(practice_key)


def require_right(keyring: Keyring, person_id: str) -> None:
    """Nothing, where that person may add and remove people.

    Raises:
        PeopleError: they may not.
    """
    if not keyring.holder(person_id).may_add:
        raise PeopleError(
            "Only those who may add people can change who works here.", "Ask one of them to do it."
        )


def _require_another_with_right(keyring: Keyring, person_id: str) -> None:
    if not any(person.may_add for person in keyring.people if person.id != person_id):
        raise PeopleError(
            "Somebody in the practice must be able to add people, and nobody else is.",
            "Let another person add people first.",
        )


def _sealing_key(person: Keyholder, keys: Keys) -> bytes:
    # Only a keyring of version 1 lacks it, and its one person is the one who changes it.
    return keys.sealing_key() if person.sealing_key is None else person.sealing_key


def _keys_of_newcomer(keys: Keys) -> Keys:
    personal, signing = new_key(), new_key()
    try:
        return Keys(keys.practice_id, new_id(), keys.practice_key, personal, signing)
    finally:
        overwrite(personal, signing)
