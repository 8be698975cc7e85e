"""A folder whose every change a watcher sees first, and may refuse."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.faults.database_files import database_files
from tests.faults.operations import SYNCS, TAKES_SPACE, Fault, Operation, Watcher
from tests.faults.plain_files import plain_files_in_use


@contextmanager
def watched(root: Path, watcher: Watcher) -> Iterator[None]:
    """What this process changes in the folder goes past the watcher, by SQLite or without it."""
    with database_files().in_use(root, watcher), plain_files_in_use(root, watcher):
        yield


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A folder that costs no disk, for tests that decide themselves what a disk keeps."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


class RefusingDisk:
    """Does so many operations of some kinds, and refuses all after them until it is well again.

    Attributes:
        refused: whether it refused anything since it was last told how many it does.
    """

    def __init__(self, kinds: tuple[type, ...], fault: Fault) -> None:
        self._kinds = kinds
        self._fault = fault
        self.does(None)

    def does(self, most: int | None) -> None:
        """From now on it does so many; None for no end of them."""
        self._left = most
        self.refused = False

    def each_number(self, step: int = 1) -> Iterator[int]:
        """From none at all to so many that what was done met no refusal; it is well again in the end."""
        for number in count(step=step):
            self.does(number)
            yield number
            if not self.refused:
                break
        self.does(None)

    def refuse(self, operation: Operation) -> Fault | None:
        if self._left is None or not isinstance(operation, self._kinds):
            return None
        if self._left == 0:
            self.refused = True
            return self._fault
        self._left -= 1
        return None

    def happened(self, operation: Operation) -> None:
        """Nothing to remember."""


def a_full_disk() -> RefusingDisk:
    """A disk on which there is no space left at some moment."""
    return RefusingDisk(TAKES_SPACE, Fault.FULL)


def a_disk_that_does_not_sync() -> RefusingDisk:
    """A disk that takes what it is given, and at some moment cannot say that it kept it."""
    return RefusingDisk(SYNCS, Fault.BROKEN)
