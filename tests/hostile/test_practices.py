"""Keyrings, locks and backups that somebody tampered with: refused in words, and nothing is written."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.errors import BackupError, KnownError
from kap_companion.vault.backups import backups, read_backup
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.practice import open_with
from kap_companion.vault.practice_lock import PracticeLock
from kap_companion.vault.restoring import restore
from tests.fakes import ManualClock
from tests.hostile.conftest import Closed, every_file

fuzz = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
edits = st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))


def edit(path: Path, place: int, new: bytes) -> None:
    content = path.read_bytes()
    place %= len(content)
    path.write_bytes(content[:place] + new + content[place + len(new) :])


@given(change=edits)
@fuzz
def test_a_keyring_edited_anywhere_opens_nothing_else_and_writes_nothing(
    made: Closed, tmp_path: Path, change: tuple[int, bytes]
) -> None:
    practice = made.copied_to(tmp_path)
    contents = Keyring.read(practice.folder)
    edit(practice.folder / "keyring.json", *change)
    before = every_file(practice.folder)
    try:
        with open_with(practice.folder, made.keys, ManualClock()) as opened:
            # Only what means nothing may differ: one kind of space for another.
            assert opened.keyring == contents
    except KnownError:
        assert every_file(practice.folder) == before


@given(data=st.binary(max_size=300))
@settings(fuzz, max_examples=60)
def test_any_lock_that_was_left_is_passed_over(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "open.lock").write_bytes(data)
    lock = PracticeLock.take(tmp_path)
    assert (lock.left_by is None) == (data == b"")
    lock.release()


@given(name=st.sampled_from(("backup.json", "keyring.json", "record.db", "notebook")), change=edits)
@fuzz
def test_a_backup_edited_anywhere_is_not_restored(
    made: Closed, tmp_path: Path, name: str, change: tuple[int, bytes]
) -> None:
    practice = made.copied_to(tmp_path)
    file = next((practice.backup / "notebooks").iterdir()) if name == "notebook" else practice.backup / name
    before = file.read_bytes()
    edit(file, *change)
    new = tmp_path / "Again.kap"
    if file.read_bytes() == before:
        return
    with pytest.raises(KnownError):
        restore(practice.backup, new)
    assert not new.exists()


def put_a_link(file: Path) -> None:
    target = file.with_name("elsewhere")
    file.rename(target)
    file.symlink_to(target)


def put_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def put_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("put", [put_a_link, put_a_pipe, put_a_folder, Path.unlink])
@pytest.mark.parametrize("name", ["backup.json", "keyring.json", "record.db"])
def test_links_pipes_and_folders_in_a_backup_are_not_followed(
    made: Closed, tmp_path: Path, name: str, put: object
) -> None:
    practice = made.copied_to(tmp_path)
    assert callable(put)
    put(practice.backup / name)
    assert backups(practice.folder) == () or name == "keyring.json"
    with pytest.raises(KnownError):
        restore(practice.backup, tmp_path / "Again.kap")
    assert not (tmp_path / "Again.kap").exists()


@pytest.mark.parametrize(
    "other", ["../../elsewhere.db", "/etc/passwd", "notebooks/../record.db", "a/b", "", "."]
)
def test_a_backup_names_no_file_outside_of_it(made: Closed, tmp_path: Path, other: str) -> None:
    practice = made.copied_to(tmp_path)
    said = practice.backup / "backup.json"
    said.write_bytes(said.read_bytes().replace(b'"record.db"', f'"{other}"'.encode()))
    with pytest.raises(BackupError):
        read_backup(practice.backup)
    with pytest.raises(BackupError):
        restore(practice.backup, tmp_path / "Again.kap")
    assert not (tmp_path / "Again.kap").exists()
