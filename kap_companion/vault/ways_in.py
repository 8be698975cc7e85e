"""A person's ways into the practice: passphrases and the recovery sheet, set, changed, used up.

Each function gives a new keyring; nothing is written. The keys are those of the person who does it.
"""

from dataclasses import replace
from datetime import datetime

from kap_companion.errors import KeyringError, PeopleError, WeakPassphraseError
from kap_companion.ids import new_id
from kap_companion.vault.derivation import Strength
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import Contents, Keyholder, RecoverySheet, SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.passphrase import Passphrase, check_new_passphrase, passphrase_bytes
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.slots import Slot, SlotKind, seal


def new_keyring(
    name: str, role: str, passphrase: Passphrase, strength: Strength, at: datetime
) -> tuple[Keyring, Keys, RecoveryCode]:
    """A keyring for a new practice with one person, who may add others.

    Raises:
        WeakPassphraseError: the passphrase is empty or too short.
    """
    check_new_passphrase(passphrase)
    keys = Keys.new(practice_id=new_id(), person_id=new_id())
    sheet = RecoverySheet(SheetState.NOT_PRINTED, at)
    founder = Keyholder(keys.person_id, role, may_add=True, sealing_key=keys.sealing_key(), sheet=sheet)
    contents = Contents(practice_id=keys.practice_id, name=name, made_at=at, people=(founder,), slots=())
    bare = Keyring.sealed(contents, keys)
    keyring, code = new_recovery(add_passphrase(bare, keys, passphrase, strength), keys, strength, at)
    return keyring, keys, code


def add_passphrase(keyring: Keyring, keys: Keys, passphrase: Passphrase, strength: Strength) -> Keyring:
    """One more passphrase.

    Raises:
        WeakPassphraseError: it is empty or too short, or it opens the practice for somebody else.
        KeyringError: there is no room for it.
    """
    check_new_passphrase(passphrase)
    refuse_somebody_elses(keyring, passphrase, keys.person_id)
    slot = passphrase_slot(keys, passphrase, strength, keyring.contents.generation)
    return _with_slots(keyring, keys, (*keyring.slots, slot))


def change_passphrase(
    keyring: Keyring, old: Passphrase, new: Passphrase, strength: Strength, person_id: str | None = None
) -> Keyring:
    """The new passphrase in the place of the old one, which is that of `person_id` where one is given.

    Raises:
        WrongPassphraseError: `old` opens no slot, or none of that person.
        WeakPassphraseError: `new` is empty or too short, or it opens the practice for somebody else.
    """
    check_new_passphrase(new)
    opened, keys = keyring.open_by_passphrase(old, person_id)
    refuse_somebody_elses(keyring, new, keys.person_id)
    slot = passphrase_slot(keys, new, strength, keyring.contents.generation)
    kept = tuple(slot for slot in keyring.slots if slot.id != opened.id)
    return _with_slots(keyring, keys, (*kept, slot))


def remove_slot(keyring: Keyring, keys: Keys, slot_id: str) -> Keyring:
    """The keyring without that way in.

    Raises:
        KeyringError: there is no such slot, or it is the last one its person has.
    """
    found = next((slot for slot in keyring.slots if slot.id == slot_id), None)
    if found is None:
        raise KeyringError("That passphrase or recovery sheet is not in this keyring any more.")
    if [slot.person for slot in keyring.slots].count(found.person) == 1:
        raise KeyringError("The last way into a practice cannot be removed.", "Add another passphrase first.")
    return _with_slots(keyring, keys, tuple(slot for slot in keyring.slots if slot.id != slot_id))


def new_recovery(
    keyring: Keyring, keys: Keys, strength: Strength, at: datetime
) -> tuple[Keyring, RecoveryCode]:
    """A fresh recovery code in the place of the person's earlier ones; its sheet is not yet printed."""
    code = RecoveryCode.new()
    voided = (keys.person_id, SlotKind.RECOVERY)
    kept = tuple(slot for slot in keyring.slots if (slot.person, slot.kind) != voided)
    slot = seal(keys, SlotKind.RECOVERY, code.secret, strength, keyring.contents.generation)
    keyring = _with_slots(keyring, keys, (*kept, slot))
    return note_recovery_sheet(keyring, keys, SheetState.NOT_PRINTED, at), code


def recover(
    keyring: Keyring, code: RecoveryCode, new_passphrase: Passphrase, strength: Strength, at: datetime
) -> tuple[Keyring, Keys, RecoveryCode]:
    """The recovery sheet used up: a new passphrase, a new code, neither the old ones any more.

    Raises:
        WrongRecoveryCodeError: the sheet is another practice's, or was used or replaced.
        WeakPassphraseError: the passphrase is empty or too short, or it opens the practice for somebody else.
        PracticeForeignError: something else changed the keyring.
    """
    check_new_passphrase(new_passphrase)
    keys = keyring.unlock_with_code(code)
    refuse_somebody_elses(keyring, new_passphrase, keys.person_id)
    others = tuple(slot for slot in keyring.slots if slot.person != keys.person_id)
    slot = passphrase_slot(keys, new_passphrase, strength, keyring.contents.generation)
    keyring, new_code = new_recovery(_with_slots(keyring, keys, (*others, slot)), keys, strength, at)
    return keyring, keys, new_code


def note_recovery_sheet(
    keyring: Keyring, keys: Keys, state: SheetState, at: datetime, person_id: str | None = None
) -> Keyring:
    """The keyring that says what became of a person's recovery sheet; of one's own unless told whose.

    Raises:
        PeopleError: they have no keys to the practice, or it is another's and only those who add people may.
    """
    keyring.check(keys)
    whose = person_id or keys.person_id
    keyring.holder(whose)
    if whose != keys.person_id and not keyring.holder(keys.person_id).may_add:
        raise PeopleError("That recovery sheet is another person's.", "Let them see to it themselves.")
    sheet = RecoverySheet(state, at)
    people = tuple(
        replace(person, sheet=sheet) if person.id == whose else person for person in keyring.people
    )
    return keyring.changed(keys, replace(keyring.contents, people=people))


def passphrase_slot(keys: Keys, passphrase: Passphrase, strength: Strength, generation: int) -> Slot:
    """A new slot that this passphrase opens."""
    secret = passphrase_bytes(passphrase)
    try:
        return seal(keys, SlotKind.PASSPHRASE, secret, strength, generation)
    finally:
        overwrite(secret)


def refuse_somebody_elses(keyring: Keyring, passphrase: Passphrase, person_id: str) -> None:
    """Nothing, where the passphrase opens the practice for nobody but that person.

    Takes about half a second for each passphrase of the others. Shared by two people, it would open the
    notebook of one to the other.

    Raises:
        WeakPassphraseError: it opens the practice for somebody else.
    """
    secret = passphrase_bytes(passphrase)
    try:
        opened = keyring.open_any(SlotKind.PASSPHRASE, secret, but_not=person_id)
    finally:
        overwrite(secret)
    if opened is not None:
        raise WeakPassphraseError(
            "That passphrase cannot be used in this practice.",
            "Choose several words that only you know, not ones the practice shares.",
        )


def _with_slots(keyring: Keyring, keys: Keys, slots: tuple[Slot, ...]) -> Keyring:
    return keyring.changed(keys, replace(keyring.contents, slots=slots))
