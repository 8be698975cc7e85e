"""The bytes of a backup's files: copied, fingerprinted, made durable; no link or device is followed."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kap_companion.errors import BackupError
from kap_companion.vault.private_files import FILE_MODE, storage_error, sync_folder

_CHUNK_BYTES = 1024 * 1024
# A link is not followed, and a pipe does not make us wait for who would write into it.
_READ_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file's size in bytes and the SHA-256 of its content."""

    size: int
    sha256: str


def fingerprint(path: Path) -> Fingerprint:
    """The fingerprint of a file as it lies on the disk.

    Raises:
        BackupError: it is not there, is no ordinary file or cannot be read.
    """
    sha256, size = hashlib.sha256(), 0
    with _open_ordinary(path) as file:
        for chunk in _chunks(file, path):
            sha256.update(chunk)
            size += len(chunk)
    return Fingerprint(size, sha256.hexdigest())


def size_of(path: Path) -> int | None:
    """The size of an ordinary file in bytes; None where there is none."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def copy_file(source: Path, target: Path, most_bytes: int | None = None) -> Fingerprint:
    """Copy an ordinary file to a new one that its owner alone may read, and put it on the disk.

    Raises:
        BackupError: the source is no ordinary file, cannot be read, or is larger than `most_bytes`.
        StorageError: the disk did not take the copy; what there is of it is for the caller to remove.
    """
    sha256, size = hashlib.sha256(), 0
    with _open_ordinary(source) as file:
        try:
            with os.fdopen(os.open(target, _WRITE_FLAGS, FILE_MODE), "wb") as copy:
                for chunk in _chunks(file, source):
                    size += len(chunk)
                    if most_bytes is not None and size > most_bytes:
                        raise BackupError(f"{source.name} is larger than it should be.")
                    sha256.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
        except OSError as error:
            raise storage_error(error, target.name) from error
    return Fingerprint(size, sha256.hexdigest())


def read_small(path: Path, most_bytes: int) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        BackupError: it is not there, is no ordinary file, cannot be read, or has more than `most_bytes`.
    """
    with _open_ordinary(path) as file:
        content = b"".join(_chunks(file, path, most_bytes + 1))
    if len(content) > most_bytes:
        raise BackupError(f"{path.name} is larger than it should be.")
    return content


def is_own_folder(path: Path) -> bool:
    """Whether there is a folder there, itself and not by a link."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names in these folders durable.

    Raises:
        StorageError: the disk did not take it.
    """
    for folder in folders:
        try:
            sync_folder(folder)
        except OSError as error:
            if error.errno in {errno.EINVAL, errno.ENOTSUP}:  # a disk of another system may not know how
                continue
            raise storage_error(error, folder.name) from error


@contextmanager
def _open_ordinary(path: Path) -> Iterator[BinaryIO]:
    try:
        handle = os.open(path, _READ_FLAGS)
    except FileNotFoundError as error:
        raise BackupError(f"{path.name} is missing.") from error
    except (OSError, ValueError) as error:
        raise BackupError(f"{path.name} cannot be read.") from error
    # Asked of the handle before it is made a file: Python makes none of a folder.
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BackupError(f"{path.name} is not an ordinary file.")
    with os.fdopen(handle, "rb", buffering=0) as file:
        yield file


def _chunks(file: BinaryIO, path: Path, most_bytes: int | None = None) -> Iterator[bytes]:
    left = most_bytes
    while left is None or left > 0:
        try:
            chunk = file.read(_CHUNK_BYTES if left is None else min(left, _CHUNK_BYTES))
        except OSError as error:
            raise BackupError(f"{path.name} cannot be read.") from error
        if not chunk:
            return
        if left is not None:
            left -= len(chunk)
        yield chunk
