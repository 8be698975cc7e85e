"""Tells an exchanged database from a damaged one, by the seal that SQLCipher puts on each page.

SQLCipher itself answers both with the same "not a database". Each 4096-byte page ends in 16 bytes of
initialisation vector and an HMAC-SHA512 of the page and its number, under a key that comes from the raw
key and the file's salt (its first 16 bytes). Where not one page carries our seal, the file is not ours.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kap_companion.errors import PracticeDamagedError, PracticeForeignError
from kap_companion.vault.overwriting import Secret

_PAGE_BYTES = 4096
_SALT_BYTES = 16
_SEAL_BYTES = 64
_SEAL_SALT_MASK = 0x3A
_SEAL_ROUNDS = 2


def has_our_seal(path: Path, key: Secret) -> bool:
    """Whether any whole page of the file was written with this raw 256-bit key."""
    with path.open("rb") as file:
        salt = file.read(_SALT_BYTES)
        seal_salt = bytes(byte ^ _SEAL_SALT_MASK for byte in salt)
        seal_key = hashlib.pbkdf2_hmac("sha512", key, seal_salt, _SEAL_ROUNDS, len(key))
        page = file.read(_PAGE_BYTES - _SALT_BYTES)
        number = 1
        while page:
            sealed, seal = page[:-_SEAL_BYTES], page[-_SEAL_BYTES:]
            if hmac.digest(seal_key, sealed + number.to_bytes(4, "little"), hashlib.sha512) == seal:
                return True
            page = file.read(_PAGE_BYTES)
            number += 1
    return False


@contextmanager
def ours_or_foreign(path: Path, key: Secret) -> Iterator[None]:
    """Says of a file that does not open whether it was exchanged for another.

    Raises:
        PracticeForeignError: it is said to be damaged, but not one of its pages was written with `key`.
    """
    try:
        yield
    except PracticeDamagedError as error:
        if not path.is_file() or path.stat().st_size < _PAGE_BYTES or has_our_seal(path, key):
            raise
        raise PracticeForeignError(
            f"{path.name} was not written with the keys of this practice.",
            "Put back the file that belongs here, or open a backup.",
        ) from error
