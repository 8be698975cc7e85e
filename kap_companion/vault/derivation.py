"""From what a person knows to a key, slowly; from one key to others, at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kap_companion.errors import KnownError
from kap_companion.vault.overwriting import Secret

KEY_BYTES = 32
SALT_BYTES = 16
TARGET_SECONDS = 0.5

_MIB = 1024
_COVERS = 4
_STEP_KIB = 16 * _MIB
_CALIBRATED_MEMORY_KIB = 1024 * _MIB
_MOST_MEMORY_KIB = 2048 * _MIB
_MOST_PASSES = 64
_MOST_LANES = 16
# Memory times passes: about twelve seconds of waiting on an ordinary computer.
_MOST_WORK_KIB = 16 * 1024 * _MIB


@dataclass(frozen=True, slots=True, order=True)
class Strength:
    """How hard Argon2id makes each guess.

    Attributes:
        memory_kib: memory it fills, in KiB.
        passes: how often it goes over that memory.
        lanes: how many threads share the work.
    """

    memory_kib: int
    passes: int
    lanes: int

    @property
    def too_weak(self) -> bool:
        """Whether any of the three lies under the floor."""
        return self.memory_kib < FLOOR.memory_kib or self.passes < FLOOR.passes or self.lanes < FLOOR.lanes

    @property
    def absurd(self) -> bool:
        """Whether it would take memory or time that no calibration ever asks for."""
        return (
            self.memory_kib > _MOST_MEMORY_KIB
            or self.passes > _MOST_PASSES
            or self.lanes > _MOST_LANES
            or self.memory_kib * self.passes > _MOST_WORK_KIB
        )


FLOOR = Strength(memory_kib=64 * _MIB, passes=3, lanes=4)


class Purpose(StrEnum):
    """What a derived key is for; the text is its HKDF label, so it never changes."""

    RECORD = "kap-companion/1/record"
    KEYRING_MAC = "kap-companion/1/keyring-mac"
    EXPORT = "kap-companion/1/export"
    NOTEBOOK = "kap-companion/1/notebook"
    SEALING = "kap-companion/2/sealing"
    LETTER = "kap-companion/2/letter"
    DRAFT = "kap-companion/2/draft"
    HANDOVER = "kap-companion/2/handover"


def derive(key: Secret, purpose: Purpose, salt: Secret | None = None) -> bytearray:
    """The 32-byte key for one purpose, from a key; in a buffer for the caller to overwrite."""
    derived = bytearray(KEY_BYTES)
    label = purpose.value.encode()
    # The library asks for bytes as salt; where it is a key, the copy lives for this call.
    salted = None if salt is None else bytes(salt)
    HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salted, info=label).derive_into(key, derived)
    return derived


def stretch(secret: Secret, salt: bytes, strength: Strength) -> bytearray:
    """The 32-byte key that wraps a slot; slow on purpose. In a buffer for the caller to overwrite.

    Raises:
        KnownError: the computer has not enough free memory for it.
    """
    if strength.too_weak or strength.absurd:
        message = "strength out of bounds"
        raise ValueError(message)
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=strength.passes,
        lanes=strength.lanes,
        memory_cost=strength.memory_kib,
    )
    stretched = bytearray(KEY_BYTES)
    try:
        # Any buffer will do, which the library's types do not say.
        argon.derive_into(cast("bytes", secret), stretched)
    except MemoryError as error:
        needed = strength.memory_kib // _MIB
        raise KnownError(
            f"Opening this practice needs {needed} MB of free memory, and there is less.",
            "Close other programs and try again.",
        ) from error
    finally:
        _cover(len(secret))
    return stretched


def _cover(secret_bytes: int) -> None:
    # The library frees a block with a copy of the secret in it and does not overwrite it. Derivations of a
    # secret as long, of a tenth of a millisecond each, get the same block again: the first, nearly always.
    for _ in range(_COVERS):
        covering = Argon2id(salt=bytes(SALT_BYTES), length=KEY_BYTES, iterations=1, lanes=1, memory_cost=8)
        covering.derive_into(bytes(secret_bytes), bytearray(KEY_BYTES))


def strength_for(floor_seconds: float) -> Strength:
    """The strength that takes about half a second where the floor takes `floor_seconds`, or the floor.

    More memory first, as it costs a guesser most; more passes where the memory has reached one GiB.
    """
    factor = max(1.0, TARGET_SECONDS / max(floor_seconds, 0.001))
    wanted_kib = int(FLOOR.memory_kib * factor) // _STEP_KIB * _STEP_KIB
    memory_kib = min(max(wanted_kib, FLOOR.memory_kib), _CALIBRATED_MEMORY_KIB)
    passes = max(FLOOR.passes, int(FLOOR.passes * wanted_kib / memory_kib))
    return Strength(memory_kib, min(passes, _MOST_WORK_KIB // memory_kib), FLOOR.lanes)


def calibrate(seconds_taken: Callable[[Strength], float] | None = None) -> Strength:
    """The strength for this computer; takes one derivation at the floor to find out."""
    return strength_for((seconds_taken or _measure)(FLOOR))


def _measure(strength: Strength) -> float:
    began = time.perf_counter()
    stretch(b"calibration", bytes(SALT_BYTES), strength)
    return time.perf_counter() - began
