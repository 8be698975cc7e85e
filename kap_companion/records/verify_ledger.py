"""The ledger from its first row to its last: numbers, chain, contents, and its last word on every row."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlcipher3 import dbapi2

from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import is_kept
from kap_companion.records.file_kind import FileKind
from kap_companion.records.findings import Findings
from kap_companion.records.ledger import CHAINED, NOTHING, Action, genesis, link
from kap_companion.records.row_text import RowText
from kap_companion.records.statements import TableStatements

_COLUMNS: Final = ", ".join(f"ledger.{name}" for name in (*CHAINED, "content", "chain"))
_ROW_ID: Final = 11
_ROW: Final = 12
_THERE_AGAIN: Final = """SELECT min(sequence) FROM ledger WHERE content IS NOT NULL AND EXISTS (
    SELECT 1 FROM ledger AS last WHERE last.action = 'purged'
        AND last.table_name = ledger.table_name AND last.row_id = ledger.row_id)"""


class LastWord(NamedTuple):
    """What the ledger says last of a row that did not stay as it was added; None where it is gone."""

    sha256: str | None
    sequence: int


class TableWords:
    """What the ledger says of the rows of one table.

    Attributes:
        added: by a row's id, the number under which it was added last.
        later: by a row's id, the last word on it where that is not its adding.
        same: the numbers of rows that are known already to be as they were added.
    """

    __slots__ = ("added", "later", "same")

    def __init__(self) -> None:
        self.added: dict[str, int] = {}
        self.later: dict[str, LastWord] = {}
        self.same: set[int] | None = None


class LedgerWalk:
    """One walk through a ledger.

    Attributes:
        rows: how many rows were read.
        words: what it says of each table's rows.
    """

    def __init__(
        self,
        kind: FileKind,
        tables: Mapping[str, TableStatements],
        findings: Findings,
        beside: RowText | None,
    ) -> None:
        self._genesis = genesis(kind.name)
        self._keeping = frozenset(name for name, table in tables.items() if table.keeps_content)
        self._purges_are_told = "purge" in tables
        self._findings = findings
        self._beside = beside
        self._emptied: list[tuple[int, str, str]] = []
        self._purged: set[tuple[str, str]] = set()
        self._untold: int | None = None
        self.rows = 0
        self.words = {name: TableWords() for name in tables}

    def walk(self, connection: Connection) -> None:
        """Reads the ledger; what is wrong with it goes to the findings.

        Raises:
            sqlcipher3.dbapi2.Error: it, or the table beside it, does not read.
        """
        last = self._read(connection)
        self._check_end(connection, last)
        self._check_purged(connection)

    def _read(self, connection: Connection) -> int:
        note, words, beside = self._findings.note, self.words, self._beside
        same: set[int] = set()
        if beside is not None:
            words[beside.name].same = same
        previous, last = self._genesis, 0
        for row in connection.execute(_question(beside)):
            self.rows += 1
            sequence, _, _, _, table, row_id, action, sha256, before, content, chain = row[:_ROW_ID]
            if sequence != last + 1:
                note("ledger_missing", f"The ledger lacks the rows between {last} and {sequence}.")
            if before != previous:
                note("ledger_order", f"The ledger's row {sequence} does not follow the one before it.")
            last, previous = sequence, chain
            if not _is_chained(row):
                note("ledger_altered", f"The ledger's row {sequence} was altered.")
                continue
            if table not in words:
                note("ledger_table", f"The ledger's row {sequence} speaks of a table that is not there.")
                continue
            if content is None:
                if table in self._keeping and action not in (Action.REMOVED, Action.PURGED):
                    self._emptied.append((sequence, table, row_id))
            elif table not in self._keeping or not _is_content(content, sha256):
                note("ledger_content", f"The content of the ledger's row {sequence} was altered.")
            if action == "added" and self._untold is None:
                words[table].added[row_id] = sequence
                if words[table].later:
                    words[table].later.pop(row_id, None)
                if (
                    beside is not None
                    and table == beside.name
                    and row[_ROW_ID] == row_id
                    and beside.reads_as(content, row, _ROW)
                ):
                    same.add(sequence)
            else:
                self._remember(sequence, table, row_id, action, sha256)
        return last

    def _remember(self, sequence: int, table: str, row_id: str, action: str, sha256: str) -> None:
        words = self.words[table]
        if action == Action.PURGED:
            self._purged.add((table, row_id))
            self._untold = self._untold or sequence
        elif self._untold is not None:
            if self._purges_are_told and (table, action) != ("purge", Action.ADDED):
                self._note_untold()
            self._untold = None
        match action:
            case Action.ADDED:
                words.added[row_id] = sequence
                words.later.pop(row_id, None)
            case Action.CHANGED if row_id in words.added:
                words.later[row_id] = LastWord(sha256, sequence)
            case Action.REMOVED | Action.PURGED if sha256 == NOTHING:
                words.later[row_id] = LastWord(None, sequence)
            case _:
                self._findings.note(
                    "ledger_action", f"The ledger's row {sequence} tells what cannot have happened."
                )

    def _check_end(self, connection: Connection, last: int) -> None:
        counted = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
        if counted == ([("ledger", last)] if last else []):
            return
        highest = counted[0][1] if len(counted) == 1 and counted[0][0] == "ledger" else None
        if isinstance(highest, int) and highest > last:
            self._findings.note("ledger_end", f"The ledger ends at row {last}; rows after it are missing.")
        else:
            self._findings.note("ledger_end", "The count of the ledger's rows was altered.")

    def _check_purged(self, connection: Connection) -> None:
        note = self._findings.note
        for sequence, table, row_id in self._emptied:
            if (table, row_id) not in self._purged:
                note("ledger_content", f"The content of the ledger's row {sequence} is missing.")
                break
        if self._purged and (left := connection.execute(_THERE_AGAIN).fetchone()[0]) is not None:
            note("ledger_purged", f"The content of the ledger's row {left} was purged and is there again.")
        if self._untold is not None and self._purges_are_told:
            self._note_untold()

    def _note_untold(self) -> None:
        self._findings.note("ledger_purge", f"Nothing tells why the ledger's row {self._untold} was purged.")


def walk_ledger(
    connection: Connection, kind: FileKind, tables: Mapping[str, TableStatements], findings: Findings
) -> LedgerWalk:
    """Walks through the ledger, with the entries beside it: most rows are about one."""
    try:
        # What it finds before it stops is found again by the one that follows.
        walk = LedgerWalk(kind, tables, findings, RowText(tables["entry"]))
        walk.walk(connection)
    except dbapi2.Error:
        walk = LedgerWalk(kind, tables, findings, None)
        with findings.reading("The ledger"):
            walk.walk(connection)
    return walk


def _question(beside: RowText | None) -> str:
    if beside is None:
        return f"SELECT {_COLUMNS} FROM ledger ORDER BY ledger.sequence"  # noqa: S608 (our names)
    return (
        f"SELECT {_COLUMNS}, {beside.name}.id, {beside.asked} FROM ledger"  # noqa: S608 (our names)
        f" LEFT JOIN {beside.name} ON {beside.name}.sequence = ledger.sequence ORDER BY ledger.sequence"
    )


def _is_chained(row: tuple[Any, ...]) -> bool:
    try:
        text = f'[{row[0]},"' + '","'.join(row[1:9]) + '"]'
        # Where nothing in it had to be escaped, and that is nearly always, this is what `link` hashes. A text
        # with a quotation mark of its own cannot pass for it: it would have more of them than the chain's.
        if "\\" not in text and hashlib.sha256(text.encode()).hexdigest() == row[10]:
            return True
        return bool(link(row[0], row[1:9]) == row[10])
    except TypeError:
        return False


def _is_content(content: str | bytes, sha256: str) -> bool:
    if isinstance(content, str):
        return hashlib.sha256(content.encode()).hexdigest() == sha256
    return is_kept(content) and hashlib.sha256(content).hexdigest() == sha256
