"""The record's tables as each version of the companion made them. A step that was released never changes."""

from kap_companion.records.cipher import Connection
from kap_companion.records.protection import LEDGER, keep_identity, keep_rows, refuse_removal, run
from kap_companion.records.protection_2 import (
    additions_to_signed_sessions,
    changed_but_not,
    drafts_of_open_sessions,
    entries_of_signed_sessions,
    ledger_emptied_when_purged,
    only_added,
    removed_when_purged,
    replace_triggers,
)
from kap_companion.records.search_index import SEARCH_TABLE, compact, enter_all, removed_from_search

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


_TABLES_2 = (
    "ALTER TABLE person ADD COLUMN signing_key TEXT",
    "ALTER TABLE person ADD COLUMN left_at TEXT",
    "ALTER TABLE entry ADD COLUMN about TEXT",
    "ALTER TABLE entry ADD COLUMN copied_from TEXT",
    "ALTER TABLE entry ADD COLUMN addition TEXT",
    "ALTER TABLE shared ADD COLUMN addition TEXT",
    "ALTER TABLE worksheet ADD COLUMN addition TEXT",
    """CREATE TABLE signature (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        session TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
        meaning TEXT NOT NULL, at TEXT NOT NULL, head INTEGER NOT NULL, chain TEXT NOT NULL,
        digest TEXT NOT NULL, "key" TEXT NOT NULL, signature TEXT NOT NULL)""",
    "CREATE INDEX signature_session ON signature (session)",
    """CREATE TABLE authorisation (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL REFERENCES client (id), author TEXT NOT NULL, reader TEXT NOT NULL,
        scope TEXT NOT NULL, given_at TEXT NOT NULL, withdraws TEXT REFERENCES authorisation (id))""",
    "CREATE INDEX authorisation_client ON authorisation (client)",
    """CREATE TABLE letter (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        authorisation TEXT NOT NULL REFERENCES authorisation (id),
        client TEXT NOT NULL REFERENCES client (id), session TEXT NOT NULL REFERENCES session (id),
        sender TEXT NOT NULL, reader TEXT NOT NULL, sealed TEXT NOT NULL, sent_at TEXT NOT NULL,
        received_at TEXT)""",
    "CREATE INDEX letter_reader ON letter (reader)",
    "CREATE INDEX letter_client ON letter (client)",
    """CREATE TABLE retention (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL REFERENCES client (id), years_after_visit INTEGER NOT NULL,
        years_after_majority INTEGER, majority_age INTEGER NOT NULL, born_on TEXT, until TEXT,
        source TEXT NOT NULL, hold INTEGER NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
        at TEXT NOT NULL)""",
    "CREATE INDEX retention_client ON retention (client)",
    """CREATE TABLE purge (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL, due_on TEXT NOT NULL, source TEXT NOT NULL, rows INTEGER NOT NULL,
        author TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE sealed_draft (
        id TEXT NOT NULL PRIMARY KEY, sealed TEXT NOT NULL, started_at TEXT NOT NULL)""",
    "CREATE INDEX ledger_purged ON ledger (table_name, row_id) WHERE action = 'purged'",
    "CREATE INDEX ledger_session ON ledger (row_id) WHERE table_name = 'session'",
)

_LETTER_KEEPS = ("sequence", "id", "authorisation", "client", "session", "sender", "reader", "sent_at")

# A session is signed in the same transaction in which it moves to that state, and never changes again.
_SIGNED_SESSIONS_2 = (
    """CREATE TRIGGER session_not_changed_in_signed BEFORE UPDATE ON session
        WHEN EXISTS (SELECT 1 FROM signature WHERE session = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'session: rows of a signed session are only added to'); END""",
    """CREATE TRIGGER signature_not_of_open_session BEFORE INSERT ON signature
        WHEN (SELECT state FROM session WHERE id = NEW.session) IS NOT 'signed'
        BEGIN SELECT RAISE(ABORT, 'signature: rows are of sessions in that state'); END""",
    """CREATE TRIGGER shared_not_taken_back_elsewhere BEFORE INSERT ON shared
        WHEN NEW.withdraws IS NOT NULL
            AND (SELECT session FROM shared WHERE id = NEW.withdraws) IS NOT NEW.session
        BEGIN SELECT RAISE(ABORT, 'shared: rows are taken back in their session'); END""",
)


def to_2(connection: Connection) -> None:
    """People's keys, signatures, authorisations, letters, retention, purges; links of entries."""
    run(connection, _TABLES_2)
    for table in ("entry", "shared", "worksheet", "ledger"):
        replace_triggers(connection, f"{table}_not_removed", f"{table}_not_changed")
    for table in ("person", "client", "session"):
        replace_triggers(connection, f"{table}_not_removed", f"{table}_not_renamed")
    for table in ("entry", "shared", "worksheet", "authorisation", "retention"):
        run(connection, (removed_when_purged(table), only_added(table)[1]))
    for table in ("client", "session"):
        run(connection, (removed_when_purged(table), changed_but_not(table, ("sequence", "id"))))
    run(connection, (only_added("person")[0], changed_but_not("person", ("sequence", "id"))))
    for table in ("signature", "purge"):
        run(connection, only_added(table))
    run(
        connection,
        (
            removed_when_purged("letter"),
            changed_but_not("letter", _LETTER_KEEPS),
            """CREATE TRIGGER letter_not_refilled BEFORE UPDATE ON letter
        WHEN NEW.sealed IS NOT '' OR (OLD.received_at IS NOT NULL AND OLD.received_at IS NOT NEW.received_at)
        BEGIN SELECT RAISE(ABORT, 'letter: rows are only emptied'); END""",
        ),
    )
    run(connection, ledger_emptied_when_purged())
    run(
        connection,
        (entries_of_signed_sessions(), *map(additions_to_signed_sessions, ("shared", "worksheet"))),
    )
    run(connection, _SIGNED_SESSIONS_2)
    session_of_draft = "substr(NEW.id, 1, instr(NEW.id, '/') - 1)"
    run(connection, drafts_of_open_sessions("sealed_draft", session_of_draft))


_TABLES_3 = (
    """CREATE TABLE standing_limit (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT REFERENCES client (id), limits TEXT NOT NULL, ordered_by TEXT NOT NULL,
        ordered_at TEXT NOT NULL, source TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX standing_limit_client ON standing_limit (client)",
)


def to_3(connection: Connection) -> None:
    """Limits for vitals that stand for a client, or for the practice."""
    run(connection, _TABLES_3)
    run(connection, (removed_when_purged("standing_limit"), only_added("standing_limit")[1]))


_TABLES_4 = (
    "ALTER TABLE client ADD COLUMN glyphs_only INTEGER",
    "ALTER TABLE worksheet ADD COLUMN questions TEXT",
    """CREATE INDEX entry_correction ON entry (session, id, amends, retracts)
        WHERE amends IS NOT NULL OR retracts IS NOT NULL""",
    SEARCH_TABLE,
    removed_from_search("entry"),
)


def to_4(connection: Connection) -> None:
    """Whether a client is shown words for roles; the questions of a worksheet; the search index."""
    run(connection, _TABLES_4)
    enter_all(connection, "entry")
    compact(connection)


_TABLES_5 = (
    "ALTER TABLE client ADD COLUMN language TEXT",
    "ALTER TABLE client ADD COLUMN part_two INTEGER",
    "ALTER TABLE client ADD COLUMN wordings TEXT",
    "ALTER TABLE worksheet ADD COLUMN composition TEXT",
    "ALTER TABLE worksheet ADD COLUMN setting TEXT",
    "ALTER TABLE worksheet ADD COLUMN handed TEXT",
    """CREATE TABLE letterhead (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL, contact TEXT NOT NULL, language TEXT NOT NULL, logo TEXT NOT NULL,
        author TEXT NOT NULL, at TEXT NOT NULL)""",
)


def to_5(connection: Connection) -> None:
    """A client's language and wording on paper; how a worksheet was put together; the letterhead."""
    run(connection, _TABLES_5)
    run(connection, only_added("letterhead"))


RECORD_STEPS = (to_1, to_2, to_3, to_4, to_5)
