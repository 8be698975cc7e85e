"""The pages of an encrypted file as they are, read without the library that wrote them."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT, VECTOR = 4096, 80, 16, 16
LOG_HEADER, FRAME_HEADER = 32, 24


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a file, those that wait to be used again as well."""
    content = path.read_bytes()
    for start in range(0, len(content), PAGE):
        yield _page(content[start : start + PAGE], key, first=start == 0)


def logged_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page in the write-ahead log of a file, each time that it was written."""
    log = path.with_name(f"{path.name}-wal")
    content = log.read_bytes() if log.exists() else b""
    for start in range(LOG_HEADER, len(content), FRAME_HEADER + PAGE):
        number = int.from_bytes(content[start : start + 4], "big")
        page = content[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
        yield _page(page, key, first=number == 1)


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    begin, end = SALT if first else 0, PAGE - RESERVED
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[end : end + VECTOR])).decryptor()
    return decryptor.update(page[begin:end]) + decryptor.finalize()
