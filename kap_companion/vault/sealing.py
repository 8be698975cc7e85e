"""Sealing something so that one person alone can open it: X25519, HKDF-SHA256, AES-256-GCM."""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kap_companion.errors import PracticeDamagedError
from kap_companion.vault.canonical import canonical_json
from kap_companion.vault.derivation import KEY_BYTES, Purpose, derive
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import Secret, overwrite

NONCE_BYTES = 12
TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Box:
    """Something sealed for one person.

    Attributes:
        ephemeral: the public half of a key made for this box alone; 32 bytes.
        nonce: 12 bytes.
        wrapped: the content under AES-256-GCM, 16 bytes longer than it.
    """

    ephemeral: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a box is for; it opens with the same fitting alone.

    Attributes:
        purpose: the label of its key.
        bound: what it is bound to, in one spelling.
        salt: a key that is needed too, or None.
    """

    purpose: Purpose
    bound: bytes
    salt: Secret | None = None


def close_box(content: Secret, sealing_key: bytes, fitting: Fitting) -> Box:
    """Seal for the person whose public sealing key this is."""
    ephemeral = X25519PrivateKey.generate()
    nonce = secrets.token_bytes(NONCE_BYTES)
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(sealing_key))
    key = derive(shared, fitting.purpose, fitting.salt)
    try:
        wrapped = AESGCM(key).encrypt(nonce, content, fitting.bound)
    finally:
        overwrite(key)
    return Box(ephemeral.public_key().public_bytes_raw(), nonce, wrapped)


def open_box(box: Box, private: X25519PrivateKey, fitting: Fitting) -> bytearray | None:
    """The content, for the caller to overwrite; None where it was sealed otherwise or changed."""
    if len(box.wrapped) < TAG_BYTES:
        return None
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(box.ephemeral))
    except ValueError:  # a public key of low order, which nobody makes by chance
        return None
    key = derive(shared, fitting.purpose, fitting.salt)
    content = bytearray(len(box.wrapped) - TAG_BYTES)
    try:
        AESGCM(key).decrypt_into(box.nonce, box.wrapped, fitting.bound, content)
    except InvalidTag:
        return None
    finally:
        overwrite(key)
    return content


def seal_letter(content: bytes, practice_id: str, person_id: str, sealing_key: bytes) -> bytes:
    """What only that person of that practice can open: ephemeral key, nonce, wrapped content."""
    box = close_box(content, sealing_key, _letter(practice_id, person_id))
    return box.ephemeral + box.nonce + box.wrapped


def open_letter(sealed: bytes, keys: Keys) -> bytes:
    """What was sealed for the person whose keys these are.

    Raises:
        PracticeDamagedError: it was sealed for somebody else, or changed.
    """
    ephemeral, rest = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    box = Box(ephemeral, rest[:NONCE_BYTES], rest[NONCE_BYTES:])
    fitting = _letter(keys.practice_id, keys.person_id)
    opened = open_box(box, keys.sealing_private(), fitting) if len(rest) >= NONCE_BYTES + TAG_BYTES else None
    if opened is None:
        raise PracticeDamagedError(
            "What was sealed cannot be opened with your keys.", "Ask whoever sent it to send it once more."
        )
    try:
        return bytes(opened)
    finally:
        overwrite(opened)


def _letter(practice_id: str, person_id: str) -> Fitting:
    return Fitting(Purpose.LETTER, canonical_json({"practice": practice_id, "person": person_id}))
