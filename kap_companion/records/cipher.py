"""Encrypted files as such: making one, looking at one without a trace, connecting to one."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlcipher3 import dbapi2

from kap_companion.errors import (
    BugError,
    NotEncryptedError,
    PracticeError,
    PracticeForeignError,
    PracticeMissingError,
    StorageError,
)
from kap_companion.records.faults import BACKUP_ADVICE, damaged, reading, writing
from kap_companion.records.key_statement import run_with_key

PLAIN_HEADER: Final = b"SQLite format 3\0"
KEY_BYTES: Final = 32
PAGE_BYTES: Final = 4096

# Each page that leaves the cache must be decrypted again; a practice of several years fits in.
_CACHE_KIB: Final = 65_536

# sqlcipher3 has no types of its own.
Connection = Any


def make_empty(path: Path) -> None:
    """Makes an empty file that only its owner may read, from its first byte on.

    SQLite gives a write-ahead log the mode of the file it belongs to.

    Raises:
        PracticeError: something is there already.
        StorageError: the place does not take it.
    """
    try:
        with writing(path):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except StorageError as error:
        if isinstance(error.__cause__, FileExistsError):
            message = f"There is already a file {path.name} in that folder."
            raise PracticeError(message, "Choose another folder.") from error
        raise


def connect(path: Path, key: bytes | bytearray, *, immutable: bool = False) -> Connection:
    """A connection to an existing file, its key given and nothing read yet.

    Args:
        path: the file; it must exist.
        key: the raw 256-bit key.
        immutable: to read without locks, write-ahead log or any trace; for a file that nobody has open.

    Raises:
        NotEncryptedError: the library beneath does not encrypt.
    """
    if len(key) != KEY_BYTES:
        message = f"{path.name}: a key has {KEY_BYTES} bytes"
        raise BugError(message)
    manner = "immutable=1" if immutable else "mode=rw"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{manner}", uri=True, isolation_level=None, timeout=2
    )
    # Before the key, so that the memory in which the key comes is wiped too; the file is not read by it.
    connection.execute("PRAGMA cipher_memory_security = ON")
    run_with_key(connection, "key", key)
    connection.execute("PRAGMA cipher_log_level = NONE")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        connection.close()
        message = "The encryption library is missing, so nothing was written."
        raise NotEncryptedError(message, "Install KAP Companion again.")
    return connection


def prepare(connection: Connection) -> None:
    """Sets how a connection keeps its promises: on the disk at each commit, nothing left lying about.

    Raises:
        StorageError: the place cannot hold a write-ahead log.
    """
    connection.execute("PRAGMA foreign_keys = ON")
    # INSERT OR REPLACE deletes rows; only with this do the triggers that refuse it hear of that.
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA secure_delete = ON")
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        message = "That folder cannot hold records safely."
        raise StorageError(message, "Choose a folder on a disk of this computer.")
    connection.execute("PRAGMA synchronous = FULL")


def change_key(connection: Connection, key: bytes | bytearray) -> None:
    """Writes each page of an open file anew under another key; after a crash halfway it is lost."""
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    run_with_key(connection, "rekey", key)


def look(path: Path, key: bytes | bytearray, application_id: int) -> int:
    """The schema version of a file, without writing a byte to it or beside it.

    Raises:
        PracticeMissingError: there is no such file.
        NotEncryptedError: the file holds plain text.
        PracticeForeignError: the key fits, but it is another kind of file.
        PracticeDamagedError: anything else that does not read.
    """
    with reading(path):
        if not path.exists():
            message = f"There is no {path.name} in that folder."
            raise PracticeMissingError(message, "Choose the folder of a practice.")
        if not path.is_file() or path.stat().st_size == 0:
            raise damaged(path)
        refuse_plain(path)
        log = log_of(path)
        if not (log.exists() and log.stat().st_size):
            if path.stat().st_size % PAGE_BYTES:
                raise damaged(path)
            return _version(path, connect(path, key, immutable=True), application_id)
        # After a crash the newest pages are in the log. Opening the file itself would already move them.
        with TemporaryDirectory() as folder:
            twin = Path(folder, path.name)
            shutil.copyfile(path, twin)
            shutil.copyfile(log, log_of(twin))
            return _version(path, connect(twin, key), application_id)


def log_of(path: Path) -> Path:
    """The write-ahead log that belongs to a file."""
    return path.with_name(f"{path.name}-wal")


def beside(path: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside a file while it is open."""
    return tuple(path.with_name(f"{path.name}-{ending}") for ending in ("wal", "shm", "journal"))


def refuse_plain(path: Path) -> None:
    """Makes sure that a file's first bytes are not those of a plain SQLite file.

    Raises:
        NotEncryptedError: they are.
    """
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            message = f"{path.name} is not encrypted, so it is not opened."
            raise NotEncryptedError(message, BACKUP_ADVICE)


def _version(path: Path, connection: Connection, application_id: int) -> int:
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    if found != application_id:
        message = f"{path.name} is another kind of file."
        raise PracticeForeignError(message, "Put back the file that belongs here, or open a backup.")
    if version < 1:
        raise damaged(path)
    return version
