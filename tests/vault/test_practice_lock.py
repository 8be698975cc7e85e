import json
import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.errors import BugError, PracticeInUseError, StorageError
from kap_companion.vault.practice_lock import PracticeLock
from tests.fakes import MORNING, ManualClock


def the_file(folder: Path) -> Path:
    return folder / "open.lock"


def taken(folder: Path) -> PracticeLock:
    lock = PracticeLock.take(folder)
    lock.sign(ManualClock())
    return lock


def test_the_lock_says_who_has_the_practice_open_and_since_when(tmp_path: Path) -> None:
    lock = taken(tmp_path)
    note = json.loads(the_file(tmp_path).read_bytes())
    assert note == {"pid": os.getpid(), "host": socket.gethostname(), "since": MORNING.isoformat()}
    assert the_file(tmp_path).stat().st_mode & 0o777 == 0o600
    lock.release()


def test_a_second_window_is_refused_and_told_by_whom(tmp_path: Path) -> None:
    lock = taken(tmp_path)
    with pytest.raises(PracticeInUseError) as caught:
        PracticeLock.take(tmp_path)
    assert f"process {os.getpid()} on this computer" in caught.value.message
    assert "since 2026-11-21 09:00" in caught.value.message
    lock.release()


def test_a_lock_not_yet_signed_is_held_all_the_same(tmp_path: Path) -> None:
    lock = PracticeLock.take(tmp_path)
    with pytest.raises(PracticeInUseError, match="Another window"):
        PracticeLock.take(tmp_path)
    lock.release()


def test_a_released_lock_is_gone_and_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        lock = taken(tmp_path)
        assert lock.left_by is None
        lock.release()
        lock.release()
        assert list(tmp_path.iterdir()) == []


def test_a_released_lock_is_not_signed(tmp_path: Path) -> None:
    lock = PracticeLock.take(tmp_path)
    lock.release()
    with pytest.raises(BugError):
        lock.sign(ManualClock())


def test_what_a_crash_left_is_told_to_the_next(tmp_path: Path) -> None:
    note = {"pid": 4242, "host": "elsewhere", "since": MORNING.isoformat()}
    the_file(tmp_path).write_text(json.dumps(note))
    lock = taken(tmp_path)
    assert lock.left_by is not None
    assert (lock.left_by.pid, lock.left_by.host, lock.left_by.since) == (4242, "elsewhere", MORNING)
    lock.release()
    assert not the_file(tmp_path).exists()


def test_an_open_that_failed_leaves_the_traces_of_a_crash(tmp_path: Path) -> None:
    the_file(tmp_path).write_text("torn")
    lock = PracticeLock.take(tmp_path)
    lock.release()
    assert the_file(tmp_path).read_text() == "torn"


@given(
    raw=st.binary(min_size=1, max_size=200) | st.sampled_from([b"[" * 4096, b"x" * 10_000, b'{"since": 3}'])
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_left_lock_it_counts_as_left(tmp_path: Path, raw: bytes) -> None:
    the_file(tmp_path).write_bytes(raw)
    lock = PracticeLock.take(tmp_path)
    assert lock.left_by is not None
    with pytest.raises(PracticeInUseError):
        PracticeLock.take(tmp_path)
    lock.release()


def test_a_lock_removed_while_it_was_waited_for_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open
    removed: list[str] = []

    def open_and_lose(path: Path, flags: int, mode: int = 0o777) -> int:
        handle = opened(path, flags, mode)
        if not removed:
            removed.append(str(path))
            path.unlink()
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    lock = PracticeLock.take(tmp_path)
    assert removed
    assert the_file(tmp_path).exists()
    lock.release()


def test_a_lock_is_never_written_through_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("not ours")
    the_file(tmp_path).symlink_to(elsewhere)
    with pytest.raises(StorageError):
        PracticeLock.take(tmp_path)
    assert elsewhere.read_text() == "not ours"


def test_a_folder_that_is_not_there_takes_no_lock(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        PracticeLock.take(tmp_path / "gone")
