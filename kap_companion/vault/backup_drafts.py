"""A backup while it is being made: in a folder that counts for nothing until it is whole and on the disk."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

import portalocker

from kap_companion.errors import BackupError, DiskFullError, StorageError
from kap_companion.vault.backup_files import sync_folders
from kap_companion.vault.backup_times import name_of
from kap_companion.vault.backups import PARTIAL
from kap_companion.vault.private_files import FILE_MODE, FOLDER_MODE, storage_error

Watch = Callable[[float], None]
"""Told after each step how much is done, above 0 and up to 1; what it raises stops the backup."""

_LOCK_NAME = "making.lock"
# Room for backup.json and for what a disk needs for itself.
_SPARE_BYTES = 1024 * 1024


class Steps:
    """Counts how much of the work is done, and tells whoever watches."""

    def __init__(self, watch: Watch | None, weights: Iterable[int]) -> None:
        self._watch = watch
        self._all = sum(weights)
        self._done = 0

    def done(self, weight: int) -> None:
        """One step of that weight is done; raises what the watch raises."""
        self._done += weight
        if self._watch is not None:
            self._watch(min(1.0, self._done / self._all) if self._all else 1.0)


def make_home(home: Path) -> None:
    """The folder that backups lie in, private to its owner.

    Raises:
        StorageError: it cannot be made.
    """
    try:
        home.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise storage_error(error, home.name) from error


@contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """Nobody else makes a backup in this folder meanwhile; the lock of a process that was killed is gone.

    Raises:
        BackupError: somebody does.
        StorageError: the folder takes no lock.
    """
    try:
        handle = os.open(home / _LOCK_NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    except OSError as error:
        raise storage_error(error, home.name) from error
    try:
        try:
            portalocker.lock(handle, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.AlreadyLocked as error:
            raise BackupError("A backup is being made at this moment.", "Wait until it is done.") from error
        except portalocker.LockException as error:
            raise StorageError(
                "The folder for backups cannot be locked.", "Move the practice to a disk of this computer."
            ) from error
        yield
    finally:
        os.close(handle)


@contextmanager
def draft(home: Path, made_at: datetime, inner: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    """A new folder to fill, and what it will be called; durable and named when the block ends, else gone.

    `inner` are the names of the folders in it.

    Raises:
        StorageError: the disk did not take it.
    """
    place = next(place for place in (home / name_of(made_at, nth) for nth in count(1)) if not place.exists())
    partial = place.with_name(place.name + PARTIAL)
    try:
        try:
            folders = [partial, *(partial / name for name in inner)]
            for folder in folders:
                folder.mkdir(mode=FOLDER_MODE)
            yield partial, place
            sync_folders(reversed(folders))
            partial.rename(place)
        except OSError as error:
            raise storage_error(error, "The backup") from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    sync_folders([home])


def refuse_too_small(home: Path, needed_bytes: int) -> None:
    """Nothing, where the disk has room for that much.

    Raises:
        DiskFullError: it has not.
        StorageError: it does not say.
    """
    try:
        free = shutil.disk_usage(home).free
    except OSError as error:
        raise storage_error(error, home.name) from error
    lacking = needed_bytes + _SPARE_BYTES - free
    if lacking > 0:
        raise DiskFullError(
            "There is not enough space left on the disk for a backup, so none was made.",
            f"Free {max(1, round(lacking / 1e6))} MB and try again.",
        )
