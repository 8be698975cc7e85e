"""What a person holds in hand once their slot is open."""

import secrets
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kap_companion.errors import BugError
from kap_companion.vault.derivation import KEY_BYTES, Purpose, derive
from kap_companion.vault.overwriting import overwrite

WRAPPED_KEYS_BYTES = 3 * KEY_BYTES


@dataclass(frozen=True, slots=True)
class Keys:
    """One person's keys to one practice; printing it shows no key.

    Each value has buffers of its own, which are overwritten by `forget` or when the value is dropped. What is
    derived from them is handed out in buffers too, for whoever asked to overwrite.

    Attributes:
        practice_id: the practice they open.
        person_id: whose they are.
        practice_key: 32 bytes, the same for everyone in the practice.
        personal_key: 32 bytes that only this person's slots hold.
        signing_key: 32 bytes, the seed of this person's Ed25519 key.
    """

    practice_id: str
    person_id: str
    practice_key: bytearray = field(repr=False)
    personal_key: bytearray = field(repr=False)
    signing_key: bytearray = field(repr=False)

    def __post_init__(self) -> None:
        for name in ("practice_key", "personal_key", "signing_key"):
            object.__setattr__(self, name, bytearray(getattr(self, name)))

    def __del__(self) -> None:
        self.forget()

    @classmethod
    def new(cls, practice_id: str, person_id: str) -> "Keys":
        """Random keys for the first person of a new practice."""
        parts = [new_key() for _ in range(3)]
        try:
            return cls(practice_id, person_id, *parts)
        finally:
            overwrite(*parts)

    def copy(self) -> "Keys":
        """The same keys in buffers of their own: for another thread, or for after these are forgotten."""
        return replace(self)

    def forget(self) -> None:
        """Overwrite the keys; nothing can be opened or signed with this value any more. Harmless twice."""
        overwrite(self.practice_key, self.personal_key, self.signing_key)

    def record_key(self) -> bytearray:
        """The raw 256-bit key of `record.db`."""
        return self._derived(self.practice_key, Purpose.RECORD)

    def notebook_key(self) -> bytearray:
        """The raw 256-bit key of this person's notebook."""
        return self._derived(self.personal_key, Purpose.NOTEBOOK)

    def export_key(self) -> bytearray:
        """The key for sealed copies that leave the practice."""
        return self._derived(self.practice_key, Purpose.EXPORT)

    def keyring_mac_key(self) -> bytearray:
        """The key of the MAC over `keyring.json`."""
        return self._derived(self.practice_key, Purpose.KEYRING_MAC)

    def draft_key(self) -> bytes:
        """The key of this person's half-typed lines that lie in the record."""
        return bytes(self._derived(self.personal_key, Purpose.DRAFT))

    def sealing_key(self) -> bytes:
        """The public half of the X25519 key by which others seal for this person; 32 bytes."""
        return self.sealing_private().public_key().public_bytes_raw()

    def sealing_private(self) -> X25519PrivateKey:
        """The private half, which opens what others sealed for this person."""
        seed = derive(self._known(self.personal_key), Purpose.SEALING)
        try:
            return X25519PrivateKey.from_private_bytes(seed)
        finally:
            overwrite(seed)

    def public_key(self) -> bytes:
        """The public half of this person's Ed25519 key; 32 bytes."""
        return self._signing().public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """This person's Ed25519 signature over the message; 64 bytes."""
        return self._signing().sign(message)

    def to_wrap(self) -> bytearray:
        """The 96 bytes a slot wraps; for the caller to overwrite."""
        return self._known(self.practice_key) + self.personal_key + self.signing_key

    @classmethod
    def from_wrapped(cls, practice_id: str, person_id: str, wrapped: bytearray) -> "Keys":
        """The keys again, from the 96 bytes a slot held; the caller overwrites those."""
        parts = [wrapped[i : i + KEY_BYTES] for i in range(0, WRAPPED_KEYS_BYTES, KEY_BYTES)]
        try:
            return cls(practice_id, person_id, *parts)
        finally:
            overwrite(*parts)

    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._known(self.signing_key))

    def _derived(self, key: bytearray, purpose: Purpose) -> bytearray:
        return derive(self._known(key), purpose)

    @staticmethod
    def _known(key: bytearray) -> bytearray:
        if not any(key):
            message = "the keys were forgotten"
            raise BugError(message)
        return key


def new_key() -> bytearray:
    """32 random bytes, in a buffer for the caller to overwrite."""
    return bytearray(secrets.token_bytes(KEY_BYTES))
