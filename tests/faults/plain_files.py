"""The same watch over the files that the program writes without SQLite: keyring, lock, copies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR
from typing import IO, Any
from unittest.mock import patch

from tests.faults.operations import (
    Create,
    Fault,
    Operation,
    Remove,
    Rename,
    Sync,
    SyncFolder,
    Truncate,
    Watcher,
    Write,
)

_open, _fdopen, _write, _fsync, _ftruncate = os.open, os.fdopen, os.write, os.fsync, os.ftruncate
_mkdir, _rmdir, _unlink, _replace, _rename = os.mkdir, os.rmdir, os.unlink, os.replace, os.rename


class _PlainFiles:
    """Stands for the functions of `os` that change a disk, under the folder `root`."""

    def __init__(self, root: Path, watcher: Watcher) -> None:
        self._root = root
        self._watcher = watcher

    def open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        is_new = flags & os.O_CREAT and not Path(path).exists()
        if is_new:
            self._ask(Create(Path(path)))
        handle = _open(path, flags, mode, **more)
        if is_new:
            self._tell(Create(Path(path)))
        return handle

    def fdopen(self, handle: int, mode: str = "r", *more: Any, **named: Any) -> IO[Any]:
        if any(letter in mode for letter in "wa+"):
            fault = self._fault(Write(_path_of(handle), 0, b""))
            if fault is not None:
                # The file object writes by itself; what it writes to answers as a full disk does.
                full = _open("/dev/full", os.O_RDWR)
                os.dup2(full, handle)
                os.close(full)
        return _fdopen(handle, mode, *more, **named)

    def write(self, handle: int, data: bytes) -> int:
        path = _path_of(handle)
        if self._root in path.parents:
            self._ask(Write(path, os.lseek(handle, 0, os.SEEK_CUR), bytes(data)))
        return _write(handle, data)

    def ftruncate(self, handle: int, size: int) -> None:
        self._ask(Truncate(_path_of(handle), size))
        _ftruncate(handle, size)
        self._tell(Truncate(_path_of(handle), size))

    def fsync(self, handle: int) -> None:
        path = _path_of(handle)
        is_folder = S_ISDIR(os.fstat(handle).st_mode)
        self._ask(SyncFolder(path) if is_folder else Sync(path))
        _fsync(handle)
        if is_folder:
            self._tell(SyncFolder(path))
        elif path.is_file():
            # What was written since the last time is in the file by now, however it came there.
            data = path.read_bytes()
            self._tell(Truncate(path, len(data)))
            self._tell(Write(path, 0, data))
            self._tell(Sync(path))

    def mkdir(self, path: Any, *more: Any, **named: Any) -> None:
        self._ask(Create(Path(path), folder=True))
        _mkdir(path, *more, **named)
        self._tell(Create(Path(path), folder=True))

    def rmdir(self, path: Any, **named: Any) -> None:
        _rmdir(path, **named)
        if "dir_fd" not in named:
            self._tell(Remove(Path(path)))

    def unlink(self, path: Any, **named: Any) -> None:
        self._ask(Remove(Path(path)))
        _unlink(path, **named)
        self._tell(Remove(Path(path)))

    def replace(self, path: Any, target: Any) -> None:
        self._ask(Rename(Path(path), Path(target)))
        _replace(path, target)
        self._tell(Rename(Path(path), Path(target)))

    def _is_ours(self, operation: Operation) -> bool:
        return self._root == operation.path or self._root in operation.path.parents

    def _fault(self, operation: Operation) -> Fault | None:
        return self._watcher.refuse(operation) if self._is_ours(operation) else None

    def _ask(self, operation: Operation) -> None:
        fault = self._fault(operation)
        if fault is not None:
            raise OSError(fault.value, os.strerror(fault.value))

    def _tell(self, operation: Operation) -> None:
        if self._is_ours(operation):
            self._watcher.happened(operation)


@contextmanager
def plain_files_in_use(root: Path, watcher: Watcher) -> Iterator[None]:
    """What Python writes meanwhile is seen by the watcher."""
    ours = _PlainFiles(root, watcher)
    names = ("open", "fdopen", "write", "fsync", "ftruncate", "mkdir", "rmdir", "unlink", "replace")
    functions = {name: getattr(ours, name) for name in names}
    with patch.multiple(os, **functions, rename=ours.replace):
        yield


def _path_of(handle: int) -> Path:
    return Path(f"/proc/self/fd/{handle}").readlink()
