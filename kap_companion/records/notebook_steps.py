"""A notebook's tables as each version of the companion made them. A step that was released never changes."""

from kap_companion.records.cipher import Connection
from kap_companion.records.protection import LEDGER, keep_identity, keep_rows, refuse_removal, run

_TABLES_1 = (
    """CREATE TABLE part (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, role TEXT NOT NULL,
        first_entry TEXT NOT NULL, made_at TEXT NOT NULL, merged_into TEXT REFERENCES part (id))""",
    "CREATE INDEX part_client ON part (client)",
    """CREATE TABLE entry (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        session TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
        compartment TEXT NOT NULL CHECK (compartment = 'process'), part TEXT REFERENCES part (id), phase TEXT,
        author TEXT NOT NULL, device TEXT NOT NULL, source TEXT NOT NULL,
        raw TEXT NOT NULL, text TEXT NOT NULL, not_understood TEXT NOT NULL,
        at TEXT NOT NULL, elapsed_ms INTEGER NOT NULL, typed_at TEXT NOT NULL, typed_ms INTEGER NOT NULL,
        amends TEXT, retracts TEXT, closes TEXT, reason TEXT NOT NULL)""",
    "CREATE INDEX entry_session ON entry (session)",
    "CREATE INDEX entry_part ON entry (part) WHERE part IS NOT NULL",
    "CREATE INDEX entry_amends ON entry (amends) WHERE amends IS NOT NULL",
    "CREATE INDEX entry_retracts ON entry (retracts) WHERE retracts IS NOT NULL",
    """CREATE TABLE part_link (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL, kind TEXT NOT NULL, from_part TEXT NOT NULL REFERENCES part (id),
        to_part TEXT NOT NULL REFERENCES part (id), entry TEXT NOT NULL, made_at TEXT NOT NULL)""",
    "CREATE INDEX part_link_client ON part_link (client)",
    """CREATE TABLE draft (
        session TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, started_at TEXT NOT NULL)""",
    LEDGER,
)


def to_1(connection: Connection) -> None:
    """Makes the notebook of the first version."""
    run(connection, _TABLES_1)
    for table in ("entry", "part_link", "ledger"):
        run(connection, keep_rows(table))
    run(connection, (refuse_removal("part"), keep_identity("part")))


NOTEBOOK_STEPS = (to_1,)
