"""The characters of a passphrase while it is typed: kept as bytes, because bytes can be overwritten."""

import unicodedata
from hmac import compare_digest

from kap_companion.vault.overwriting import overwrite

FIRST_ROOM = 256


class PassphraseBuffer:
    """Characters as UTF-8 in a `bytearray` that is overwritten before it is let go.

    Python's texts cannot be overwritten, so none is ever made of the whole; a single typed character tells
    nothing. What is pasted comes as a text, and that copy is out of reach.
    """

    def __init__(self) -> None:
        self._bytes = bytearray(FIRST_ROOM)
        self._used = 0

    def __len__(self) -> int:
        """How many characters there are."""
        return sum(1 for byte in self._bytes[: self._used] if not _continues(byte))

    def append(self, text: str) -> bool:
        """Add the characters of `text` that can be typed; line ends, controls and half characters are not.

        Returns:
            Whether anything was added.
        """
        before = self._used
        for character in text:
            if unicodedata.category(character) in _NEVER_TYPED:
                continue
            added = character.encode()
            self._make_room(self._used + len(added))
            self._bytes[self._used : self._used + len(added)] = added
            self._used += len(added)
        return self._used > before

    def drop_last(self) -> bool:
        """Overwrite the last character; False where there is none."""
        if not self._used:
            return False
        while self._used:
            self._used -= 1
            byte = self._bytes[self._used]
            self._bytes[self._used] = 0
            if not _continues(byte):
                break
        return True

    def clear(self) -> None:
        """Overwrite every character."""
        overwrite(self._bytes)
        self._used = 0

    def same_as(self, other: "PassphraseBuffer") -> bool:
        """Whether both hold the same characters."""
        return compare_digest(self.view(), other.view())

    def view(self) -> memoryview:
        """The characters' own bytes, not a copy; to be let go before the next change."""
        return memoryview(self._bytes)[: self._used]

    def take(self) -> bytearray:
        """What was typed, as UTF-8 for the caller to overwrite after use; it is forgotten here."""
        taken = self._bytes[: self._used]
        self.clear()
        return taken

    def _make_room(self, wanted: int) -> None:
        if wanted <= len(self._bytes):
            return
        # A bytearray that grows by itself leaves its old characters behind in freed memory.
        old, self._bytes = self._bytes, bytearray(2 * wanted)
        self._bytes[: self._used] = old[: self._used]
        overwrite(old)


# Cc: controls and line ends; Cs: half of a character; Zl, Zp: line and paragraph separators.
_NEVER_TYPED = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _continues(byte: int) -> bool:
    return byte & 0b1100_0000 == 0b1000_0000
