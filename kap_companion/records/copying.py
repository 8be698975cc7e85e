"""Whole copies of a file: under its own key while it is open, under another, and whether a copy is good."""

import os
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from kap_companion.clock import SystemClock
from kap_companion.errors import PracticeTooNewError
from kap_companion.records import cipher, migrations
from kap_companion.records.faults import damaged, reading, writing
from kap_companion.records.file_kind import FileKind
from kap_companion.records.statements import statements_of
from kap_companion.records.verify import Verification, verify

_STATE = "SELECT (SELECT count(*) FROM sqlite_schema), (SELECT max(sequence) FROM ledger)"
_CHAIN = "SELECT chain FROM ledger ORDER BY sequence DESC LIMIT 1"


def copy_whole(source: Path, key: bytes | bytearray, target: Path) -> None:
    """Copies a file as it stands between two transactions; in any thread, also while it is open.

    The copy is of one file with no log beside it, under the same key, for its owner alone, and on the disk
    when this returns.

    Raises:
        PracticeError: the source does not read, or there is something where the copy should be.
        StorageError: the disk did not take the copy; nothing of it is left.
    """
    cipher.make_empty(target)
    try:
        with writing(target), closing(cipher.connect(source, key)) as connection:
            connection.execute("VACUUM INTO ?", (str(target.absolute()),))
            _settle(target)
    except BaseException:
        _remove(target)
        raise


def copy_under(source: Path, key: bytes | bytearray, target: Path, new_key: bytes | bytearray) -> None:
    """Copies a closed file under another key, and reads the copy back with it.

    Raises:
        PracticeError: the source does not read, or there is something where the copy should be.
        StorageError: the disk did not take the copy; nothing of it is left.
    """
    copy_whole(source, key, target)
    try:
        with writing(target), closing(cipher.connect(target, key)) as connection:
            cipher.change_key(connection, new_key)
        with writing(target):
            _settle(target)
        with reading(target):
            if _read_back(target, new_key) != _read_back(source, key):
                raise damaged(target)
    except BaseException:
        _remove(target)
        raise


def check_copy(path: Path, key: bytes | bytearray, kind: FileKind) -> Verification:
    """Verifies a file that nobody has open, and leaves no trace of having done so.

    A copy that an earlier version made is verified after its steps, taken on another copy.

    Raises:
        PracticeError: it cannot be opened as it is (missing, damaged, foreign, too new, not encrypted).
        StorageError: there is no room to take its steps.
    """
    version = cipher.look(path, key, kind.application_id)
    if version > kind.version:
        message = f"{path.name} was written by a newer KAP Companion."
        raise PracticeTooNewError(message, "Install the newest version to open it.")
    log = cipher.log_of(path)
    with reading(path):
        if version == kind.version and not log.exists():
            return _verified(path, key, kind, immutable=True)
        with TemporaryDirectory() as folder:
            twin = Path(folder, path.name)
            shutil.copyfile(path, twin)
            if log.exists():
                shutil.copyfile(log, cipher.log_of(twin))
            migrations.upgrade(twin, key, kind, version, SystemClock())
            return _verified(twin, key, kind, immutable=False)


def _verified(path: Path, key: bytes | bytearray, kind: FileKind, *, immutable: bool) -> Verification:
    def connect() -> cipher.Connection:
        return cipher.connect(path, key, immutable=immutable)

    with closing(connect()) as connection:
        return verify(connection, kind, statements_of(kind.tables), connect)


def _read_back(path: Path, key: bytes | bytearray) -> tuple[object, ...]:
    with closing(cipher.connect(path, key)) as connection:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise damaged(path)
        header = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
        )
        return (*header, connection.execute(_STATE).fetchone(), connection.execute(_CHAIN).fetchone())


def _settle(path: Path) -> None:
    """Makes sure that a file and its name are on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _remove(path: Path) -> None:
    for remains in (path, *cipher.beside(path)):
        remains.unlink(missing_ok=True)
