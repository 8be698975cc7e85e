from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import Draft
from tests.builders import BEGAN, a_part, an_entry
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY

CANARY = "heron-under-ice"


def _entries_with(path: Path, key: bytes | None) -> int:
    connection = dbapi2.connect(str(path))
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        found: int = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        return found
    finally:
        connection.close()


def test_the_library_alone_opens_each_file_with_its_key_and_with_no_other(
    record: Record, notebook: Notebook, session: Session, tmp_path: Path
) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    notebook.append(an_entry(EntryKind.NOTE))
    record.close()
    notebook.close()
    assert _entries_with(tmp_path / "record.db", RECORD_KEY) == 1
    assert _entries_with(tmp_path / "notebook.db", NOTEBOOK_KEY) == 1
    for name, key in (("record.db", NOTEBOOK_KEY), ("notebook.db", RECORD_KEY)):
        for wrong in (key, None, bytes(32)):
            with pytest.raises(dbapi2.DatabaseError):
                _entries_with(tmp_path / name, wrong)


def test_no_file_holds_a_word_in_the_clear_open_or_closed(
    record: Record, notebook: Notebook, session: Session, tmp_path: Path
) -> None:
    record.append(an_entry(EntryKind.STOP, session=session.id, raw=CANARY))
    notebook.append(an_entry(EntryKind.NOTE, raw=CANARY), parts=(a_part(CANARY),))
    notebook.save_draft(Draft(session="session-1", text=CANARY, started_at=BEGAN))
    spellings = (CANARY.encode(), CANARY.encode("utf-16-le"), b"SQLite format 3", b"CREATE TABLE")

    def none_in_the_clear() -> None:
        files = list(tmp_path.iterdir())
        assert files
        for file in files:
            content = file.read_bytes()
            assert not any(spelling in content for spelling in spellings)

    none_in_the_clear()
    record.close()
    notebook.close()
    none_in_the_clear()
