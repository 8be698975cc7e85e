from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kap_companion.records.cipher import Connection, prepare
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import PartLink
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import Draft, KeptWorksheet, SharedField, SharedItem
from tests.builders import BEGAN, a_part, an_entry
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, behind_its_back


@pytest.fixture
def record_file(record: Record, session: Session, tmp_path: Path) -> Path:
    record.append(an_entry(EntryKind.STOP, session=session.id))
    record.share(
        SharedItem(
            id="item-1",
            client=session.client,
            session=session.id,
            field=SharedField.NAME,
            value="The Watchman",
            agreed_at=BEGAN,
            author="person-1",
        )
    )
    record.keep_worksheet(
        KeptWorksheet(
            id="w", session=session.id, made_at=BEGAN, author="person-1", paper="a4", sha256="0" * 64
        )
    )
    record.close()
    return tmp_path / "record.db"


@pytest.fixture
def notebook_file(notebook: Notebook, tmp_path: Path) -> Path:
    part, other = a_part(), a_part("Planner")
    entry = an_entry(EntryKind.PART, part=part.id)
    link = PartLink(
        id="link-1",
        client="client-1",
        kind=LinkKind.ALLIED,
        from_part=part.id,
        to_part=other.id,
        entry=entry.id,
        made_at=BEGAN,
    )
    notebook.append(entry, parts=(part, other), links=(link,))
    notebook.save_draft(Draft(session="session-1", text="m", started_at=BEGAN))
    notebook.close()
    return tmp_path / "notebook.db"


def _refuses(connection: Connection, statement: str) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="rows"):
        connection.execute(statement)


def test_the_record_refuses_changes_and_removals_by_whoever_holds_the_key(record_file: Path) -> None:
    with behind_its_back(record_file, RECORD_KEY) as connection:
        prepare(connection)
        for table in ("entry", "shared", "worksheet", "ledger", "person", "client", "session"):
            _refuses(connection, f"DELETE FROM {table}")
            _refuses(connection, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            _refuses(connection, f"UPDATE {table} SET sequence = sequence + 1")
        for table in ("entry", "shared", "worksheet", "ledger"):
            _refuses(connection, f"UPDATE {table} SET author = 'person-2'")
        connection.execute("UPDATE session SET state = 'ended'")


def test_a_notebook_refuses_changes_and_removals_but_for_drafts(notebook_file: Path) -> None:
    with behind_its_back(notebook_file, NOTEBOOK_KEY) as connection:
        prepare(connection)
        for table in ("entry", "part_link", "ledger", "part"):
            _refuses(connection, f"DELETE FROM {table}")
            _refuses(connection, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            _refuses(connection, f"UPDATE {table} SET sequence = sequence + 1")
        for table, column in (("entry", "raw"), ("part_link", "kind"), ("ledger", "author")):
            _refuses(connection, f"UPDATE {table} SET {column} = ''")
        connection.execute("UPDATE part SET role = 'exile'")
        connection.execute("UPDATE draft SET text = ''")
        connection.execute("DELETE FROM draft")
