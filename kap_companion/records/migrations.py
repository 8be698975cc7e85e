"""Bringing a file to the newest version: each step in one transaction, a copy of the file before it.

A step that changes what a row says must write that to the ledger itself. Adding a column that may be empty
changes no row: what is empty is in no content.
"""

import os
import shutil
from glob import escape
from pathlib import Path

from kap_companion.clock import Clock
from kap_companion.errors import BugError, PracticeTooNewError, StorageError
from kap_companion.records.cipher import Connection, connect, log_of, prepare
from kap_companion.records.faults import writing
from kap_companion.records.file_kind import FileKind, Step


def found(path: Path, key: bytes | bytearray, kind: FileKind) -> None:
    """Makes the tables of a new, empty file.

    Raises:
        StorageError: the disk did not take it.
    """
    with writing(path):
        connection = connect(path, key)
        try:
            prepare(connection)
            for version, step in enumerate(kind.steps, start=1):
                _take(connection, step, version, kind)
        finally:
            connection.close()


def upgrade(path: Path, key: bytes | bytearray, kind: FileKind, version: int, clock: Clock) -> None:
    """Takes a file from an older version to the newest; does nothing when it is there.

    Raises:
        PracticeTooNewError: a newer companion wrote the file; nothing was written.
        StorageError: the disk did not take the copy or the change; the file is as it was.
    """
    if version > kind.version:
        message = f"{path.name} was written by a newer KAP Companion."
        raise PracticeTooNewError(message, "Install the newest version to open it.")
    for number, step in enumerate(kind.steps[version:], start=version + 1):
        with writing(path):
            _settle(path, key)
            twin = _copy(path, number, clock)
            connection = connect(path, key)
            try:
                prepare(connection)
                # A table that is made anew under its old name must not take along the rows that refer to it.
                connection.execute("PRAGMA foreign_keys = OFF")
                _take(connection, step, number, kind)
            except BaseException:
                # The file is as it was: copies must not pile up with each try.
                twin.unlink()
                raise
            finally:
                connection.close()


def copies_of(path: Path) -> tuple[Path, ...]:
    """The copies that were kept of a file before its steps, oldest first; they hold what it held then."""
    return tuple(sorted(path.parent.glob(f"{escape(path.name)}.before-*")))


def remove_copies(path: Path) -> int:
    """Removes the copies that were kept of a file before its steps, and says how many there were.

    Raises:
        StorageError: one cannot be removed.
    """
    copies = copies_of(path)
    for copy in copies:
        with writing(copy):
            copy.unlink()
    return len(copies)


def _take(connection: Connection, step: Step, version: int, kind: FileKind) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        step(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            message = f"{kind.name}: the step to version {version} leaves rows that refer to nothing"
            raise BugError(message)
        connection.execute(f"PRAGMA application_id = {kind.application_id}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _settle(path: Path, key: bytes | bytearray) -> None:
    """Moves what a crash left in the write-ahead log into the file, so that a copy of the file is whole."""
    connection = connect(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        connection.close()
    if log_of(path).exists():
        message = f"{path.name} could not be copied, so it was left as it is."
        raise StorageError(message, "Close every other program that may use it and try again.")


def _copy(path: Path, version: int, clock: Clock) -> Path:
    stamp = clock.now().at.strftime("%Y%m%dT%H%M%S%f")
    twin = path.with_name(f"{path.name}.before-{version}-{stamp}")
    try:
        descriptor = os.open(twin, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with path.open("rb") as source, os.fdopen(descriptor, "wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
    except OSError:
        twin.unlink(missing_ok=True)
        raise
    return twin
