"""What the first version's steps have in common: the ledger's table, and the triggers that refuse.

Frozen like the steps: a later version that needs others writes its own.
"""

from collections.abc import Iterable

from kap_companion.records.cipher import Connection

# AUTOINCREMENT makes SQLite remember the highest number, which betrays a ledger that lost its end.
LEDGER = """CREATE TABLE ledger (
        sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
        author TEXT NOT NULL, device TEXT NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL,
        action TEXT NOT NULL, content TEXT, content_sha256 TEXT NOT NULL, previous TEXT NOT NULL,
        chain TEXT NOT NULL)"""


def run(connection: Connection, statements: Iterable[str]) -> None:
    """Runs statements one by one inside the transaction that is open."""
    for statement in statements:
        connection.execute(statement)


def refuse_removal(table: str) -> str:
    """A trigger by which no row of a table can be deleted."""
    return f"""CREATE TRIGGER {table}_not_removed BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table}: rows stay'); END"""


def keep_identity(table: str) -> str:
    """A trigger by which a row that may change stays the same row."""
    return f"""CREATE TRIGGER {table}_not_renamed BEFORE UPDATE OF sequence, id ON {table}
        WHEN OLD.sequence IS NOT NEW.sequence OR OLD.id IS NOT NEW.id
        BEGIN SELECT RAISE(ABORT, '{table}: rows keep their names'); END"""


def keep_rows(table: str) -> tuple[str, str]:
    """The triggers by which rows of a table are only ever added."""
    return (
        refuse_removal(table),
        f"""CREATE TRIGGER {table}_not_changed BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table}: rows are only added'); END""",
    )
