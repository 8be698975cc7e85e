"""Files that only their owner can read: read with a bound, written whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from kap_companion.errors import DiskFullError, PracticeDamagedError, ReadOnlyError, StorageError

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


def storage_error(error: OSError, name: str) -> StorageError:
    """The error a person can mend for one the disk gave; `name` is the file or folder as they know it."""
    if error.errno in _FULL:
        return DiskFullError(
            f"There is no space left on the disk for {name}.", "Free some space and try again."
        )
    if error.errno in _READ_ONLY:
        return ReadOnlyError(f"{name} cannot be written to.", "Choose a folder that you may change.")
    return StorageError(
        f"{name} could not be saved: {os.strerror(error.errno or errno.EIO)}.",
        "Check the disk or folder that it lies on.",
    )


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """The file's bytes, at most one more than `most_bytes`.

    Raises:
        FileNotFoundError: there is no such file.
        PracticeDamagedError: it is no ordinary file.
        StorageError: it cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PracticeDamagedError(f"{path.name} is not a file.", "Put it back from a backup.")
        with path.open("rb") as file:
            return file.read(most_bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(path.name) from error
    except OSError as error:
        raise StorageError(
            f"{path.name} cannot be read: {os.strerror(error.errno or errno.EIO)}.",
            "Check that the folder is yours to read.",
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in place of the file: after a crash there is the old one or the new one, never half.

    Raises:
        StorageError: the disk did not take it; the old file is untouched.
    """
    draft = path.with_name(path.name + ".new")
    try:
        # One left by a crash is of no use; a new one belongs to its owner alone before its first byte.
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise storage_error(error, path.name) from error


def sync_folder(folder: Path) -> None:
    """Make the folder's list of names durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
