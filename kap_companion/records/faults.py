"""What the database's own errors mean to a person."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kap_companion.errors import (
    BugError,
    DiskFullError,
    PracticeDamagedError,
    PracticeError,
    PracticeInUseError,
    ReadOnlyError,
    SigningError,
    StorageError,
)


class _Code(IntEnum):
    """SQLite's primary result codes (sqlite.org/rescode.html); extended ones carry them in the low byte."""

    PERM = 3
    BUSY = 5
    LOCKED = 6
    READONLY = 8
    IOERR = 10
    CORRUPT = 11
    FULL = 13
    CANTOPEN = 14
    TOOBIG = 18
    NOTADB = 26


_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

BACKUP_ADVICE = "Leave the folder as it is and open a backup; what can be saved from it is still there."


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns what goes wrong while a file is opened or read into what a person can mend.

    Raises:
        PracticeError: the file cannot be read as it is.
        StorageError: the place refuses what even reading needs.
        BugError: anything that no person can mend.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        raise _of_database(error, path, writing=False) from _safe(error)
    except OSError as error:
        if error.errno in _FULL_ERRNOS:
            raise _no_space() from error
        if error.errno in _READ_ONLY_ERRNOS:
            raise not_allowed(path) from error
        message = f"{path.name} cannot be read."
        raise PracticeError(message, "Check the disk or folder that it lies on.") from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what goes wrong while a file is written into what a person can mend.

    Raises:
        StorageError: the disk did not take it; nothing of it was saved.
        PracticeError: the file turned out to be damaged or in use.
        SigningError: the row would change a session that is signed.
        BugError: anything that no person can mend, such as a row that breaks a rule of its table.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        raise _of_database(error, path, writing=True) from _safe(error)
    except OSError as error:
        if error.errno in _FULL_ERRNOS:
            raise _no_space() from error
        if error.errno in _READ_ONLY_ERRNOS:
            raise not_allowed(path) from error
        message = f"{path.name} could not be written."
        raise StorageError(message, "Check the disk or folder that it lies on.") from error


def not_allowed(path: Path) -> ReadOnlyError:
    """The error for a file or folder that refuses to be written."""
    return ReadOnlyError(
        f"{path.name} cannot be written to: its file or folder is read-only.",
        "Give yourself write permission for the folder, or copy it to a place where you have it.",
    )


def damaged(path: Path) -> PracticeDamagedError:
    """The error for a file that does not open, or does not read back as what it should be."""
    return PracticeDamagedError(f"{path.name} cannot be read with this key or is damaged.", BACKUP_ADVICE)


def _no_space() -> DiskFullError:
    return DiskFullError(
        "There is no space left on the disk, so nothing was saved.", "Make some space and try again."
    )


def _of_database(error: DBAPIError | dbapi2.Error, path: Path, *, writing: bool) -> Exception:
    original = error.orig if isinstance(error, DBAPIError) else error
    if _holds_content(original):
        return damaged(path)
    if isinstance(original, dbapi2.IntegrityError) and "of a signed session" in str(original):
        return SigningError(
            "This session is signed, so nothing in it can be changed.", "Add an addendum or a late entry."
        )
    code = getattr(original, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case _Code.FULL:
            return _no_space()
        case _Code.READONLY | _Code.PERM | _Code.CANTOPEN:
            return not_allowed(path)
        case _Code.CORRUPT | _Code.NOTADB:
            return damaged(path)
        case _Code.BUSY | _Code.LOCKED:
            return PracticeInUseError(
                f"{path.name} is in use by another program.", "Close the other program and try again."
            )
        case _Code.IOERR if writing:
            return StorageError(
                "The disk reported a fault; the last change was not saved.", "Check the disk and try again."
            )
        case _Code.IOERR:
            return damaged(path)
        case _Code.TOOBIG:
            return StorageError("That is too long to be kept.", "Split it into shorter pieces.")
    name = getattr(original, "sqlite_errorname", None) or type(original).__name__
    return BugError(f"{path.name}: {name}")


def _holds_content(error: object) -> bool:
    # The driver quotes a text that is not UTF-8 in its message. Only editing behind our back leaves one.
    return isinstance(error, dbapi2.OperationalError) and "decode to UTF-8" in str(error)


def _safe(error: DBAPIError | dbapi2.Error) -> BaseException | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    return None if _holds_content(original) else error
