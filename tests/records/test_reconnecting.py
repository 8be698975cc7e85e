import shutil
from pathlib import Path

import pytest

from kap_companion.errors import PracticeForeignError, StorageError
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from tests.builders import an_entry


@pytest.fixture
def folder(record: Record, tmp_path: Path) -> Path:
    """Where a disk that went away would come back: the files of the record are moved there and back."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return elsewhere


def _move(source: Path, target: Path) -> None:
    for file in source.glob("record.db*"):
        shutil.move(file, target / file.name)


def test_a_file_that_went_away_takes_nothing_and_goes_on_when_it_is_back(
    record: Record, session: Session, tmp_path: Path, folder: Path
) -> None:
    before = an_entry(EntryKind.STOP, session=session.id)
    record.append(before)
    _move(tmp_path, folder)
    with pytest.raises(StorageError, match="not there any more"):
        record.append(an_entry(EntryKind.STOP, session=session.id))
    with pytest.raises(StorageError, match="not there any more"):
        record.reconnect()
    _move(folder, tmp_path)
    record.reconnect()
    after = an_entry(EntryKind.STOP, session=session.id)
    record.append(after)
    assert record.entries(session.id) == (before, after)
    assert record.verify().ok


def test_a_copy_in_its_place_is_taken_when_it_has_all_that_was_acknowledged(
    record: Record, session: Session, tmp_path: Path, folder: Path
) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    for file in tmp_path.glob("record.db*"):
        shutil.copyfile(file, folder / file.name)
        file.unlink()
    for file in folder.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    with pytest.raises(StorageError):
        record.append(an_entry(EntryKind.STOP, session=session.id))
    record.reconnect()
    record.append(an_entry(EntryKind.STOP, session=session.id))
    assert len(record.entries(session.id)) == 2
    assert record.verify().ok


def test_an_older_copy_in_its_place_is_refused(
    record: Record, session: Session, tmp_path: Path, folder: Path
) -> None:
    for file in tmp_path.glob("record.db*"):
        shutil.copyfile(file, folder / file.name)
    record.append(an_entry(EntryKind.STOP, session=session.id))
    for file in tmp_path.glob("record.db*"):
        file.unlink()
    for file in folder.iterdir():
        shutil.copyfile(file, tmp_path / file.name)
    with pytest.raises(PracticeForeignError):
        record.reconnect()


def test_reconnecting_with_the_file_where_it_was_changes_nothing(record: Record, session: Session) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    record.reconnect()
    record.append(an_entry(EntryKind.STOP, session=session.id))
    assert len(record.entries(session.id)) == 2
    assert record.verify().ok
