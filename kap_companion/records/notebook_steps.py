"""A notebook's tables as each version of the companion made them. A step that was released never changes."""

from kap_companion.records.cipher import Connection
from kap_companion.records.protection import LEDGER, keep_identity, keep_rows, refuse_removal, run
from kap_companion.records.protection_2 import (
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


_TABLES_2 = (
    "ALTER TABLE entry ADD COLUMN about TEXT",
    "ALTER TABLE entry ADD COLUMN copied_from TEXT",
    "ALTER TABLE entry ADD COLUMN addition TEXT",
    """CREATE TABLE signature (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        session TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
        meaning TEXT NOT NULL, at TEXT NOT NULL, head INTEGER NOT NULL, chain TEXT NOT NULL,
        digest TEXT NOT NULL, "key" TEXT NOT NULL, signature TEXT NOT NULL)""",
    "CREATE INDEX signature_session ON signature (session)",
    "CREATE INDEX ledger_purged ON ledger (table_name, row_id) WHERE action = 'purged'",
)

_SIGNED_LINKS_2 = """CREATE TRIGGER part_link_not_in_signed BEFORE INSERT ON part_link
        WHEN EXISTS (SELECT 1 FROM entry JOIN signature ON signature.session = entry.session
            WHERE entry.id = NEW.entry AND entry.addition IS NULL)
        BEGIN SELECT RAISE(ABORT, 'part_link: rows of a signed session are only added to'); END"""


def to_2(connection: Connection) -> None:
    """Signatures; what an entry speaks of, is a copy of, or adds."""
    run(connection, _TABLES_2)
    for table in ("entry", "part_link", "ledger"):
        replace_triggers(connection, f"{table}_not_removed", f"{table}_not_changed")
    replace_triggers(connection, "part_not_removed", "part_not_renamed")
    for table in ("entry", "part_link"):
        run(connection, (removed_when_purged(table), only_added(table)[1]))
    run(connection, (removed_when_purged("part"), changed_but_not("part", ("sequence", "id"))))
    run(connection, only_added("signature"))
    run(connection, ledger_emptied_when_purged())
    run(connection, (entries_of_signed_sessions(), _SIGNED_LINKS_2))
    run(connection, drafts_of_open_sessions("draft", "NEW.session"))


_TABLES_3 = (
    "ALTER TABLE part_link ADD COLUMN state TEXT",
    """CREATE TABLE part_act (
        sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client TEXT NOT NULL, session TEXT, author TEXT NOT NULL, device TEXT NOT NULL,
        at TEXT NOT NULL, deed TEXT NOT NULL)""",
    "CREATE INDEX part_act_client ON part_act (client)",
    """CREATE INDEX entry_correction ON entry (session, id, amends, retracts)
        WHERE amends IS NOT NULL OR retracts IS NOT NULL""",
    SEARCH_TABLE,
)


def to_3(connection: Connection) -> None:
    """What is done about parts beside a session's log; how a link stands; the search index."""
    run(connection, _TABLES_3)
    run(connection, (removed_when_purged("part_act"), only_added("part_act")[1]))
    run(connection, map(removed_from_search, ("entry", "part_act")))
    enter_all(connection, "entry")
    compact(connection)


def to_4(connection: Connection) -> None:
    """When parts came up in a session is found without reading what was said of them."""
    run(
        connection,
        (
            """CREATE INDEX entry_coming ON entry (session, part, elapsed_ms, id, addition)
        WHERE kind = 'part'""",
        ),
    )


NOTEBOOK_STEPS = (to_1, to_2, to_3, to_4)
