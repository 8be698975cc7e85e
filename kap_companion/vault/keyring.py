"""The keyring of a practice: from a passphrase or a recovery code to a person's keys.

Light on purpose (the unlock page needs nothing else): it knows no records.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kap_companion.errors import (
    KeyringError,
    PracticeDamagedError,
    PracticeForeignError,
    PracticeMissingError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from kap_companion.ids import new_id
from kap_companion.vault import keyring_json
from kap_companion.vault.derivation import Strength
from kap_companion.vault.keyring_contents import Contents, Keyholder, RecoverySheet, SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.passphrase import check_new_passphrase, passphrase_bytes
from kap_companion.vault.practice_folder import KEYRING_NAME, record_path
from kap_companion.vault.private_files import read_bounded, write_whole
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vault.slots import Slot, SlotKind, seal


@dataclass(frozen=True, slots=True)
class Keyring:
    """A practice's keyring as a value: each change is a new keyring, which `write` puts on the disk."""

    contents: Contents
    mac: bytes

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
    def recovery_sheet(self) -> RecoverySheet:
        """What became of the recovery sheet."""
        return self.contents.recovery_sheet

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All ways in, in the order made."""
        return self.contents.slots

    def unlock(self, passphrase: str) -> Keys:
        """The keys of the person whose passphrase this is; about half a second for each passphrase slot.

        Raises:
            WrongPassphraseError: it opens no slot.
            PracticeForeignError: it opens one, but something else changed the keyring.
        """
        return self._open_by_passphrase(passphrase)[1]

    def unlock_with_code(self, code: RecoveryCode) -> Keys:
        """The keys of the person whose recovery sheet this is.

        Raises:
            WrongRecoveryCodeError: the sheet is another practice's, or was used or replaced.
            PracticeForeignError: it opens a slot, but something else changed the keyring.
        """
        opened = self._open_any(SlotKind.RECOVERY, code.secret)
        if opened is None:
            raise WrongRecoveryCodeError(
                "That recovery sheet does not belong to this practice, or a newer one took its place.",
                "Check the practice's name and date on the sheet.",
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
            raise PracticeForeignError(
                "keyring.json was changed by something other than KAP Companion.",
                "Put it back from a backup of this practice.",
            )

    def add_passphrase(self, keys: Keys, passphrase: str, strength: Strength) -> "Keyring":
        """One more passphrase for the person whose keys these are.

        Raises:
            WeakPassphraseError: it is empty or too short.
        """
        check_new_passphrase(passphrase)
        slot = seal(keys, SlotKind.PASSPHRASE, passphrase_bytes(passphrase), strength)
        return self._with(keys, slots=(*self.slots, slot))

    def change_passphrase(self, old: str, new: str, strength: Strength) -> "Keyring":
        """The new passphrase in the place of the old one.

        Raises:
            WrongPassphraseError: `old` opens no slot.
            WeakPassphraseError: `new` is empty or too short.
        """
        check_new_passphrase(new)
        opened, keys = self._open_by_passphrase(old)
        return self.add_passphrase(keys, new, strength).remove_slot(keys, opened.id)

    def remove_slot(self, keys: Keys, slot_id: str) -> "Keyring":
        """The keyring without that way in.

        Raises:
            KeyringError: there is no such slot, or it is the last one its person has.
        """
        found = next((slot for slot in self.slots if slot.id == slot_id), None)
        if found is None:
            raise KeyringError("That passphrase or recovery sheet is not in this keyring any more.")
        if [slot.person for slot in self.slots].count(found.person) == 1:
            raise KeyringError(
                "The last way into a practice cannot be removed.", "Add another passphrase first."
            )
        return self._with(keys, slots=tuple(slot for slot in self.slots if slot.id != slot_id))

    def new_recovery(self, keys: Keys, strength: Strength, at: datetime) -> tuple["Keyring", RecoveryCode]:
        """A fresh recovery code in the place of the person's earlier ones; its sheet is not yet printed."""
        code = RecoveryCode.new()
        voided = (keys.person_id, SlotKind.RECOVERY)
        kept = tuple(slot for slot in self.slots if (slot.person, slot.kind) != voided)
        slot = seal(keys, SlotKind.RECOVERY, code.secret, strength)
        return self._with(keys, (*kept, slot), RecoverySheet(SheetState.NOT_PRINTED, at)), code

    def recover(
        self, code: RecoveryCode, new_passphrase: str, strength: Strength, at: datetime
    ) -> tuple["Keyring", Keys, RecoveryCode]:
        """The recovery sheet used up: a new passphrase, a new code, neither the old ones any more.

        Raises:
            WrongRecoveryCodeError: the sheet is another practice's, or was used or replaced.
            WeakPassphraseError: the passphrase is empty or too short.
            PracticeForeignError: something else changed the keyring.
        """
        check_new_passphrase(new_passphrase)
        keys = self.unlock_with_code(code)
        others = tuple(slot for slot in self.slots if slot.person != keys.person_id)
        secret = passphrase_bytes(new_passphrase)
        slots = (*others, seal(keys, SlotKind.PASSPHRASE, secret, strength))
        keyring, new_code = self._with(keys, slots=slots).new_recovery(keys, strength, at)
        return keyring, keys, new_code

    def note_recovery_sheet(self, keys: Keys, state: SheetState, at: datetime) -> "Keyring":
        """The keyring that says what became of the recovery sheet."""
        return self._with(keys, self.slots, RecoverySheet(state, at))

    def _with(
        self, keys: Keys, slots: tuple[Slot, ...], recovery_sheet: RecoverySheet | None = None
    ) -> "Keyring":
        self.check(keys)
        sheet = recovery_sheet or self.recovery_sheet
        contents = replace(self.contents, slots=slots, recovery_sheet=sheet)
        return Keyring(contents, _mac(contents, keys))

    def _open_by_passphrase(self, passphrase: str) -> tuple[Slot, Keys]:
        opened = self._open_any(SlotKind.PASSPHRASE, passphrase_bytes(passphrase)) if passphrase else None
        if opened is None:
            raise WrongPassphraseError
        return opened

    def _open_any(self, kind: SlotKind, secret: bytes) -> tuple[Slot, Keys] | None:
        for slot in self.slots:
            if slot.kind is not kind:
                continue
            keys = slot.open(secret, self.practice_id)
            if keys is not None:
                self.check(keys)
                return slot, keys
        return None


def new_keyring(
    name: str, role: str, passphrase: str, strength: Strength, at: datetime
) -> tuple[Keyring, Keys, RecoveryCode]:
    """A keyring for a new practice with one person; nothing is written yet.

    Raises:
        WeakPassphraseError: the passphrase is empty or too short.
    """
    check_new_passphrase(passphrase)
    keys = Keys.new(practice_id=new_id(), person_id=new_id())
    contents = Contents(
        practice_id=keys.practice_id,
        name=name,
        made_at=at,
        people=(Keyholder(keys.person_id, role),),
        recovery_sheet=RecoverySheet(SheetState.NOT_PRINTED, at),
        slots=(),
    )
    bare = Keyring(contents, _mac(contents, keys))
    keyring, code = bare.add_passphrase(keys, passphrase, strength).new_recovery(keys, strength, at)
    return keyring, keys, code


def _mac(contents: Contents, keys: Keys) -> bytes:
    return hmac.digest(keys.keyring_mac_key(), contents.to_authenticate(), hashlib.sha256)


def _no_practice() -> PracticeMissingError:
    return PracticeMissingError(
        "There is no practice in that folder.", "Choose a folder that KAP Companion made."
    )
