"""`open.lock`: one process at a time has a practice open, and a crash leaves a trace of who had it."""

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import portalocker

from kap_companion.clock import Clock
from kap_companion.errors import BugError, PracticeInUseError, StorageError
from kap_companion.vault.practice_folder import LOCK_NAME
from kap_companion.vault.private_files import FILE_MODE, storage_error

_MOST_BYTES = 4096
_OPEN_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has, or had, a practice open; what the file does not say is None."""

    pid: int | None
    host: str | None
    since: datetime | None


class PracticeLock:
    """The lock on a practice's folder, held until `release`.

    Attributes:
        left_by: who had the practice open and never closed it, or None.
    """

    def __init__(self, path: Path, handle: int, left_by: Holder | None) -> None:
        self._path = path
        self._handle: int | None = handle
        self._signed = False
        self.left_by = left_by

    @classmethod
    def take(cls, folder: Path) -> "PracticeLock":
        """Hold the lock; writes nothing into it yet, so that an open that fails leaves it as it was.

        Raises:
            PracticeInUseError: another process, or another window of this one, holds it; says since when.
            StorageError: the folder takes no lock.
        """
        path = folder / LOCK_NAME
        while True:
            try:
                handle = os.open(path, _OPEN_FLAGS, FILE_MODE)
            except OSError as error:
                raise storage_error(error, LOCK_NAME) from error
            try:
                _lock(handle)
                if _is_still_there(path, handle):
                    return cls(path, handle, _holder(handle))
            except BaseException:
                os.close(handle)
                raise
            # Its holder removed the file between our opening and our locking it.
            os.close(handle)

    def sign(self, clock: Clock) -> None:
        """Write into the lock who holds it, and since when.

        Raises:
            StorageError: the disk did not take it.
        """
        if self._handle is None:
            message = "the lock was released"
            raise BugError(message)
        note = {"pid": os.getpid(), "host": socket.gethostname(), "since": clock.now().at.isoformat()}
        self._signed = True
        try:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(note).encode("ascii"))
            os.fsync(self._handle)
        except OSError as error:
            raise storage_error(error, LOCK_NAME) from error

    def release(self) -> None:
        """Let go; a lock never signed leaves what a crash left in it for the next to see. Harmless twice."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            if self._signed or self.left_by is None:
                # Removed while still locked: whoever opened it meanwhile sees it gone and starts over.
                # Emptied first, for systems that do not remove an open file: an empty lock says nothing.
                with suppress(OSError):
                    os.ftruncate(handle, 0)
                    self._path.unlink(missing_ok=True)
        finally:
            os.close(handle)


def _lock(handle: int) -> None:
    try:
        portalocker.lock(handle, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked as error:
        raise PracticeInUseError(
            _in_use_sentence(_holder(handle)), "Close it there first; two at once could lose entries."
        ) from error
    except portalocker.LockException as error:
        raise StorageError(
            "This folder cannot be locked, so two programs could write to it at once.",
            "Move the practice to a disk of this computer.",
        ) from error


def _is_still_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _holder(handle: int) -> Holder | None:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        raw = os.read(handle, _MOST_BYTES)
    except OSError:  # Windows keeps a held file's content to its holder
        return Holder(None, None, None)
    if not raw:
        return None
    try:
        note = json.loads(raw)
        since = datetime.fromisoformat(note["since"])
        pid, host = note["pid"], note["host"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return Holder(None, None, None)
    known = isinstance(pid, int) and isinstance(host, str) and since.utcoffset() is not None
    return Holder(pid, host, since) if known else Holder(None, None, None)


def _in_use_sentence(holder: Holder | None) -> str:
    if holder is None or holder.since is None:
        return "Another window of KAP Companion has this practice open."
    since = holder.since.strftime("%Y-%m-%d %H:%M")
    where = "on this computer" if holder.host == socket.gethostname() else "on another computer"
    return f"Another KAP Companion (process {holder.pid} {where}) has this practice open since {since}."
