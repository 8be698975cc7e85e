"""One slot: a person's keys, wrapped by one thing that person knows or keeps."""

import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kap_companion.ids import new_id
from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.derivation import SALT_BYTES, Strength, stretch
from kap_companion.vault.keys import WRAPPED_KEYS_BYTES, Keys
from kap_companion.vault.overwriting import Secret, overwrite

NONCE_BYTES = 12
WRAPPED_BYTES = WRAPPED_KEYS_BYTES + 16
KDF_NAME = "argon2id"


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way from a secret to a person's keys; holds nothing secret in the clear.

    Attributes:
        generation: how often the practice key had been changed when this was sealed; the keyring's handovers
            lead from the practice key inside to the one of today.
    """

    id: str
    kind: SlotKind
    person: str
    strength: Strength
    salt: bytes
    nonce: bytes
    wrapped: bytes
    generation: int = 0

    def to_json(self) -> dict[str, Any]:
        """The slot as it stands in `keyring.json`."""
        return _bound_fields(self) | {"wrapped": self.wrapped.hex()}

    def open(self, secret: Secret, practice_id: str) -> Keys | None:
        """The keys inside, or None where `secret` does not open this slot or the slot was changed."""
        wrapping_key = stretch(secret, self.salt, self.strength)
        opened = bytearray(WRAPPED_KEYS_BYTES)
        try:
            AESGCM(wrapping_key).decrypt_into(
                self.nonce, self.wrapped, _bound_data(self, practice_id), opened
            )
            return Keys.from_wrapped(practice_id, self.person, opened)
        except InvalidTag:
            return None
        finally:
            overwrite(wrapping_key, opened)


def seal(keys: Keys, kind: SlotKind, secret: Secret, strength: Strength, generation: int = 0) -> Slot:
    """A new slot that `secret` opens; takes as long as `strength` asks."""
    salt = secrets.token_bytes(SALT_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    slot = Slot(new_id(), kind, keys.person_id, strength, salt, nonce, b"", generation)
    wrapping_key = stretch(secret, salt, strength)
    inside = keys.to_wrap()
    try:
        wrapped = AESGCM(wrapping_key).encrypt(nonce, inside, _bound_data(slot, keys.practice_id))
    finally:
        overwrite(wrapping_key, inside)
    return replace(slot, wrapped=wrapped)


def _bound_fields(slot: Slot) -> dict[str, Any]:
    fields: dict[str, Any] = {
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
    # Left out where it is 0: a keyring of version 1 knows no generations, and its slots open as they are.
    return fields | {"generation": slot.generation} if slot.generation else fields


def _bound_data(slot: Slot, practice_id: str) -> bytes:
    # Every other field is bound to the wrapped keys, so that none can be swapped or weakened.
    return canonical_json(_bound_fields(slot) | {"practice": practice_id})
