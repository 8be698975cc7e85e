"""Tables, indexes, triggers and the file's marks, against those that the steps make."""

from functools import cache
from typing import Final

from sqlcipher3 import dbapi2

from kap_companion.records.cipher import Connection
from kap_companion.records.file_kind import FileKind
from kap_companion.records.findings import Findings

_SCHEMA: Final = "SELECT name, type, tbl_name, sql FROM sqlite_schema"


def check_schema(connection: Connection, kind: FileKind, findings: Findings) -> None:
    """Whether the file has all the tables, indexes and triggers of its version, and no others."""
    with findings.reading("The schema"):
        rows = connection.execute(_SCHEMA).fetchall()
        found = {row[0]: tuple(row[1:]) for row in rows}
        fresh = _fresh_schema(kind)
        for name in sorted(fresh.keys() - found.keys()):
            findings.note("schema_missing", f"The {fresh[name][0]} {name} is missing.")
        for name in sorted(found.keys() - fresh.keys()):
            findings.note("schema_more", f"There is a {found[name][0]} that does not belong here.")
        for name in sorted(fresh.keys() & found.keys()):
            if found[name] != fresh[name]:
                findings.note("schema_altered", f"The {fresh[name][0]} {name} was altered.")
        if len(rows) != len(found):
            findings.note("schema_twice", "Something is in the schema twice.")
    with findings.reading("The schema"):
        for mark, ours in (("application_id", kind.application_id), ("user_version", kind.version)):
            if connection.execute(f"PRAGMA {mark}").fetchone()[0] != ours:
                findings.note(mark, f"The file's {mark} was altered.")


@cache
def _fresh_schema(kind: FileKind) -> dict[str, tuple[str, ...]]:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        for step in kind.steps:
            step(connection)
        return {row[0]: tuple(row[1:]) for row in connection.execute(_SCHEMA)}
    finally:
        connection.close()
