import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.errors import BugError, DiskFullError
from kap_companion.records.cipher import Connection
from kap_companion.records.file_kind import FileKind, Step
from kap_companion.records.record import RECORD_FILE, Record
from kap_companion.records.store import Store
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from tests.builders import an_entry
from tests.fakes import ManualClock
from tests.records.files import RECORD_KEY, WRITER, behind_its_back, folder_as_it_is


@pytest.fixture
def record_file(record: Record, session: Session, tmp_path: Path) -> Path:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    record.close()
    return tmp_path / "record.db"


def _with_steps(*steps: Step) -> FileKind:
    return replace(RECORD_FILE, steps=(*RECORD_FILE.steps, *steps))


def _add_a_column(connection: Connection) -> None:
    connection.execute("ALTER TABLE client ADD COLUMN greeting TEXT")


def _make_a_table(connection: Connection) -> None:
    connection.execute("CREATE TABLE room (sequence INTEGER NOT NULL PRIMARY KEY)")


def _fail_halfway(connection: Connection) -> None:
    _make_a_table(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def _orphan_the_entries(connection: Connection) -> None:
    connection.execute("DROP TRIGGER session_not_removed")
    connection.execute("DELETE FROM session")


def _version(path: Path) -> int:
    with behind_its_back(path, RECORD_KEY) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def test_a_new_file_is_of_the_newest_version_and_needs_no_copy(record_file: Path) -> None:
    assert _version(record_file) == len(RECORD_FILE.steps)
    assert [file.name for file in record_file.parent.iterdir()] == ["record.db"]


def test_each_step_is_taken_after_a_copy_and_keeps_what_is_there(
    record_file: Path, session: Session, clock: ManualClock
) -> None:
    before = record_file.read_bytes()
    store = Store.open(record_file, RECORD_KEY, _with_steps(_add_a_column, _make_a_table), WRITER, clock)
    assert store.verify().ok
    store.close()
    assert _version(record_file) == RECORD_FILE.version + 2
    copies = sorted(file for file in record_file.parent.iterdir() if "before" in file.name)
    assert [file.name for file in copies] == [
        f"record.db.before-{RECORD_FILE.version + 1}-20261121T090000000000",
        f"record.db.before-{RECORD_FILE.version + 2}-20261121T090000000000",
    ]
    assert copies[0].read_bytes() == before
    assert _version(copies[1]) == RECORD_FILE.version + 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in record_file.parent.iterdir()} == {0o600}
    copies[0].rename(record_file)
    again = Record.open(record_file, RECORD_KEY, WRITER, clock)
    assert len(again.entries(session.id)) == 1
    again.close()


@pytest.mark.parametrize(
    ("step", "error"), [(_fail_halfway, BugError), (_orphan_the_entries, BugError)], ids=["error", "orphans"]
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    step: Step, error: type[Exception], record_file: Path, clock: ManualClock
) -> None:
    with pytest.raises(error):
        Store.open(record_file, RECORD_KEY, _with_steps(_add_a_column, step), WRITER, clock)
    assert _version(record_file) == RECORD_FILE.version + 1
    names = sorted(file.name for file in record_file.parent.iterdir())
    assert names == ["record.db", f"record.db.before-{RECORD_FILE.version + 1}-20261121T090000000000"]
    with behind_its_back(record_file, RECORD_KEY) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (1,)
        with pytest.raises(dbapi2.OperationalError):
            connection.execute("SELECT * FROM room")


def test_where_no_copy_can_be_made_no_step_is_taken(
    record_file: Path, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = folder_as_it_is(record_file.parent)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(DiskFullError):
        Store.open(record_file, RECORD_KEY, _with_steps(_add_a_column), WRITER, clock)
    assert folder_as_it_is(record_file.parent) == before


def test_a_file_with_a_log_left_by_a_crash_is_copied_whole(
    record: Record, session: Session, tmp_path: Path, clock: ManualClock
) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("record.db", "record.db-wal"):
        (crashed / name).write_bytes((tmp_path / name).read_bytes())
    Store.open(crashed / "record.db", RECORD_KEY, _with_steps(_make_a_table), WRITER, clock).close()
    (twin,) = (file for file in crashed.iterdir() if "before" in file.name)
    copied = Record.open(twin, RECORD_KEY, WRITER, clock)
    assert len(copied.entries(session.id)) == 1
    copied.close()
