"""The record's tables as each version of the companion made them. A step that was released never changes."""

from kap_companion.records.cipher import Connection
from kap_companion.records.protection import LEDGER, keep_identity, keep_rows, refuse_removal, run

_TABLES_1 = (
    """CREATE TABLE person (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL, role TEXT NOT NULL, made_at TEXT NOT NULL)""",
    """CREATE TABLE client (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL, pronouns TEXT NOT NULL, made_at TEXT NOT NULL)""",
    """CREATE TABLE session (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL REFERENCES client (id), number INTEGER NOT NULL, protocol TEXT NOT NULL,
        facilitator TEXT NOT NULL, intention TEXT NOT NULL, anchor TEXT NOT NULL, timezone TEXT NOT NULL,
        weight_kg FLOAT, state TEXT NOT NULL, source TEXT NOT NULL,
        UNIQUE (client, number))""",
    """CREATE TABLE entry (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        session TEXT NOT NULL REFERENCES session (id), kind TEXT NOT NULL, detail TEXT NOT NULL,
        compartment TEXT NOT NULL CHECK (compartment = 'record'), part TEXT, phase TEXT,
        author TEXT NOT NULL, device TEXT NOT NULL, source TEXT NOT NULL,
        raw TEXT NOT NULL, text TEXT NOT NULL, not_understood TEXT NOT NULL,
        at TEXT NOT NULL, elapsed_ms INTEGER NOT NULL, typed_at TEXT NOT NULL, typed_ms INTEGER NOT NULL,
        amends TEXT, retracts TEXT, closes TEXT, reason TEXT NOT NULL)""",
    "CREATE INDEX entry_session ON entry (session)",
    """CREATE TABLE shared (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL REFERENCES client (id), session TEXT NOT NULL REFERENCES session (id),
        about TEXT NOT NULL, position INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        origin TEXT NOT NULL, elapsed_seconds FLOAT, agreed_at TEXT NOT NULL, author TEXT NOT NULL,
        withdraws TEXT REFERENCES shared (id))""",
    "CREATE INDEX shared_session ON shared (session)",
    """CREATE TABLE worksheet (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        session TEXT NOT NULL REFERENCES session (id), made_at TEXT NOT NULL, author TEXT NOT NULL,
        paper TEXT NOT NULL, sha256 TEXT NOT NULL, items TEXT NOT NULL)""",
    "CREATE INDEX worksheet_session ON worksheet (session)",
    LEDGER,
)


def to_1(connection: Connection) -> None:
    """Makes the record of the first version."""
    run(connection, _TABLES_1)
    for table in ("entry", "shared", "worksheet", "ledger"):
        run(connection, keep_rows(table))
    for table in ("person", "client", "session"):
        run(connection, (refuse_removal(table), keep_identity(table)))


RECORD_STEPS = (to_1,)
