"""Signatures: what exactly is signed, and whether a signature holds."""

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kap_companion.records.column_types import as_bytes, as_json, instant
from kap_companion.vocabulary.signature import Signature

PREFIX: Final = b"KAP Companion signature 1\n"
"""The first line of what is signed, so that no other message of the same key can pass for it."""


def signed_bytes(signature: Signature) -> bytes:
    """What a person signs: the prefix line, then all fields but `signature` as compact JSON by name."""
    fields = signature.model_dump(exclude={"signature"})
    fields["at"] = instant(signature.at)
    return PREFIX + as_bytes(as_json(dict(sorted(fields.items()))))


def holds(signature: Signature) -> bool:
    """Whether a signature is that of its own key over its own fields."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.key))
        key.verify(bytes.fromhex(signature.signature), signed_bytes(signature))
    except (InvalidSignature, ValueError):
        return False
    return True
