"""Signatures as a person makes them, with a key that lies in these tests."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.records.signatures import signed_bytes
from kap_companion.vocabulary.people import Person, PersonRole
from kap_companion.vocabulary.signature import Meaning, Signature
from tests.builders import BEGAN

PRIVATE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(96, 128)))


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def a_signer(key: Ed25519PrivateKey = PRIVATE_KEY, **fields: Any) -> Person:
    given = {"id": new_id(), "name": "Ana Ruiz", "made_at": BEGAN, "signing_key": public(key)}
    return Person(**(given | fields))


def resigned(signature: Signature, key: Ed25519PrivateKey = PRIVATE_KEY, **fields: Any) -> Signature:
    """The signature with other fields, and signed again."""
    unsigned = signature.model_copy(update={"key": public(key), "signature": ""} | fields)
    return unsigned.model_copy(update={"signature": key.sign(signed_bytes(unsigned)).hex()})


def a_signature(
    file: Record | Notebook,
    session: str,
    person: str = "person-1",
    key: Ed25519PrivateKey = PRIVATE_KEY,
    **fields: Any,
) -> Signature:
    """A signature over a session as it stands in a file now."""
    head = file.head()
    given: dict[str, Any] = {
        "id": new_id(),
        "session": session,
        "person": person,
        "name": "Ana Ruiz",
        "role": PersonRole.THERAPIST,
        "meaning": Meaning.AUTHOR,
        "at": BEGAN,
        "head": head.sequence,
        "chain": head.chain,
        "digest": file.digest(session),
        "key": public(key),
    }
    return resigned(Signature(**(given | fields)), key)
