"""Keys of the files in these tests, and ways at them that go past the program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kap_companion.records.cipher import Connection, connect
from kap_companion.records.ledger import Writer

RECORD_KEY = bytes(range(32))
NOTEBOOK_KEY = bytes(range(32, 64))
WRITER = Writer(person="person-1", device="device-1")


@contextmanager
def behind_its_back(path: Path, key: bytes) -> Iterator[Connection]:
    connection = connect(path, key)
    try:
        yield connection
    finally:
        connection.close()


def without_triggers(connection: Connection) -> dict[str, str]:
    """Drops every trigger and returns the SQL to make them again."""
    triggers: dict[str, str] = dict(
        connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    )
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return triggers


def folder_as_it_is(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
