"""From what a person knows to a key, slowly; from one key to others, at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kap_companion.errors import KnownError

KEY_BYTES = 32
SALT_BYTES = 16
TARGET_SECONDS = 0.5

_MIB = 1024
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


def derive(key: bytes, purpose: Purpose) -> bytes:
    """The 32-byte key for one purpose, from the practice key or a personal key."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.value.encode()).derive(key)


def stretch(secret: bytes, salt: bytes, strength: Strength) -> bytes:
    """The 32-byte key that wraps a slot; slow on purpose.

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
    try:
        return argon.derive(secret)
    except MemoryError as error:
        needed = strength.memory_kib // _MIB
        raise KnownError(
            f"Opening this practice needs {needed} MB of free memory, and there is less.",
            "Close other programs and try again.",
        ) from error


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
