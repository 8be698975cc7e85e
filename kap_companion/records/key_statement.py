"""Giving a key to SQLCipher so that no copy of it stays in this process's memory where that can be helped."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

_DIGITS: Final = b"0123456789abcdef"


def run_with_key(connection: Any, pragma: str, key: bytes | bytearray) -> None:  # noqa: ANN401 (untyped library)
    """Runs a pragma whose value is a raw key, such as `key`.

    As a script, because a statement that is run singly stays in the connection's cache with its text.
    """
    with _statement(pragma, key) as statement:
        connection.executescript(statement)


@contextmanager
def _statement(pragma: str, key: bytes | bytearray) -> Iterator[str]:
    # In one buffer from its first digit on: each text or bytes in between would be a copy out of reach.
    before = f"PRAGMA {pragma} = \"x'".encode()
    written = bytearray(before + bytes(2 * len(key)) + b"'\"")
    for place, byte in enumerate(key):
        written[len(before) + 2 * place] = _DIGITS[byte >> 4]
        written[len(before) + 2 * place + 1] = _DIGITS[byte & 15]
    statement = written.decode("ascii")
    try:
        yield statement
    finally:
        written[:] = bytes(len(written))
        _wipe(statement)


def _wipe(text: str) -> None:
    """Overwrites a text of plain ASCII that nobody else holds; does nothing on other interpreters."""
    if sys.implementation.name == "cpython":
        ctypes.memset(id(text) + sys.getsizeof(text) - len(text) - 1, 0, len(text))
