"""One slot: a person's keys, wrapped by one thing that person knows or keeps."""

import json
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kap_companion.ids import new_id
from kap_companion.vault.derivation import SALT_BYTES, Strength, stretch
from kap_companion.vault.keys import WRAPPED_KEYS_BYTES, Keys

NONCE_BYTES = 12
WRAPPED_BYTES = WRAPPED_KEYS_BYTES + 16
KDF_NAME = "argon2id"


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way from a secret to a person's keys; holds nothing secret in the clear."""

    id: str
    kind: SlotKind
    person: str
    strength: Strength
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def to_json(self) -> dict[str, Any]:
        """The slot as it stands in `keyring.json`."""
        return _bound_fields(self) | {"wrapped": self.wrapped.hex()}

    def open(self, secret: bytes, practice_id: str) -> Keys | None:
        """The keys inside, or None where `secret` does not open this slot or the slot was changed."""
        wrapping_key = stretch(secret, self.salt, self.strength)
        try:
            keys = AESGCM(wrapping_key).decrypt(self.nonce, self.wrapped, _bound_data(self, practice_id))
        except InvalidTag:
            return None
        return Keys.from_wrapped(practice_id, self.person, keys)


def seal(keys: Keys, kind: SlotKind, secret: bytes, strength: Strength) -> Slot:
    """A new slot that `secret` opens; takes as long as `strength` asks."""
    salt = secrets.token_bytes(SALT_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    slot = Slot(new_id(), kind, keys.person_id, strength, salt, nonce, wrapped=b"")
    wrapping_key = stretch(secret, salt, strength)
    wrapped = AESGCM(wrapping_key).encrypt(nonce, keys.to_wrap(), _bound_data(slot, keys.practice_id))
    return replace(slot, wrapped=wrapped)


def _bound_fields(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "person": slot.person,
        "kdf": {
            "name": KDF_NAME,
            "memory_kib": slot.strength.memory_kib,
            "passes": slot.strength.passes,
            "lanes": slot.strength.lanes,
            "salt": slot.salt.hex(),
        },
        "nonce": slot.nonce.hex(),
    }


def _bound_data(slot: Slot, practice_id: str) -> bytes:
    # Every other field is bound to the wrapped keys, so that none can be swapped or weakened.
    return canonical_json(_bound_fields(slot) | {"practice": practice_id})


def canonical_json(value: dict[str, Any]) -> bytes:
    """One spelling for one value: keys sorted, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")
