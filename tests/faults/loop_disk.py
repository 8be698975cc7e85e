"""A real disk that can be pulled out and plugged in again: an image with a file system of its own."""

import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_BYTES = 8 * 1024 * 1024
# linux/fs.h, FS_IOC_SHUTDOWN: nothing reaches the disk any more, nor what waits in a cache or journal.
_SHUT_DOWN = 0x8004587D
_KEEP_NOTHING_MORE = 2


class LoopDisk:
    """An image, mounted.

    Attributes:
        place: where it is mounted.
    """

    def __init__(self, home: Path) -> None:
        self.place = home / "disk"
        self._image, self._twin = home / "image", home / "twin"
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(_BYTES)

    def make(self) -> bool:
        """Whether this computer lets a disk be made of a file."""
        format_it = shutil.which("mkfs.ext4", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if os.geteuid() != 0 or format_it is None or shutil.which("mount") is None:
            return False
        subprocess.run([format_it, "-q", "-F", self._image], check=True)
        return not subprocess.run(["mount", "-o", "loop", self._image, self.place], check=False).returncode

    def pull(self) -> None:
        """Nothing can be written from now on; what was not synced is gone."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUT_DOWN, struct.pack("I", _KEEP_NOTHING_MORE))
        finally:
            os.close(handle)

    def copy(self) -> None:
        """Keeps the disk as it is this instant, for `plug`."""
        shutil.copyfile(self._image, self._twin)

    def unplug(self) -> None:
        """The pulled disk is gone from its place, also for a program that has files of it open."""
        subprocess.run(["umount", "--lazy", self.place], check=True)

    def plug(self) -> None:
        """The disk comes back as it was copied, or is; to the system it is another: open files stay gone."""
        if not self._twin.exists():
            self.copy()
        # Who has files of the first one open keeps it, without a name.
        self._twin.replace(self._image)
        subprocess.run(["mount", "-o", "loop", self._image, self.place], check=True)


@contextmanager
def a_loop_disk(home: Path) -> Iterator[LoopDisk]:
    """A disk; skips the test where the computer does not let one be made."""
    disk = LoopDisk(home)
    if not disk.make():
        pytest.skip("a disk can be made of a file only by root, where the system has loop devices and ext4")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk.place], check=False)
