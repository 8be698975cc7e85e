"""A layer between SQLite and the disk that a watcher sees through: SQLite's own interface for such layers.

SQLite reaches every file through a table of functions (sqlite.org/vfs.html). This one hands each call on to
the system's own layer and tells a watcher of what changes the disk. It is in this process and needs no
compiler; what it cannot see is the index of the write-ahead log, which is memory and never kept.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlcipher3 import _sqlite3

from tests.faults.operations import (
    Create,
    Fault,
    Operation,
    Remove,
    Sync,
    SyncFolder,
    Truncate,
    Watcher,
    Write,
)

_OK: Final = 0
_CANNOT_OPEN: Final = 14
_CREATES: Final = 0x4
# Journals and logs, whose folder SQLite syncs with them the first time, so that their name is kept too.
_JOURNALS: Final = 0x800 | 0x80000
_HALF: Final = 512

# sqlite.org/rescode.html, by what was asked and how the disk answered.
_FULL: Final = 13
_WRITE_FAILED: Final = 10 | 3 << 8
_SYNC_FAILED: Final = 10 | 4 << 8
_TRUNCATE_FAILED: Final = 10 | 6 << 8
_REMOVE_FAILED: Final = 10 | 10 << 8

_pointer, _int, _long = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
# A name goes as the address it came with: SQLite reads it again as long as the file is open.
_OPEN = ctypes.CFUNCTYPE(_int, _pointer, _pointer, _pointer, _int, _pointer)
_REMOVE = ctypes.CFUNCTYPE(_int, _pointer, _pointer, _int)
_CLOSE = ctypes.CFUNCTYPE(_int, _pointer)
_WRITE = ctypes.CFUNCTYPE(_int, _pointer, _pointer, _int, _long)
_TRUNCATE = ctypes.CFUNCTYPE(_int, _pointer, _long)
_SYNC = ctypes.CFUNCTYPE(_int, _pointer, _int)


class _Layer(ctypes.Structure):
    """`sqlite3_vfs`; the functions that are only handed on need no type."""

    _fields_ = [
        ("version", _int),
        ("file_bytes", _int),
        ("longest_path", _int),
        ("next", _pointer),
        ("name", ctypes.c_char_p),
        ("data", _pointer),
        ("open", _OPEN),
        ("remove", _REMOVE),
        ("others", _pointer * 14),
    ]


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`, the functions of one open file."""

    _fields_ = [
        ("version", _int),
        ("close", _CLOSE),
        ("read", _pointer),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("others", _pointer * 13),
    ]


class _Open(NamedTuple):
    """A file that SQLite has open, and the system's own functions for it."""

    path: Path
    methods: _Methods
    is_new_journal: bool


class DatabaseFiles:
    """The layer. Files outside `root` are none of its business.

    Attributes:
        watcher: who sees what is asked, or None.
        root: the folder that is watched.
    """

    def __init__(self) -> None:
        self.watcher: Watcher | None = None
        self.root = Path("/nowhere")
        self._library = ctypes.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Layer)
        self._library.sqlite3_vfs_register.argtypes = (_pointer, _int)
        self._system: _Layer = self._library.sqlite3_vfs_find(None).contents
        self._layer = _Layer.from_buffer_copy(self._system)
        self._layer.name = b"watched"
        # Held here, or they are gone while SQLite still has their addresses.
        self._layer.open, self._layer.remove = _OPEN(self._open), _REMOVE(self._remove)
        self._watched = {
            "close": _CLOSE(self._close),
            "write": _WRITE(self._write),
            "truncate": _TRUNCATE(self._truncate),
            "sync": _SYNC(self._sync),
        }
        self._methods: dict[int, _Methods] = {}
        self._files: dict[int, _Open] = {}

    @contextmanager
    def in_use(self, root: Path, watcher: Watcher) -> Iterator[None]:
        """Connections made meanwhile go through this layer, for as long as they are open."""
        self.root, self.watcher = root, watcher
        self._library.sqlite3_vfs_register(ctypes.byref(self._layer), 1)
        try:
            yield
        finally:
            self._library.sqlite3_vfs_register(ctypes.byref(self._system), 1)
            self.watcher = None

    def _ask(self, operation: Operation, failed: int, act: Callable[[], int]) -> int:
        if self.watcher is None or self.root not in operation.path.parents:
            return act()
        fault = self.watcher.refuse(operation)
        if fault is not None:
            return _FULL if fault is Fault.FULL else failed
        done = act()
        if done == _OK:
            self.watcher.happened(operation)
        return done

    def _open(self, layer: Any, name: int | None, file: int, flags: int, got: Any) -> int:
        if name is None:
            return int(self._system.open(layer, name, file, flags, got))
        path = Path(os.fsdecode(ctypes.string_at(name)))
        is_new = bool(flags & _CREATES) and not path.exists()

        def act() -> int:
            return int(self._system.open(layer, name, file, flags, got))

        done = self._ask(Create(path), _CANNOT_OPEN, act) if is_new else act()
        place = _pointer.from_address(file)
        if done == _OK and place.value:
            system = place.value
            if system not in self._methods:
                ours = _Methods.from_buffer_copy(_Methods.from_address(system))
                for name_of, function in self._watched.items():
                    setattr(ours, name_of, function)
                self._methods[system] = ours
            self._files[file] = _Open(path, _Methods.from_address(system), is_new and bool(flags & _JOURNALS))
            place.value = ctypes.addressof(self._methods[system])
        return done

    def _remove(self, layer: Any, name: int, sync_folder: int) -> int:
        path = Path(os.fsdecode(ctypes.string_at(name)))

        def act() -> int:
            return int(self._system.remove(layer, name, sync_folder))

        done = self._ask(Remove(path), _REMOVE_FAILED, act)
        if done == _OK and sync_folder:
            self._ask(SyncFolder(path.parent), _OK, lambda: _OK)
        return done

    def _close(self, file: int) -> int:
        return int(self._files.pop(file).methods.close(file))

    def _write(self, file: int, data: int, size: int, offset: int) -> int:
        opened = self._files[file]
        operation = Write(opened.path, offset, ctypes.string_at(data, size))
        done = self._ask(operation, _WRITE_FAILED, lambda: opened.methods.write(file, data, size, offset))
        if done == _FULL and size > _HALF:
            # What is left of the space is still used: a full disk takes the beginning.
            opened.methods.write(file, data, size // 2 // _HALF * _HALF, offset)
        return done

    def _truncate(self, file: int, size: int) -> int:
        opened = self._files[file]
        return self._ask(
            Truncate(opened.path, size), _TRUNCATE_FAILED, lambda: opened.methods.truncate(file, size)
        )

    def _sync(self, file: int, flags: int) -> int:
        opened = self._files[file]
        done = self._ask(Sync(opened.path), _SYNC_FAILED, lambda: opened.methods.sync(file, flags))
        if done == _OK and opened.is_new_journal:
            self._ask(SyncFolder(opened.path.parent), _OK, lambda: _OK)
            self._files[file] = opened._replace(is_new_journal=False)
        return done


@cache
def database_files() -> DatabaseFiles:
    """The one layer of this process: a file that SQLite has open may outlive the test that opened it."""
    return DatabaseFiles()
