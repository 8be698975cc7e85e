"""Work that uses up a passphrase: it is overwritten afterwards, whatever came of the work."""

from collections.abc import Callable
from typing import TypeVar

from kap_companion.vault.overwriting import overwrite

T = TypeVar("T")


def spend(work: Callable[[], T], *passphrases: bytearray) -> T:
    """What the work gives; raises what it raises. The passphrases it used are gone then."""
    try:
        return work()
    finally:
        overwrite(*passphrases)
