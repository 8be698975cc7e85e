"""What a person holds in hand once their slot is open."""

import secrets
from dataclasses import dataclass, field

from kap_companion.vault.derivation import KEY_BYTES, Purpose, derive

WRAPPED_KEYS_BYTES = 3 * KEY_BYTES


@dataclass(frozen=True, slots=True)
class Keys:
    """One person's keys to one practice; printing it shows no key.

    Attributes:
        practice_id: the practice they open.
        person_id: whose they are.
        practice_key: 32 bytes, the same for everyone in the practice.
        personal_key: 32 bytes that only this person's slots hold.
        signing_key: 32 bytes, the seed of this person's Ed25519 key.
    """

    practice_id: str
    person_id: str
    practice_key: bytes = field(repr=False)
    personal_key: bytes = field(repr=False)
    signing_key: bytes = field(repr=False)

    @classmethod
    def new(cls, practice_id: str, person_id: str) -> "Keys":
        """Random keys for the first person of a new practice."""
        return cls(practice_id, person_id, *(secrets.token_bytes(KEY_BYTES) for _ in range(3)))

    def record_key(self) -> bytes:
        """The raw 256-bit key of `record.db`."""
        return derive(self.practice_key, Purpose.RECORD)

    def notebook_key(self) -> bytes:
        """The raw 256-bit key of this person's notebook."""
        return derive(self.personal_key, Purpose.NOTEBOOK)

    def export_key(self) -> bytes:
        """The key for sealed copies that leave the practice."""
        return derive(self.practice_key, Purpose.EXPORT)

    def keyring_mac_key(self) -> bytes:
        """The key of the MAC over `keyring.json`."""
        return derive(self.practice_key, Purpose.KEYRING_MAC)

    def to_wrap(self) -> bytes:
        """The 96 bytes a slot wraps."""
        return self.practice_key + self.personal_key + self.signing_key

    @classmethod
    def from_wrapped(cls, practice_id: str, person_id: str, wrapped: bytes) -> "Keys":
        """The keys again, from the 96 bytes a slot held."""
        parts = (wrapped[i : i + KEY_BYTES] for i in range(0, WRAPPED_KEYS_BYTES, KEY_BYTES))
        return cls(practice_id, person_id, *parts)
