import errno
import os
from pathlib import Path

import pytest

from kap_companion.errors import DiskFullError, PracticeDamagedError, ReadOnlyError, StorageError
from kap_companion.vault.private_files import read_bounded, storage_error, write_whole


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EROFS, ReadOnlyError),
        (errno.EACCES, ReadOnlyError),
        (errno.EIO, StorageError),
    ],
)
def test_what_the_disk_says_becomes_a_plain_sentence(code: int, kind: type[StorageError]) -> None:
    error = storage_error(OSError(code, os.strerror(code)), "keyring.json")
    assert type(error) is kind
    assert "keyring.json" in error.message


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "kept.json"
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(step, fail)
    with pytest.raises(DiskFullError):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_crash_left_does_not_stop_the_next_write(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours")
    path.with_name("kept.json.new").symlink_to(elsewhere)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert elsewhere.read_bytes() == b"not ours"


def test_a_file_is_read_no_further_than_its_bound(tmp_path: Path) -> None:
    (tmp_path / "long").write_bytes(b"x" * 100)
    assert len(read_bounded(tmp_path / "long", 10)) == 11


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PracticeDamagedError, match="not a file"):
        read_bounded(tmp_path / "pipe", 10)
