"""A person's keys and the keyring they came from, while the practice is open: what needs no records."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, StorageError
from kap_companion.vault import sealing, ways_in
from kap_companion.vault.derivation import Strength, calibrate
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keyring_contents import RecoverySheet, SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.passphrase import Passphrase
from kap_companion.vault.recovery import RecoveryCode


@dataclass(eq=False)
class HeldKeys:
    """What a person can do with their keys alone; any thread may, one at a time.

    Attributes:
        folder: where the practice lies.
        keys: this person's, overwritten when the practice is closed.
        keyring: as it stands on the disk.
    """

    folder: Path
    keys: Keys = field(repr=False)
    keyring: Keyring = field(repr=False)

    @property
    def name(self) -> str:
        """The practice's name."""
        return self.keyring.name

    @property
    def may_add_people(self) -> bool:
        """Whether this person may add and remove people."""
        return any(holder.may_add for holder in self.keyring.people if holder.id == self.keys.person_id)

    @property
    def recovery_sheet(self) -> RecoverySheet:
        """What became of this person's recovery sheet."""
        return self.keyring.holder(self.keys.person_id).sheet

    @property
    def public_key(self) -> str:
        """The public half of this person's Ed25519 key, 64 hexadecimal digits."""
        return self.keys.public_key().hex()

    @property
    def draft_key(self) -> bytes:
        """32 bytes: the key of this person's half-typed lines that lie in the record."""
        return self.keys.draft_key()

    def confirm(self, passphrase: Passphrase) -> None:
        """Nothing, where it is this person's own passphrase; takes about half a second.

        Raises:
            WrongPassphraseError: it is not, even where it is somebody else's in the practice.
        """
        self.keyring.unlock(passphrase, self.keys.person_id).forget()

    def sign(self, message: bytes, passphrase: Passphrase) -> bytes:
        """This person's Ed25519 signature, 64 bytes; asks for the passphrase anew, whoever sits there.

        Raises:
            WrongPassphraseError: it is not this person's.
        """
        return self.signer(passphrase)(message)

    def signer(self, passphrase: Passphrase) -> Callable[[bytes], bytes]:
        """What signs in this person's name until the practice is closed; takes about half a second.

        The passphrase is asked for anew, whoever sits there.

        Raises:
            WrongPassphraseError: it is not this person's.
        """
        self.confirm(passphrase)
        return self.keys.sign

    def seal_for(self, person_id: str, content: bytes) -> bytes:
        """The content so that only that person of the practice can open it; 60 bytes longer.

        Raises:
            PeopleError: they have no keys to the practice.
        """
        public = self.keyring.holder(person_id).sealing_key
        if public is None:  # a keyring of version 1 has nobody but the one who holds it
            public = self.keys.sealing_key()
        return sealing.seal_letter(content, self.keys.practice_id, person_id, public)

    def open_sealed(self, sealed: bytes) -> bytes:
        """What was sealed for this person.

        Raises:
            PracticeDamagedError: it was sealed for somebody else, or changed.
        """
        return sealing.open_letter(sealed, self.keys)

    def note_recovery_sheet(self, state: SheetState, clock: Clock, person_id: str | None = None) -> None:
        """Keep what became of a recovery sheet: printed, or declined in writing.

        It is this person's own, or that of someone they have just added.

        Raises:
            PeopleError: `person_id` has no keys to the practice.
            StorageError: it was not saved.
        """
        now = clock.now().at
        self._put(ways_in.note_recovery_sheet(self.keyring, self.keys, state, now, person_id))

    def new_recovery_code(self, clock: Clock, strength: Strength | None = None) -> RecoveryCode:
        """A fresh recovery code; earlier sheets of this person open nothing any more.

        Raises:
            StorageError: it was not saved; the earlier sheet is still good.
        """
        at = clock.now().at
        keyring, code = ways_in.new_recovery(self.keyring, self.keys, strength or calibrate(), at)
        self._put(keyring)
        return code

    def change_passphrase(self, old: Passphrase, new: Passphrase, strength: Strength | None = None) -> None:
        """The new passphrase of this person in the place of their old one; the records are not touched.

        Raises:
            WrongPassphraseError: `old` is not theirs.
            WeakPassphraseError: `new` is empty or too short, or it opens the practice for somebody else.
            StorageError: it was not saved; the old one is still good.
        """
        changed = ways_in.change_passphrase(
            self.keyring, old, new, strength or calibrate(), self.keys.person_id
        )
        self._put(changed)

    def _put(self, keyring: Keyring) -> None:
        try:
            keyring.write(self.folder)
        except StorageError:
            # It may lie there all the same, where only the folder could not be made durable.
            with suppress(KnownError):
                if Keyring.read(self.folder) == keyring:
                    self.keyring = keyring
            raise
        self.keyring = keyring
