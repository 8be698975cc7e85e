"""The keyring of a practice: from a passphrase or a recovery code to a person's keys.

Light on purpose (the unlock page needs nothing else): it knows no records.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from pathlib import Path

from kap_companion.errors import (
    KeyringError,
    PeopleError,
    PracticeDamagedError,
    PracticeForeignError,
    PracticeMissingError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from kap_companion.vault import keyring_json
from kap_companion.vault.keyring_contents import FORMAT_VERSION, MOST_SLOTS, Contents, Keyholder
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import Secret, overwrite
from kap_companion.vault.passphrase import Passphrase, passphrase_bytes
from kap_companion.vault.practice_folder import KEYRING_NAME, record_path
from kap_companion.vault.private_files import read_bounded, write_whole
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.slots import Slot, SlotKind


@dataclass(frozen=True, slots=True)
class Keyring:
    """A practice's keyring as a value: each change is a new keyring, which `write` puts on the disk."""

    contents: Contents
    mac: bytes

    @classmethod
    def sealed(cls, contents: Contents, keys: Keys) -> "Keyring":
        """These contents with the MAC by the practice key in `keys`."""
        return cls(contents, _mac(contents, keys))

    @classmethod
    def read(cls, folder: Path) -> "Keyring":
        """The keyring of the practice in `folder`; its MAC is checked when a slot is opened.

        Raises:
            PracticeMissingError: there is no practice in that folder.
            PracticeDamagedError: the keyring is missing beside its record, damaged or cut off.
            PracticeTooNewError: a newer KAP Companion wrote it.
            StorageError: it cannot be read.
        """
        try:
            raw = read_bounded(folder / KEYRING_NAME, keyring_json.MOST_BYTES)
        except FileNotFoundError as error:
            if record_path(folder).exists():
                raise PracticeDamagedError(
                    "The practice's keyring.json is missing.", "Put it back from a backup of this practice."
                ) from error
            raise _no_practice() from error
        except ValueError as error:  # a NUL byte or a lone surrogate in the folder's name
            raise _no_practice() from error
        return cls(*keyring_json.parse(raw))

    def write(self, folder: Path) -> None:
        """Put this keyring in the place of the one on the disk, whole or not at all.

        Raises:
            StorageError: the disk did not take it; the old keyring is untouched.
        """
        write_whole(folder / KEYRING_NAME, keyring_json.to_text(self.contents, self.mac))

    @property
    def practice_id(self) -> str:
        """The practice these keys are for."""
        return self.contents.practice_id

    @property
    def name(self) -> str:
        """The practice's name."""
        return self.contents.name

    @property
    def people(self) -> tuple[Keyholder, ...]:
        """Who has keys to the practice, in the order they came."""
        return self.contents.people

    def holder(self, person_id: str) -> Keyholder:
        """What the keyring says about a person.

        Raises:
            PeopleError: they have no keys to the practice, or no longer.
        """
        for person in self.people:
            if person.id == person_id:
                return person
        raise PeopleError("That person has no keys to this practice.")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All ways in, in the order made."""
        return self.contents.slots

    def unlock(self, passphrase: Passphrase, person_id: str | None = None) -> Keys:
        """The keys of the person whose passphrase this is; about half a second for each passphrase slot.

        Args:
            passphrase: as typed.
            person_id: the one person whose passphrase it must be; None for anyone's.

        Raises:
            WrongPassphraseError: it opens no slot, or none of that person.
            PracticeForeignError: it opens one, but something else changed the keyring.
        """
        return self.open_by_passphrase(passphrase, person_id)[1]

    def unlock_with_code(self, code: RecoveryCode) -> Keys:
        """The keys of the person whose recovery sheet this is.

        Raises:
            WrongRecoveryCodeError: the sheet is another practice's, or was used or replaced.
            PracticeForeignError: it opens a slot, but something else changed the keyring.
        """
        opened = self.open_any(SlotKind.RECOVERY, code.secret)
        if opened is None:
            raise WrongRecoveryCodeError(
                "That recovery sheet does not belong to this practice, or a newer one took its place.",
                "Check the practice's name and date on the sheet; one that was used opens nothing more.",
            )
        return opened[1]

    def check(self, keys: Keys) -> None:
        """Nothing, where the keyring is the one that these keys' practice wrote.

        Raises:
            PracticeForeignError: it is another practice's, or something else changed it.
        """
        if keys.practice_id != self.practice_id:
            raise PracticeForeignError(
                "keyring.json belongs to another practice.", "Put back this practice's own keyring.json."
            )
        if not hmac.compare_digest(_mac(self.contents, keys), self.mac):
            raise _changed_by_something_else()

    def changed(self, keys: Keys, contents: Contents, practice_key: bytearray | None = None) -> "Keyring":
        """A keyring with other contents, in the newest format.

        Args:
            keys: of the person who changes it, as they are now.
            contents: what it says from now on; handovers that no slot needs are left out.
            practice_key: the new one, where it is changed.

        Raises:
            PracticeForeignError: something else changed the keyring.
            PeopleError: the person whose keys these are was removed.
            KeyringError: there is no room for another way in.
        """
        self.check(keys)
        self.holder(keys.person_id)
        if len(contents.slots) > MOST_SLOTS:
            raise KeyringError("There is no room for another way into this practice.", "Remove one first.")
        people = tuple(
            replace(person, sealing_key=keys.sealing_key()) if person.id == keys.person_id else person
            for person in contents.people
        )
        oldest = min((slot.generation for slot in contents.slots), default=0)
        handovers = tuple(handover for handover in contents.handovers if handover.number > oldest)
        contents = replace(contents, people=people, handovers=handovers, version=FORMAT_VERSION)
        sealed = keys if practice_key is None else replace(keys, practice_key=practice_key)
        return Keyring.sealed(contents, sealed)

    def open_by_passphrase(self, passphrase: Passphrase, person_id: str | None) -> tuple[Slot, Keys]:
        """The slot that a passphrase opens, and the keys of today; raises as `unlock` does."""
        secret = passphrase_bytes(passphrase)
        try:
            opened = self.open_any(SlotKind.PASSPHRASE, secret, only=person_id) if secret else None
        finally:
            overwrite(secret)
        if opened is None:
            raise WrongPassphraseError
        return opened

    def open_any(
        self, kind: SlotKind, secret: Secret, *, only: str | None = None, but_not: str | None = None
    ) -> tuple[Slot, Keys] | None:
        """The first slot of a kind that a secret opens, and the keys of today; None where there is none.

        Args:
            kind: of the slot.
            secret: what opens it.
            only: the person whose slots are tried; None for everyone's.
            but_not: a person whose slots are not tried.

        Raises:
            PracticeForeignError: it opens one, but something else changed the keyring.
        """
        for slot in self.slots:
            if slot.kind is not kind or only not in (None, slot.person) or slot.person == but_not:
                continue
            keys = slot.open(secret, self.practice_id)
            if keys is not None:
                keys = self._handed_over(keys, slot)
                self.check(keys)
                return slot, keys
        return None

    def _handed_over(self, keys: Keys, slot: Slot) -> Keys:
        for handover in self.contents.handovers:
            if handover.number > slot.generation:
                taken = handover.take(keys)
                if taken is None:
                    raise _changed_by_something_else()
                keys = taken
        return keys


def _mac(contents: Contents, keys: Keys) -> bytes:
    key = keys.keyring_mac_key()
    try:
        return hmac.digest(key, contents.to_authenticate(), hashlib.sha256)
    finally:
        overwrite(key)


def _changed_by_something_else() -> PracticeForeignError:
    return PracticeForeignError(
        "keyring.json was changed by something other than KAP Companion.",
        "Put it back from a backup of this practice.",
    )


def _no_practice() -> PracticeMissingError:
    return PracticeMissingError(
        "There is no practice in that folder.", "Choose a folder that KAP Companion made."
    )
