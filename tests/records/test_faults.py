import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kap_companion.errors import (
    DiskFullError,
    PracticeInUseError,
    ReadOnlyError,
    StorageError,
)
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from tests.builders import a_client, a_session, an_entry
from tests.fakes import ManualClock
from tests.records.files import RECORD_KEY, WRITER, behind_its_back

CANARY = "heron-under-ice"
NOBODY = 65534


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "tiny"
    place.mkdir()
    command = shutil.which("mount")
    made = command and subprocess.run(
        [command, "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a tiny disk can be mounted only by root")
    yield place
    subprocess.run(["umount", place], check=True)


@contextmanager
def _as_somebody_without_rights() -> Iterator[Path]:
    """A folder that can be entered, by a user who is not root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextmanager
def _not_root() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def _line(session: str, characters: int = 0) -> Entry:
    return an_entry(EntryKind.STOP, session=session, raw=CANARY + "x" * characters)


def test_a_full_disk_is_said_and_what_was_saved_stays_and_after_making_space_it_goes_on(
    tiny_disk: Path, clock: ManualClock
) -> None:
    ballast = tiny_disk / "ballast"
    ballast.write_bytes(b"x" * 300_000)
    record = Record.create(tiny_disk / "record.db", RECORD_KEY, WRITER, clock)
    client = a_client()
    record.add_client(client)
    session = a_session(client.id)
    record.add_session(session)
    saved: list[Entry] = []

    def fill_the_disk() -> None:
        while True:
            entry = _line(session.id, 2_000)
            record.append(entry)
            saved.append(entry)

    with pytest.raises(DiskFullError) as raised:
        fill_the_disk()
    assert saved
    assert CANARY not in f"{raised.value} {raised.value.__cause__}"
    assert record.entries(session.id) == tuple(saved)
    ballast.unlink()
    entry = _line(session.id, 2_000)
    record.append(entry)
    assert record.entries(session.id) == (*saved, entry)
    assert record.verify().ok
    record.close()
    again = Record.open(tiny_disk / "record.db", RECORD_KEY, WRITER, clock)
    assert again.entries(session.id) == (*saved, entry)
    assert again.verify().ok
    again.close()


def test_a_record_that_does_not_fit_on_the_disk_leaves_nothing(tiny_disk: Path, clock: ManualClock) -> None:
    (tiny_disk / "ballast").write_bytes(b"x" * 1_000_000)
    with pytest.raises(DiskFullError):
        Record.create(tiny_disk / "record.db", RECORD_KEY, WRITER, clock)
    assert [file.name for file in tiny_disk.iterdir()] == ["ballast"]


def test_a_record_that_may_not_grow_refuses_one_entry_and_takes_the_next(
    record: Record, session: Session
) -> None:
    connection = record._store._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError):
        record.append(_line(session.id, 50_000))
    assert record.entries(session.id) == ()
    connection.execute("PRAGMA max_page_count = 100000")
    entry = _line(session.id, 50_000)
    record.append(entry)
    assert record.entries(session.id) == (entry,)
    assert record.verify().ok


def test_a_record_that_turns_read_only_refuses_one_entry_and_takes_the_next(
    record: Record, session: Session
) -> None:
    connection = record._store._connection
    connection.execute("PRAGMA query_only = ON")
    with pytest.raises(ReadOnlyError) as raised:
        record.append(_line(session.id))
    assert isinstance(raised.value, StorageError)
    connection.execute("PRAGMA query_only = OFF")
    record.append(_line(session.id))
    assert record.verify().ok


def test_a_record_that_another_program_writes_to_is_in_use(
    record: Record, session: Session, tmp_path: Path
) -> None:
    record._store._connection.execute("PRAGMA busy_timeout = 0")
    with behind_its_back(tmp_path / "record.db", RECORD_KEY) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(PracticeInUseError):
            record.append(_line(session.id))
        connection.execute("ROLLBACK")
    record.append(_line(session.id))
    assert record.verify().ok


def test_a_read_only_file_or_folder_is_said_and_left_as_it_is(clock: ManualClock) -> None:
    with _as_somebody_without_rights() as folder:
        path = folder / "record.db"
        Record.create(path, RECORD_KEY, WRITER, clock).close()
        for file_mode, folder_mode in ((0o444, 0o777), (0o666, 0o555), (0o444, 0o555), (0o000, 0o777)):
            path.chmod(file_mode)
            folder.chmod(folder_mode)
            before = path.stat().st_mtime_ns
            with _not_root(), pytest.raises(ReadOnlyError):
                Record.open(path, RECORD_KEY, WRITER, clock)
            assert path.stat().st_mtime_ns == before
            assert [file.name for file in folder.iterdir()] == ["record.db"]


def test_a_record_cannot_be_made_in_a_read_only_folder(clock: ManualClock) -> None:
    with _as_somebody_without_rights() as folder:
        folder.chmod(0o555)
        with _not_root(), pytest.raises(ReadOnlyError):
            Record.create(folder / "record.db", RECORD_KEY, WRITER, clock)
        assert list(folder.iterdir()) == []


def test_a_record_cannot_be_made_in_a_folder_that_is_not_there(tmp_path: Path, clock: ManualClock) -> None:
    with pytest.raises(StorageError):
        Record.create(tmp_path / "nowhere" / "record.db", RECORD_KEY, WRITER, clock)
