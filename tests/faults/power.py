"""What a disk still has when the power goes: what was synced, and any part of what was not.

Stricter than the disks there are. Of what was written to a file since it was last synced, each sector of
512 bytes is there or not; of the names that a folder got and lost since it was last synced, as many as
you like of the first are there. Syncing a file does not keep its name, nor does syncing a folder its own.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.operations import (
    Create,
    Fault,
    Forget,
    Operation,
    Remove,
    Rename,
    Sync,
    SyncFolder,
    Truncate,
    Write,
)
from tests.faults.promises import Promises

SECTOR = 512


class Journal:
    """All that was done to a disk, and in between what the program said was saved.

    Attributes:
        lines: in the order they happened.
    """

    def __init__(self) -> None:
        self.lines: list[Operation | Promises] = []

    def refuse(self, operation: Operation) -> Fault | None:
        """Never."""
        return None

    def happened(self, operation: Operation) -> None:
        """Keeps it."""
        self.lines.append(operation)

    def said(self, promises: Promises) -> None:
        """What holds from here on."""
        self.lines.append(promises)


class ForgetfulJournal(Journal):
    """Of a disk that fails every so many syncs of a file, and forgets then what it was to sync.

    That is what Linux does: the next sync of the same file succeeds, and the bytes never reach the disk.
    """

    def __init__(self, every: int) -> None:
        super().__init__()
        self._every = every
        self._syncs = 0

    def refuse(self, operation: Operation) -> Fault | None:
        """A fault for every so many syncs."""
        if not isinstance(operation, Sync):
            return None
        self._syncs += 1
        if self._syncs % self._every:
            return None
        self.lines.append(Forget(operation.path))
        return Fault.BROKEN


@dataclass
class _File:
    kept: bytearray = field(default_factory=bytearray)
    waiting: list[Write | Truncate] = field(default_factory=list)
    is_folder: bool = False

    def sync(self) -> None:
        for change in self.waiting:
            _change(self.kept, change, [True])
        self.waiting.clear()

    def after_a_cut(self, chance: Random) -> bytes:
        data = bytearray(self.kept)
        reaches = chance.choice(([False], [True], [True, False]))
        for change in self.waiting:
            _change(data, change, [chance.choice(reaches) for _ in range(_sectors(change))] or [True])
        return bytes(data)


NameChange = Create | Rename | Remove


class CuttableDisk:
    """A disk that does again what a journal says, and can lose its power after any line.

    Args:
        root: the folder that the journal is about.
        content: what was in it before, by its name; None for a folder.
    """

    def __init__(self, root: Path, content: Mapping[str, bytes | None]) -> None:
        self._root = root
        self._now = {
            root / name: _File(bytearray(data or b""), is_folder=data is None)
            for name, data in content.items()
        }
        self._kept = dict(self._now)
        self._waiting: dict[Path, list[tuple[NameChange, _File | None]]] = defaultdict(list)

    def do(self, operation: Operation) -> None:
        """Does one thing again."""
        match operation:
            case Write(path) | Truncate(path):
                self._now[path].waiting.append(operation)
            case Sync(path):
                self._now[path].sync()
            case Forget(path):
                self._now[path].waiting.clear()
            case SyncFolder(path):
                for change in self._waiting.pop(path, ()):
                    _rename(self._kept, *change)
            case Create(path, folder):
                self._names(operation, _File(is_folder=folder))
            case Rename(path) | Remove(path):
                self._names(operation, self._now.get(path))

    def after_a_cut(self, chance: Random) -> dict[str, bytes | None]:
        """One of the many things the disk may hold now: each file by its name; None for a folder."""
        names = dict(self._kept)
        for changes in self._waiting.values():
            for change in changes[: chance.randint(0, len(changes))]:
                _rename(names, *change)
        return {
            str(path.relative_to(self._root)): None if file.is_folder else file.after_a_cut(chance)
            for path, file in sorted(names.items())
            if path.parent == self._root or path.parent in names
        }

    def _names(self, change: NameChange, file: _File | None) -> None:
        _rename(self._now, change, file)
        self._waiting[change.path.parent].append((change, file))


def _rename(names: dict[Path, _File], change: NameChange, file: _File | None) -> None:
    if not isinstance(change, Create):
        names.pop(change.path, None)
    if file is not None and not isinstance(change, Remove):
        names[change.target if isinstance(change, Rename) else change.path] = file


def _sectors(change: Write | Truncate) -> int:
    return -(-len(change.data) // SECTOR) if isinstance(change, Write) else 1


def _change(data: bytearray, change: Write | Truncate, reaches: list[bool]) -> None:
    if isinstance(change, Truncate):
        if reaches[0]:
            data[:] = data[: change.size].ljust(change.size, b"\0")
        return
    for number in range(_sectors(change)):
        if reaches[number % len(reaches)]:
            part = change.data[number * SECTOR : (number + 1) * SECTOR]
            begins = change.offset + number * SECTOR
            if len(data) < begins:
                data.extend(bytes(begins - len(data)))
            data[begins : begins + len(part)] = part
