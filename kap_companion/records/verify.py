"""Whether a file is what its ledger says: finds what was edited, removed, added or moved behind our back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlcipher3 import dbapi2

from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import as_text
from kap_companion.records.file_kind import FileKind
from kap_companion.records.ledger import CHAINED, Action, content_of, digest, genesis, link
from kap_companion.records.statements import TableStatements

_LEDGER: Final = f"SELECT {', '.join(CHAINED)}, content, chain FROM ledger ORDER BY sequence"  # noqa: S608 (our names)
_SCHEMA: Final = "SELECT name, type, tbl_name, sql FROM sqlite_schema"
_PLAIN_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        rows: how many rows of the ledger were read.
        problems: one sentence for the first fault of each kind; it names tables and rows, never content.
    """

    rows: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything is as the ledger says."""
        return not self.problems


class _LastWord(NamedTuple):
    """The newest thing that the ledger says of a row; `sha256` is None where it was removed."""

    sha256: str | None
    sequence: int
    added: int


class _Verifier:
    """One walk through a file; collects the first fault of each kind."""

    def __init__(self, connection: Connection, kind: FileKind, tables: Mapping[str, TableStatements]) -> None:
        self._connection = connection
        self._kind = kind
        self._tables = tables
        self._last_words: dict[str, dict[str, _LastWord]] = {name: {} for name in tables}
        self._faults: dict[str, str] = {}
        self.rows = 0

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(self._faults.values())

    def check_pages(self) -> None:
        """Each page's authentication code, SQLite's own structure, and references that lead nowhere."""
        with self._reading("The file"):
            bad = self._connection.execute("PRAGMA cipher_integrity_check").fetchall()
            if bad:
                self._note("pages", f"{len(bad)} pages of the file were altered or damaged.")
        with self._reading("The file"):
            answers = [row[0] for row in self._connection.execute("PRAGMA integrity_check")]
            if answers != ["ok"]:
                self._note(
                    "structure", f"The database's own check finds {len(answers)} faults in its structure."
                )
        with self._reading("The file"):
            for table, row, other, _ in self._connection.execute("PRAGMA foreign_key_check"):
                self._note(
                    "references", f"Table {table}, row {row} refers to a row of {other} that is not there."
                )

    def check_schema(self) -> None:
        """Tables, indexes and the triggers that refuse changes, against those that the steps make."""
        with self._reading("The schema"):
            found = {row[0]: tuple(row[1:]) for row in self._connection.execute(_SCHEMA)}
            fresh = _fresh_schema(self._kind)
            for name in sorted(fresh.keys() - found.keys()):
                self._note("schema_missing", f"The {fresh[name][0]} {name} is missing.")
            for name in sorted(found.keys() - fresh.keys()):
                self._note("schema_more", f"There is a {found[name][0]} that does not belong here.")
            for name in sorted(fresh.keys() & found.keys()):
                if found[name] != fresh[name]:
                    self._note("schema_altered", f"The {fresh[name][0]} {name} was altered.")

    def walk_ledger(self) -> None:
        """Each row of the ledger: its number, its chain, its content."""
        with self._reading("The ledger"):
            previous = genesis(self._kind.name)
            last = 0
            for row in self._connection.execute(_LEDGER):
                values, content, chain = row[:-2], row[-2], row[-1]
                self.rows += 1
                sequence, _at, _author, _device, table, row_id, action, sha256, before = values
                if sequence != last + 1:
                    self._note("ledger_missing", f"The ledger lacks the rows between {last} and {sequence}.")
                if before != previous:
                    self._note(
                        "ledger_order", f"The ledger's row {sequence} does not follow the one before it."
                    )
                last, previous = sequence, chain
                if not _continues(values, chain):
                    self._note("ledger_altered", f"The ledger's row {sequence} was altered.")
                    continue
                self._check_content(sequence, table, action, content, sha256)
                self._remember(sequence, table, row_id, action, sha256)
            self._check_end(last)

    def _check_content(
        self, sequence: int, table: str, action: str, content: str | bytes | None, sha256: str
    ) -> None:
        if content is not None:
            if digest(as_text(content)) != sha256:
                self._note("ledger_content", f"The content of the ledger's row {sequence} was altered.")
        elif action != Action.REMOVED and table in self._tables and self._tables[table].numbered:
            self._note("ledger_content", f"The content of the ledger's row {sequence} is missing.")

    def _remember(self, sequence: int, table: str, row_id: str, action: str, sha256: str) -> None:
        words = self._last_words.get(table)
        if words is None:
            self._note("ledger_table", f"The ledger's row {sequence} speaks of a table that is not there.")
            return
        before = words.get(row_id)
        added = sequence if before is None or action == Action.ADDED else before.added
        words[row_id] = _LastWord(None if action == Action.REMOVED else sha256, sequence, added)

    def _check_end(self, last: int) -> None:
        highest = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ledger'").fetchone()
        if (highest[0] if highest else 0) != last:
            self._note("ledger_end", f"The ledger ends at row {last}; rows after it are missing.")

    def compare_rows(self, name: str) -> None:
        """Each row of a table against the ledger's last word on it."""
        table = self._tables[name]
        words = self._last_words[name]
        columns = ", ".join(table.columns)
        place = "sequence" if table.numbered else "NULL"
        key = table.columns.index(table.key)
        with self._reading(f"Table {name}"):
            for row in self._connection.execute(f"SELECT {columns}, {place} FROM {name}"):  # noqa: S608 (our names)
                row_id, sequence = row[key], row[-1]
                word = words.pop(row_id, None)
                if word is None or word.sha256 is None:
                    self._note(
                        f"{name}_unknown", f"Table {name}, row {_shown(row_id)} has no row in the ledger."
                    )
                    continue
                if digest(content_of(zip(table.columns, row, strict=False))) != word.sha256:
                    self._note(
                        f"{name}_altered",
                        f"Table {name}, row {_shown(row_id)} is not as in the ledger's row {word.sequence}.",
                    )
                if table.numbered and sequence != word.added:
                    self._note(f"{name}_order", f"Table {name}, row {_shown(row_id)} is not in its place.")
            for row_id, word in words.items():
                if word.sha256 is not None:
                    self._note(
                        f"{name}_missing",
                        f"Table {name} lacks row {_shown(row_id)} of the ledger's row {word.sequence}.",
                    )

    def _note(self, kind: str, sentence: str) -> None:
        self._faults.setdefault(kind, sentence)

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        # Damage is what we are here to find: it is an answer, not an error.
        try:
            yield
        except (dbapi2.Error, UnicodeDecodeError):
            self._note(f"unreadable {what}", f"{what} cannot be read to the end.")


def verify(connection: Connection, kind: FileKind, tables: Mapping[str, TableStatements]) -> Verification:
    """Walks the whole file: pages, schema, ledger, and each row against the ledger. Writes nothing."""
    verifier = _Verifier(connection, kind, tables)
    verifier.check_pages()
    verifier.check_schema()
    verifier.walk_ledger()
    for name in tables:
        if name != "ledger":
            verifier.compare_rows(name)
    return Verification(verifier.rows, verifier.problems)


def _continues(values: tuple[Any, ...], chain: object) -> bool:
    try:
        return link(values[0], values[1:]) == chain
    except TypeError:
        return False


def _fresh_schema(kind: FileKind) -> dict[str, tuple[str, ...]]:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        for step in kind.steps:
            step(connection)
        return {row[0]: tuple(row[1:]) for row in connection.execute(_SCHEMA)}
    finally:
        connection.close()


def _shown(row_id: object) -> str:
    # An id that was put in by hand may hold anything.
    return row_id if isinstance(row_id, str) and _PLAIN_ID.fullmatch(row_id) else "(unreadable name)"
