import os
import random
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kap_companion.errors import (
    BugError,
    KnownError,
    NotEncryptedError,
    PracticeDamagedError,
    PracticeError,
    PracticeForeignError,
    PracticeMissingError,
    PracticeTooNewError,
)
from kap_companion.records import cipher
from kap_companion.records.cipher import PAGE_BYTES, beside
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import RECORD_FILE, Record
from kap_companion.records.store import Store
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from tests.builders import an_entry
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER, behind_its_back, folder_as_it_is


@pytest.fixture
def record_file(record: Record, session: Session, tmp_path: Path) -> Path:
    for _ in range(40):
        record.append(an_entry(EntryKind.STOP, session=session.id, raw="x" * 500))
    record.close()
    return tmp_path / "record.db"


@pytest.fixture
def crashed_file(record: Record, session: Session, tmp_path: Path) -> Path:
    """A record as a crash leaves it: its newest pages in the write-ahead log."""
    record.append(an_entry(EntryKind.STOP, session=session.id))
    folder = tmp_path / "crashed"
    folder.mkdir()
    for name in ("record.db", "record.db-wal"):
        (folder / name).write_bytes((tmp_path / name).read_bytes())
    return folder / "record.db"


@contextmanager
def refused(path: Path, error: type[PracticeError]) -> Iterator[None]:
    """The block raises the error, and not a byte of the folder is another one afterwards."""
    before = folder_as_it_is(path.parent)
    with pytest.raises(error) as raised:
        yield
    assert type(raised.value) is error
    assert folder_as_it_is(path.parent) == before


def _open(path: Path, clock: ManualClock, key: bytes = RECORD_KEY) -> Record:
    return Record.open(path, key, WRITER, clock)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, clock: ManualClock) -> None:
    with refused(tmp_path / "record.db", PracticeMissingError):
        _open(tmp_path / "record.db", clock)


def test_another_key_does_not_open(record_file: Path, clock: ManualClock) -> None:
    with refused(record_file, PracticeDamagedError):
        _open(record_file, clock, NOTEBOOK_KEY)


def test_a_key_of_another_length_is_a_bug(record_file: Path, clock: ManualClock) -> None:
    with pytest.raises(BugError):
        _open(record_file, clock, b"short")


@pytest.mark.parametrize(
    "content", [b"", b"\0" * PAGE_BYTES, b"no database", random.Random(1).randbytes(40_960)]
)
def test_bytes_that_are_no_record_are_refused(content: bytes, tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(content)
    with refused(path, PracticeDamagedError):
        _open(path, clock)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "record.db").mkdir()
    with refused(tmp_path / "record.db", PracticeDamagedError):
        _open(tmp_path / "record.db", clock)


def test_a_plain_sqlite_file_is_refused(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "record.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry (id)")
    connection.close()
    with refused(path, NotEncryptedError):
        _open(path, clock)


def test_an_encrypted_file_of_another_program_is_foreign(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "record.db"
    cipher.make_empty(path)
    with behind_its_back(path, RECORD_KEY) as connection:
        connection.execute("CREATE TABLE entry (id)")
    with refused(path, PracticeForeignError):
        _open(path, clock)


def test_a_notebook_is_not_a_record_even_under_the_same_key(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "record.db"
    Notebook.create(path, RECORD_KEY, WRITER, clock).close()
    with refused(path, PracticeForeignError):
        _open(path, clock)


def test_a_file_of_a_newer_version_is_left_alone(record_file: Path, clock: ManualClock) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        connection.execute("PRAGMA user_version = 99")
    with refused(record_file, PracticeTooNewError):
        _open(record_file, clock)


def test_a_file_that_was_never_finished_is_refused(record_file: Path, clock: ManualClock) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        connection.execute("PRAGMA user_version = 0")
    with refused(record_file, PracticeDamagedError):
        _open(record_file, clock)


@pytest.mark.parametrize("key", [NOTEBOOK_KEY, RECORD_KEY])
def test_after_a_crash_too_nothing_is_written_by_a_refusal(
    key: bytes, crashed_file: Path, clock: ManualClock
) -> None:
    newer = replace(RECORD_FILE, application_id=1)
    with refused(crashed_file, PracticeForeignError if key == RECORD_KEY else PracticeDamagedError):
        Store.open(crashed_file, key, newer, WRITER, clock)


def test_after_a_crash_the_newest_entry_is_there(
    crashed_file: Path, session: Session, clock: ManualClock
) -> None:
    record = _open(crashed_file, clock)
    assert len(record.entries(session.id)) == 1
    assert record.verify().ok
    record.close()


def test_a_file_cut_off_anywhere_is_refused(record_file: Path, session: Session, clock: ManualClock) -> None:
    whole = record_file.read_bytes()
    for length in range(0, len(whole), 512):
        record_file.write_bytes(whole[:length])
        with refused(record_file, PracticeDamagedError):
            _open(record_file, clock)


def test_a_file_cut_off_while_it_is_open_reads_whole_or_not_at_all(
    record_file: Path, session: Session, clock: ManualClock
) -> None:
    whole = record_file.read_bytes()
    for length in range(0, len(whole), 4 * 512):
        record_file.write_bytes(whole)
        record = _open(record_file, clock)
        os.truncate(record_file, length)
        with suppress(KnownError):
            assert len(record.entries(session.id)) == 40
        record.verify()
        record.close()
        for file in beside(record_file):
            file.unlink(missing_ok=True)


def test_a_log_of_random_bytes_loses_nothing_that_is_in_the_file(
    record_file: Path, session: Session, clock: ManualClock
) -> None:
    record_file.with_name("record.db-wal").write_bytes(random.Random(2).randbytes(20_000))
    record = _open(record_file, clock)
    assert len(record.entries(session.id)) == 40
    record.close()


def test_only_its_owner_may_read_any_of_its_files(record: Record, session: Session, tmp_path: Path) -> None:
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {"record.db": 0o600, "record.db-wal": 0o600, "record.db-shm": 0o600}


def test_closing_leaves_one_file(record_file: Path) -> None:
    assert [file.name for file in record_file.parent.iterdir()] == ["record.db"]


def test_a_library_that_does_not_encrypt_gets_no_byte_to_write(
    tmp_path: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "dbapi2", sqlite3)
    with pytest.raises(NotEncryptedError):
        Record.create(tmp_path / "record.db", RECORD_KEY, WRITER, clock)
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_does_not_read_as_what_it_is_is_damage_without_its_content(
    record_file: Path, session: Session, clock: ManualClock
) -> None:
    for broken in ("CAST(x'ff' AS TEXT)", "x'ff'"):
        with behind_its_back(record_file, RECORD_KEY) as connection:
            connection.execute(f"UPDATE client SET name = {broken}, pronouns = 'heron-under-ice'")
        record = _open(record_file, clock)
        with pytest.raises(PracticeDamagedError) as raised:
            record.clients()
        assert raised.value.__cause__ is None
        record.close()
