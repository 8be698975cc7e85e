from typing import Any

import pytest
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from kap_companion.records.cipher import Connection
from kap_companion.records.file_kind import FileKind
from kap_companion.records.notebook import NOTEBOOK_FILE
from kap_companion.records.record import RECORD_FILE
from kap_companion.vocabulary.authorisation import Authorisation, Letter
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.limits import StandingLimit
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.retention import Purge, Retention
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import Draft, KeptWorksheet, SealedDraft, SharedItem
from kap_companion.vocabulary.signature import Signature

BOTH = pytest.mark.parametrize("kind", [RECORD_FILE, NOTEBOOK_FILE], ids=["record", "notebook"])

VALUES: dict[str, dict[str, type[BaseModel]]] = {
    "record": {
        "person": Person,
        "client": Client,
        "session": Session,
        "entry": Entry,
        "shared": SharedItem,
        "worksheet": KeptWorksheet,
        "signature": Signature,
        "authorisation": Authorisation,
        "letter": Letter,
        "retention": Retention,
        "letterhead": Letterhead,
        "standing_limit": StandingLimit,
        "purge": Purge,
        "sealed_draft": SealedDraft,
    },
    "notebook": {
        "entry": Entry,
        "part": Part,
        "part_link": PartLink,
        "part_act": PartAct,
        "signature": Signature,
        "draft": Draft,
    },
}


def _in_memory() -> Connection:
    return dbapi2.connect(":memory:", isolation_level=None)


def _described(connection: Connection) -> dict[str, Any]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    # The search index is no table of rows: SQLite makes several of its own for it.
    names = [row[0] for row in tables if not row[0].startswith("search")]
    return {
        name: {
            "columns": {row[1:] for row in connection.execute(f"PRAGMA table_info({name})")},
            "references": {row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")},
            "indexes": {
                (unique, partial, tuple(c[2] for c in connection.execute(f"PRAGMA index_info({index})")))
                for _, index, unique, _, partial in connection.execute(f"PRAGMA index_list({name})")
            },
        }
        for name in names
    }


@BOTH
def test_the_steps_make_the_tables_that_the_classes_describe(kind: FileKind) -> None:
    migrated, described = _in_memory(), _in_memory()
    for step in kind.steps:
        step(migrated)
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: described, poolclass=StaticPool)
    kind.tables.create_all(engine)
    assert _described(migrated) == _described(described)
    engine.dispose()
    migrated.close()
    described.close()


@BOTH
def test_every_field_of_a_value_has_its_column_and_no_column_is_left_over(kind: FileKind) -> None:
    for name, value in VALUES[kind.name].items():
        columns = {column.name for column in kind.tables.tables[name].columns}
        assert columns - {"sequence"} == set(value.model_fields)
    assert set(kind.tables.tables) == {*VALUES[kind.name], "ledger"}
