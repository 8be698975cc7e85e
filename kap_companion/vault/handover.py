"""Handing a new practice key to those who stay, though nobody knows their passphrases.

A handover holds one box for each of them, which opens with their personal key and the practice key before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.derivation import Purpose
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import Secret, overwrite
from kap_companion.vault.sealing import Box, Fitting, close_box, open_box

SIGNATURE_BYTES = 64
_SIGNED_AS = b"KAP Companion handover\n"


@dataclass(frozen=True, slots=True)
class HandedBox:
    """The new practice key, sealed for one person."""

    person: str
    box: Box


@dataclass(frozen=True, slots=True)
class Handover:
    """One change of the practice key.

    Attributes:
        number: from 1; the slots of that generation hold the key that is handed over here.
        at: when it was changed.
        by: who changed it, and signed this.
        boxes: one for each person who stayed.
        signature: Ed25519 over all of it and the practice's id; 64 bytes.
    """

    number: int
    at: datetime
    by: str
    boxes: tuple[HandedBox, ...]
    signature: bytes

    def to_json(self) -> dict[str, Any]:
        """The handover as it stands in `keyring.json`."""
        boxes = [
            {
                "person": handed.person,
                "ephemeral": handed.box.ephemeral.hex(),
                "nonce": handed.box.nonce.hex(),
                "wrapped": handed.box.wrapped.hex(),
            }
            for handed in self.boxes
        ]
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "by": self.by,
            "boxes": boxes,
            "signature": self.signature.hex(),
        }

    def take(self, keys: Keys) -> Keys | None:
        """The keys with the new practice key; None where there is no box for them, or it was changed."""
        for handed in self.boxes:
            if handed.person == keys.person_id:
                fitting = _fitting(keys.practice_id, handed.person, self.number, keys.practice_key)
                taken = open_box(handed.box, keys.sealing_private(), fitting)
                if taken is None:
                    return None
                try:
                    return replace(keys, practice_key=taken)
                finally:
                    overwrite(taken)
        return None

    def holds(self, practice_id: str, public_key: bytes) -> bool:
        """Whether the person whose Ed25519 key this is signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(self.signature, self._signed(practice_id))
        except (InvalidSignature, ValueError):
            return False
        return True

    def signed_by(self, keys: Keys) -> "Handover":
        """The same handover with their signature."""
        return replace(self, signature=keys.sign(self._signed(keys.practice_id)))

    def _signed(self, practice_id: str) -> bytes:
        fields = self.to_json() | {"practice": practice_id}
        del fields["signature"]
        return _SIGNED_AS + canonical_json(fields)


def hand_over(
    keys: Keys, practice_key: Secret, number: int, at: datetime, people: Iterable[tuple[str, bytes]]
) -> Handover:
    """A new practice key for these people, by the person whose keys these are.

    Args:
        keys: theirs, with the practice key of before.
        practice_key: the new one.
        number: of the handover.
        at: when.
        people: each one's id and public sealing key.
    """
    boxes = tuple(
        HandedBox(
            person,
            close_box(practice_key, key, _fitting(keys.practice_id, person, number, keys.practice_key)),
        )
        for person, key in people
    )
    return Handover(number, at, keys.person_id, boxes, b"").signed_by(keys)


def _fitting(practice_id: str, person_id: str, number: int, practice_key: Secret) -> Fitting:
    bound = canonical_json({"practice": practice_id, "person": person_id, "number": number})
    return Fitting(Purpose.HANDOVER, bound, salt=practice_key)
