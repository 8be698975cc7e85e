"""Random ways to change a file behind the program's back, by somebody who holds its key."""

import random
from collections.abc import Callable
from typing import Any

from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import kept
from kap_companion.records.ledger import CHAINED, chained, content_of, digest, genesis

Change = Callable[[Connection, random.Random, str], str]


def everything(connection: Connection) -> list[object]:
    """All that a file holds, text told apart from bytes, whatever it is."""
    found: list[object] = sorted(connection.execute("SELECT name, sql FROM sqlite_schema"), key=str)
    tables = (*tables_of(connection), "sqlite_sequence")
    connection.text_factory = lambda text: ("text", text)
    try:
        for table in tables:
            found += [(table, *row) for row in connection.execute(f"SELECT rowid, * FROM {table}")]
    finally:
        connection.text_factory = str
    return [*found, connection.execute("PRAGMA user_version").fetchone()]


def tables_of(connection: Connection) -> list[str]:
    """The tables of rows. The search index says nothing that they do not, and has tests of its own."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' ORDER BY name"
    )
    return [row[0] for row in found]


def edit_a_column(connection: Connection, chance: random.Random, kind: str) -> str:
    table = chance.choice([*filled(connection), "ledger", "ledger", "sqlite_sequence", "signature"])
    column = chance.choice(_columns(connection, table))
    rowid = chance.choice(_rowids(connection, table))
    name = f'"{column}"'
    value = chance.choice(
        (
            f"{name} || ' '",
            f"CAST({name} AS BLOB)",
            f"coalesce({name} + 1, 0)",
            "NULL",
            "''",
            "'0'",
            f"upper({name})",
            f"substr({name}, 2)",
            f"(SELECT other.{name} FROM {table} AS other ORDER BY other.rowid DESC LIMIT 1)",
            "CAST(x'ff' AS TEXT)",
            "x'ff'",
            "1e999",
        )
    )
    connection.execute(f"UPDATE OR IGNORE {table} SET {name} = {value} WHERE rowid = ?", (rowid,))
    return f"{table}.{column} of {rowid} = {value}"


def delete_rows(connection: Connection, chance: random.Random, kind: str) -> str:
    table = chance.choice(filled(connection))
    rowids = _rowids(connection, table)
    some = chance.sample(rowids, chance.choice((1, 1, 1, min(3, len(rowids)))))
    connection.execute(f"DELETE FROM {table} WHERE rowid IN ({', '.join(map(str, some))})")
    return f"delete {some} of {table}"


def put_in_a_row(connection: Connection, chance: random.Random, kind: str) -> str:
    table = chance.choice(filled(connection))
    rowid = chance.choice(_rowids(connection, table))
    columns = _columns(connection, table)
    given = {"sequence": "sequence + 500", "id": "'put-in'", "number": "77"}
    if "id" not in columns and "sequence" not in columns:
        given["session"] = "'put-in'"
    asked = ", ".join(given.get(column, f'"{column}"') for column in columns)
    connection.execute(f"INSERT INTO {table} SELECT {asked} FROM {table} WHERE rowid = ?", (rowid,))
    return f"put {rowid} again into {table}"


def swap_two_rows(connection: Connection, chance: random.Random, kind: str) -> str:
    table = chance.choice([t for t in filled(connection) if len(_rowids(connection, t)) > 1])
    one, other = chance.sample(_rowids(connection, table), 2)
    for before, after in ((one, -1), (other, one), (-1, other)):
        connection.execute(f"UPDATE {table} SET rowid = ? WHERE rowid = ?", (after, before))
    return f"swap {one} and {other} of {table}"


def cut_the_ledger_off(connection: Connection, chance: random.Random, kind: str) -> str:
    (last,) = connection.execute("SELECT max(sequence) FROM ledger").fetchone()
    cut = chance.randint(1, last)
    with_rows, with_count = chance.choice(((True, False), (False, True), (False, False)))
    for table in tables_of(connection) if with_rows else ("ledger",):
        if "sequence" in _columns(connection, table):
            connection.execute(f"DELETE FROM {table} WHERE sequence >= ?", (cut,))
    if with_count:
        connection.execute("UPDATE sqlite_sequence SET seq = ?", (cut - 1,))
    return f"cut at {cut}, rows {with_rows}, count {with_count}"


def take_out_of_the_ledger(connection: Connection, chance: random.Random, kind: str) -> str:
    """Takes a row out everywhere, closes the gap and rebuilds the chain."""
    number = chance.randint(1, signed_to(connection))
    table, row_id = connection.execute(
        "SELECT table_name, row_id FROM ledger WHERE sequence = ?", (number,)
    ).fetchone()
    if number in _rowids(connection, table):
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM ledger WHERE sequence = ?", (number,))
    for each in tables_of(connection):
        if "sequence" in _columns(connection, each):
            for rowid in [rowid for rowid in _rowids(connection, each) if rowid > number]:
                connection.execute(f"UPDATE {each} SET sequence = ? WHERE sequence = ?", (rowid - 1, rowid))
    connection.execute("UPDATE sqlite_sequence SET seq = seq - 1")
    rebuild(connection, kind)
    return f"take {number} out ({table} {row_id})"


def rewrite_history(connection: Connection, chance: random.Random, kind: str) -> str:
    """Edits a row, its content in the ledger, and rebuilds the chain from there on."""
    tables = [
        t for t in filled(connection) if t not in ("ledger", "signature", "draft", "sealed_draft", "letter")
    ]
    table = chance.choice(tables)
    rowid = chance.choice([r for r in _rowids(connection, table) if r <= signed_to(connection)])
    column = chance.choice([c for c in _columns(connection, table) if c not in ("sequence", "id")])
    foreign = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
    value = "'client-9'" if column in foreign else "'17'"
    connection.execute(f'UPDATE OR IGNORE {table} SET "{column}" = {value} WHERE rowid = ?', (rowid,))
    tell_the_ledger(connection, table, rowid)
    rebuild(connection, kind)
    return f"rewrite {table}.{column} of {rowid}"


def forge_a_signature(connection: Connection, chance: random.Random, kind: str) -> str:
    """Edits a signature and its content in the ledger, and rebuilds the chain."""
    rowid = chance.choice(_rowids(connection, "signature"))
    column = chance.choice([c for c in _columns(connection, "signature") if c not in ("sequence", "id")])
    value = {"head": "head - 1", "role": "'office'", "meaning": "'reviewer'", "session": "'session-9'"}.get(
        column, f"""substr("{column}", 2) || '0'"""
    )
    connection.execute(f'UPDATE signature SET "{column}" = {value} WHERE rowid = ?', (rowid,))
    tell_the_ledger(connection, "signature", rowid)
    rebuild(connection, kind)
    return f"forge {column} of signature {rowid}"


def rewrite_the_ledger(connection: Connection, chance: random.Random, kind: str) -> str:
    """Edits who, when or what in the ledger alone, and rebuilds the chain."""
    number = chance.randint(1, signed_to(connection))
    column = chance.choice(("at", "author", "device", "action", "row_id", "table_name"))
    value = chance.choice(("'person-9'", "'changed'", "'purged'", f"{column} || '1'"))
    connection.execute(f"UPDATE ledger SET {column} = {value} WHERE sequence = ?", (number,))
    rebuild(connection, kind)
    return f"rewrite {column} of ledger {number} as {value}"


def change_the_schema(connection: Connection, chance: random.Random, kind: str) -> str:
    triggers = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
    ]
    name = chance.choice(triggers)
    statement = chance.choice(
        (
            f"DROP TRIGGER {name}",
            f"CREATE TRIGGER more AFTER INSERT ON {chance.choice(tables_of(connection))} BEGIN SELECT 1; END",
            f"CREATE TABLE more{chance.randint(1, 9)} (a)",
            f"CREATE VIEW more AS SELECT * FROM {chance.choice(tables_of(connection))}",
            "DROP INDEX entry_session",
            "DROP INDEX ledger_purged",
            f"CREATE INDEX more ON {chance.choice(tables_of(connection))} (1)",
            f"ALTER TABLE {chance.choice(tables_of(connection))} ADD COLUMN more TEXT",
            "PRAGMA user_version = 1",
        )
    )
    connection.execute(statement)
    if statement.startswith("DROP TRIGGER") and chance.random() < 0.5:
        connection.execute(f"CREATE TRIGGER {name} AFTER INSERT ON entry BEGIN SELECT 1; END")
    return statement


def forge_a_purge(connection: Connection, chance: random.Random, kind: str) -> str:
    """Removes a signed entry as a purge would, its content too, and chains that to the end."""
    rowid, row_id = chance.choice(
        connection.execute(
            "SELECT entry.sequence, entry.id FROM entry JOIN signature USING (session) WHERE addition IS NULL"
        ).fetchall()
    )
    columns = (*CHAINED, "chain")
    last = connection.execute(
        f"SELECT {', '.join(columns)} FROM ledger ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    row = dict(zip(columns, last, strict=True))
    purged = {"table_name": "entry", "row_id": row_id, "action": "purged", "content_sha256": digest("")}
    row |= purged | {"sequence": row["sequence"] + 1, "previous": row["chain"]}
    row["chain"] = chained(row)
    connection.execute(
        f"INSERT INTO ledger ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    )
    connection.execute("DELETE FROM entry WHERE sequence = ?", (rowid,))
    connection.execute("UPDATE ledger SET content = NULL WHERE row_id = ?", (row_id,))
    return f"purge entry {rowid}"


def put_purged_content_back(connection: Connection, chance: random.Random, kind: str) -> str:
    numbers = [
        row[0]
        for row in connection.execute(
            "SELECT sequence FROM ledger WHERE content IS NULL AND action = 'added'"
        )
    ]
    number = chance.choice(numbers)
    connection.execute("UPDATE ledger SET content = '{}' WHERE sequence = ?", (number,))
    return f"content back at {number}"


ROW_CHANGES: tuple[tuple[Change, int], ...] = (
    (edit_a_column, 80),
    (delete_rows, 15),
    (put_in_a_row, 15),
    (swap_two_rows, 15),
    (cut_the_ledger_off, 10),
    (take_out_of_the_ledger, 10),
    (rewrite_history, 20),
    (forge_a_signature, 15),
    (rewrite_the_ledger, 10),
    (forge_a_purge, 5),
    (put_purged_content_back, 5),
)
"""Each way to change rows, and how many times; two hundred together."""

SCHEMA_CHANGES: tuple[tuple[Change, int], ...] = ((change_the_schema, 20),)


def filled(connection: Connection) -> list[str]:
    return [table for table in tables_of(connection) if _rowids(connection, table)]


def signed_to(connection: Connection) -> int:
    head: int = connection.execute("SELECT max(head) FROM signature").fetchone()[0]
    return head


def rebuild(connection: Connection, kind: str) -> None:
    """Chains the ledger anew, as somebody who knows how it is made would."""
    columns = (*CHAINED, "chain")
    previous = genesis(kind)
    for found in connection.execute(f"SELECT {', '.join(columns)} FROM ledger ORDER BY sequence").fetchall():
        row = dict(zip(columns, found, strict=True)) | {"previous": previous}
        previous = chained(row)
        connection.execute(
            "UPDATE ledger SET previous = ?, chain = ? WHERE sequence = ?",
            (row["previous"], previous, row["sequence"]),
        )


def tell_the_ledger(connection: Connection, table: str, rowid: int) -> None:
    """Makes a row as it is now the ledger's last word on it."""
    columns = [column for column in sorted(_columns(connection, table)) if column != "sequence"]
    asked = ", ".join(f'"{column}"' for column in columns)
    row = connection.execute(f"SELECT {asked} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
    content = content_of(zip(columns, row, strict=True))
    (number,) = connection.execute(
        "SELECT max(sequence) FROM ledger WHERE table_name = ? AND row_id = ?",
        (table, row[columns.index("id")]),
    ).fetchone()
    connection.execute(
        "UPDATE ledger SET content = ?, content_sha256 = ? WHERE sequence = ?",
        (kept(content), digest(content), number),
    )


def _columns(connection: Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _rowids(connection: Connection, table: str) -> list[Any]:
    return [row[0] for row in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
