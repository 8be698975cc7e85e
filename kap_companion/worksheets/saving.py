"""A finished sheet saved where the person chose: theirs alone to read, and never in a second place."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from kap_companion.errors import DiskFullError, ReadOnlyError, StorageError

_MODE = 0o600
_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_UNNAMED_FILES = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}


def save(content: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write the file with mode 0600, whole or not at all.

    Where the system has unnamed files the content is complete and on the disk before it gets its name;
    elsewhere it is written under its own name and removed again when that fails. No temporary file ever has
    a name. A file that is to be overwritten is removed at the last moment: a sheet can be made again, a copy
    left behind cannot be taken back.

    Args:
        content: the whole file.
        path: where the person chose.
        overwrite: whether a file of that name may be replaced.

    Raises:
        DiskFullError: there is no space left.
        ReadOnlyError: nothing can be written there.
        StorageError: a file of that name exists and may not be replaced, or the disk refused.
    """
    try:
        if not overwrite and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        unnamed = _open_unnamed(path.parent)
        if unnamed is None:
            _write_named(path, content, overwrite=overwrite)
        else:
            _write_then_name(unnamed, path, content, overwrite=overwrite)
        _sync_folder(path.parent)
    except OSError as error:
        raise _explained(error) from error
    except ValueError as error:  # a NUL or a lone surrogate in the name
        raise StorageError("A file cannot have that name.", "Choose another name.") from error


def _open_unnamed(folder: Path) -> int | None:
    """A file without a name in that folder, or None where there is no such thing."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, _MODE)
    except OSError as error:
        if error.errno in _NO_UNNAMED_FILES:
            return None
        raise


def _write_then_name(file: int, path: Path, content: bytes, *, overwrite: bool) -> None:
    try:
        _write_all(file, content)
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            if overwrite:
                path.unlink(missing_ok=True)
            # The folder's handle is what makes this follow the link in /proc to the file itself.
            os.link(f"/proc/self/fd/{file}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(folder)
    finally:
        os.close(file)


def _write_named(path: Path, content: bytes, *, overwrite: bool) -> None:
    if overwrite:
        path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, _MODE)
    try:
        try:
            _write_all(file, content)
        finally:
            os.close(file)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def _write_all(file: int, content: bytes) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(file, _MODE)
    left = memoryview(content)
    while left:
        left = left[os.write(file, left) :]
    os.fsync(file)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _explained(error: OSError) -> StorageError:
    # A name may hold a client's words, so no message repeats it.
    if error.errno in _FULL:
        return DiskFullError("There is no space left on that disk.", "Free some or choose another folder.")
    if error.errno in _READ_ONLY:
        return ReadOnlyError("Nothing can be written there.", "Choose a folder that you may change.")
    if error.errno == errno.EEXIST:
        return StorageError(
            "There is already a file of that name.", "Choose another name, or say that it may be replaced."
        )
    if error.errno == errno.EISDIR:
        return StorageError("That is a folder.", "Choose a name for the file inside it.")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return StorageError("There is no such folder.", "Choose a folder that exists.")
    reason = os.strerror(error.errno or errno.EIO)
    return StorageError(f"The file could not be saved: {reason}.", "Choose another name or folder.")
