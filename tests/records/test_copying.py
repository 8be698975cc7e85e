import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kap_companion.errors import (
    DiskFullError,
    PracticeDamagedError,
    PracticeError,
    PracticeForeignError,
    PracticeTooNewError,
)
from kap_companion.records.cipher import PAGE_BYTES
from kap_companion.records.copying import check_copy, copy_under, copy_whole
from kap_companion.records.notebook import NOTEBOOK_FILE
from kap_companion.records.record import RECORD_FILE, Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from tests.builders import an_entry
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER, behind_its_back, folder_as_it_is


def test_a_copy_made_in_another_thread_while_the_file_is_open_is_whole(
    record: Record, session: Session, tmp_path: Path, clock: ManualClock
) -> None:
    record.append(*(an_entry(EntryKind.STOP, session=session.id, raw="x" * 900) for _ in range(200)))
    target = tmp_path / "copies" / "record.db"
    target.parent.mkdir()
    with ThreadPoolExecutor(1) as pool:
        copying = pool.submit(copy_whole, tmp_path / "record.db", RECORD_KEY, target)
        for _ in range(20):
            record.append(an_entry(EntryKind.STOP, session=session.id))
        copying.result()
    assert [file.name for file in target.parent.iterdir()] == ["record.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    verification = check_copy(target, RECORD_KEY, RECORD_FILE)
    assert verification.problems == ()
    assert 203 <= verification.rows <= 223
    record.append(an_entry(EntryKind.STOP, session=session.id))
    assert record.verify().ok
    copied = Record.open(target, RECORD_KEY, WRITER, clock)
    assert copied.session(session.id) == session
    copied.close()


def test_a_copy_is_never_made_over_anything(record: Record, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"something")
    with pytest.raises(PracticeError):
        copy_whole(tmp_path / "record.db", RECORD_KEY, there)
    assert there.read_bytes() == b"something"


def test_a_copy_that_cannot_be_made_leaves_nothing(record: Record, tmp_path: Path) -> None:
    with pytest.raises(PracticeError):
        copy_whole(tmp_path / "record.db", NOTEBOOK_KEY, tmp_path / "copy.db")
    with pytest.raises((PracticeError, DiskFullError)):
        copy_under(tmp_path / "record.db", NOTEBOOK_KEY, tmp_path / "copy.db", RECORD_KEY)
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_under_another_key_opens_with_that_key_alone(
    record: Record, session: Session, tmp_path: Path, clock: ManualClock
) -> None:
    record.append(*(an_entry(EntryKind.STOP, session=session.id, raw="x" * 900) for _ in range(50)))
    before = record.head()
    record.close()
    target = tmp_path / "next.db"
    copy_under(tmp_path / "record.db", RECORD_KEY, target, NOTEBOOK_KEY)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["next.db", "record.db"]
    assert check_copy(target, NOTEBOOK_KEY, RECORD_FILE).ok
    with pytest.raises(PracticeDamagedError):
        check_copy(target, RECORD_KEY, RECORD_FILE)
    again = Record.open(target, NOTEBOOK_KEY, WRITER, clock)
    assert again.head() == before
    assert len(again.entries(session.id)) == 50
    again.close()
    assert check_copy(tmp_path / "record.db", RECORD_KEY, RECORD_FILE).ok


def test_checking_a_copy_leaves_no_trace_also_where_a_log_lies_beside_it(
    record: Record, session: Session, tmp_path: Path
) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in ("record.db", "record.db-wal"):
        shutil.copyfile(tmp_path / name, folder / name)
    before = folder_as_it_is(folder)
    verification = check_copy(folder / "record.db", RECORD_KEY, RECORD_FILE)
    assert (verification.problems, verification.rows) == ((), 4)
    assert folder_as_it_is(folder) == before


def test_a_damaged_foreign_or_newer_copy_is_told(record: Record, session: Session, tmp_path: Path) -> None:
    record.append(*(an_entry(EntryKind.STOP, session=session.id, raw="x" * 900) for _ in range(100)))
    copy = tmp_path / "copy.db"
    copy_whole(tmp_path / "record.db", RECORD_KEY, copy)
    whole = copy.read_bytes()
    flipped = bytearray(whole)
    flipped[40 * PAGE_BYTES + 9] ^= 1
    copy.write_bytes(flipped)
    assert (
        check_copy(copy, RECORD_KEY, RECORD_FILE).problems[0]
        == "1 pages of the file were altered or damaged."
    )
    copy.write_bytes(whole)
    with pytest.raises(PracticeForeignError):
        check_copy(copy, RECORD_KEY, NOTEBOOK_FILE)
    with behind_its_back(copy, RECORD_KEY) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(PracticeTooNewError):
        check_copy(copy, RECORD_KEY, RECORD_FILE)
