import errno
import os
import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kap_companion.errors import DiskFullError, ReadOnlyError, StorageError
from kap_companion.worksheets import saving
from kap_companion.worksheets.saving import save

CONTENT = b"%PDF-1.7 " + b"x" * 200_000


@pytest.fixture(params=["unnamed", "named"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With unnamed files, and as on a system that has none."""
    if request.param == "named":
        monkeypatch.setattr(saving, "_open_unnamed", lambda _: None)


@pytest.fixture
def _small_files_only() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, ignored)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_a_sheet_is_its_owners_alone_whatever_the_mask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        save(CONTENT, tmp_path / "sheet.pdf")
    finally:
        os.umask(before)
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o7777 == 0o600
    assert (tmp_path / "sheet.pdf").read_bytes() == CONTENT
    assert names_in(tmp_path) == ["sheet.pdf"]


@pytest.mark.usefixtures("_either_way")
def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"older")
    path.chmod(0o644)
    with pytest.raises(StorageError, match="already a file"):
        save(CONTENT, path)
    assert path.read_bytes() == b"older"
    save(CONTENT, path, overwrite=True)
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o7777 == 0o600


@pytest.mark.usefixtures("_either_way")
def test_replacing_a_link_leaves_what_it_points_to(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"theirs")
    (tmp_path / "sheet.pdf").symlink_to(elsewhere)
    save(CONTENT, tmp_path / "sheet.pdf", overwrite=True)
    assert elsewhere.read_bytes() == b"theirs"
    assert not (tmp_path / "sheet.pdf").is_symlink()


@pytest.mark.usefixtures("_either_way", "_small_files_only")
def test_a_disk_that_takes_only_the_beginning_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        save(CONTENT, tmp_path / "sheet.pdf")
    assert names_in(tmp_path) == []


@pytest.mark.usefixtures("_either_way")
def test_a_full_disk_is_said_plainly_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", failing(errno.ENOSPC))
    with pytest.raises(DiskFullError) as raised:
        save(CONTENT, tmp_path / "Wren.pdf")
    assert "Wren" not in str(raised.value)
    assert names_in(tmp_path) == []


@pytest.mark.usefixtures("_either_way")
def test_a_disk_that_fails_at_the_last_moment_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(StorageError):
        save(CONTENT, tmp_path / "sheet.pdf")
    assert names_in(tmp_path) == []


def test_while_it_is_written_nothing_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no unnamed files")
    seen: list[list[str]] = []
    sync = os.fsync

    def look(file: int) -> None:
        seen.append(names_in(tmp_path))
        sync(file)

    monkeypatch.setattr(os, "fsync", look)
    save(CONTENT, tmp_path / "sheet.pdf")
    assert seen[0] == []
    assert seen[-1] == ["sheet.pdf"]


def test_a_folder_that_may_not_be_changed_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EROFS))
    with pytest.raises(ReadOnlyError):
        save(CONTENT, tmp_path / "sheet.pdf")


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_is_never_replaced(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "sheet.pdf").mkdir()
    with pytest.raises(StorageError):
        save(CONTENT, tmp_path / "sheet.pdf", overwrite=overwrite)
    assert (tmp_path / "sheet.pdf").is_dir()


@pytest.mark.parametrize("name", ["missing/sheet.pdf", "nul\0.pdf", "\ud83e.pdf", "x" * 300 + ".pdf"])
def test_an_impossible_place_is_said_plainly(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError):
        save(CONTENT, tmp_path / name)
    assert names_in(tmp_path) == []
