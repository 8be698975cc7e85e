"""What counts as a passphrase, and the bytes it stands for."""

import unicodedata

from kap_companion.errors import WeakPassphraseError

LEAST_CHARACTERS = 8


def passphrase_bytes(passphrase: str) -> bytes:
    """The same bytes for the same passphrase, however the keyboard composes its accents."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def check_new_passphrase(passphrase: str) -> None:
    """Nothing, where the passphrase may guard a practice.

    Raises:
        WeakPassphraseError: it is empty or shorter than eight characters.
    """
    if not passphrase.strip():
        raise WeakPassphraseError("A passphrase cannot be empty.", "Choose several words that only you know.")
    if len(unicodedata.normalize("NFC", passphrase)) < LEAST_CHARACTERS:
        raise WeakPassphraseError(
            f"That passphrase is shorter than {LEAST_CHARACTERS} characters.",
            "Choose several words that only you know.",
        )
