"""What a program asks of a disk, one value each, and the faults that a disk can answer with."""

import errno
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset; they may sit in a cache until the file is synced."""

    path: Path
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut, or grown with zeros, to a size."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file's bytes are to be on the disk, not in a cache."""

    path: Path


@dataclass(frozen=True, slots=True)
class Forget:
    """A sync failed, and the cache let go of what waited for it; the next sync says nothing of that."""

    path: Path


@dataclass(frozen=True, slots=True)
class Create:
    """A new name for a new file, or a new folder."""

    path: Path
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """A file gets another name, and replaces what had it."""

    path: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Remove:
    """A name is gone."""

    path: Path


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """A folder's names are to be on the disk, not in a cache."""

    path: Path


Operation = Write | Truncate | Sync | Forget | Create | Rename | Remove | SyncFolder

TAKES_SPACE = (Write, Create)
"""What a full disk refuses."""

CHANGES = (Write, Truncate, Create, Rename, Remove)
"""What a read-only disk refuses."""

SYNCS = (Sync, SyncFolder)
"""What a disk refuses that cannot say whether it kept what it was given."""


class Fault(Enum):
    """Why a disk refuses: the system's error number."""

    FULL = errno.ENOSPC
    BROKEN = errno.EIO
    READ_ONLY = errno.EROFS


class Watcher(Protocol):
    """Sees all that is asked of a disk, and may refuse it."""

    def refuse(self, operation: Operation) -> Fault | None:
        """The fault to answer with, or None to do as asked. Asked before each operation."""
        ...

    def happened(self, operation: Operation) -> None:
        """Hears of each operation that was done."""
        ...
