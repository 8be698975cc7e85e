"""What counts as a passphrase, and the bytes it stands for."""

import unicodedata

from kap_companion.errors import WeakPassphraseError

LEAST_CHARACTERS = 8

Passphrase = str | bytearray
"""A passphrase as text, or as UTF-8 in a buffer that whoever typed it overwrites afterwards."""

_ADVICE = "Choose several words that only you know."


def passphrase_bytes(passphrase: Passphrase) -> bytearray:
    """The same bytes for the same passphrase, however the keyboard composes its accents.

    They lie in a buffer of their own, for the caller to overwrite. From a buffer with only ASCII no copy is
    left; where accents have to be put in order, Python leaves some that it frees and does not overwrite.
    """
    if isinstance(passphrase, bytearray):
        if passphrase.isascii():
            return bytearray(passphrase)
        passphrase = passphrase.decode("utf-8", "surrogatepass")
    return bytearray(_in_order(passphrase).encode("utf-8", "surrogatepass"))


def check_new_passphrase(passphrase: Passphrase) -> None:
    """Nothing, where the passphrase may guard a practice.

    Raises:
        WeakPassphraseError: it is empty or shorter than eight characters.
    """
    if not passphrase or passphrase.isspace():
        raise WeakPassphraseError("A passphrase cannot be empty.", _ADVICE)
    if _characters(passphrase) < LEAST_CHARACTERS:
        raise WeakPassphraseError(
            f"That passphrase is shorter than {LEAST_CHARACTERS} characters.",
            _ADVICE,
        )


def _characters(passphrase: Passphrase) -> int:
    if isinstance(passphrase, bytearray):
        if passphrase.isascii():
            return len(passphrase)
        passphrase = passphrase.decode("utf-8", "surrogatepass")
    return len(_in_order(passphrase))


def _in_order(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
