"""Each row of a table against the ledger's last word on it."""

from operator import itemgetter
from typing import Any, Final

from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import is_kept
from kap_companion.records.findings import Findings, shown
from kap_companion.records.ledger import content_of, digest
from kap_companion.records.row_text import RowText
from kap_companion.records.statements import TableStatements
from kap_companion.records.verify_ledger import LastWord, TableWords

_SHA256: Final = "SELECT content_sha256 FROM ledger WHERE sequence = ?"


def compare_rows(
    connection: Connection, table: TableStatements, words: TableWords, findings: Findings
) -> None:
    """Finds rows that the ledger does not know, or knows otherwise, or elsewhere, and rows that are gone."""
    comparison = _Comparison(connection, table, words, findings)
    with findings.reading(f"Table {table.name}"):
        if table.keeps_content:
            same = words.same
            comparison.read_other_rows(RowText(table).same(connection) if same is None else same)
        else:
            comparison.read_rows()
        comparison.note_missing()


class _Comparison:
    def __init__(
        self, connection: Connection, table: TableStatements, words: TableWords, findings: Findings
    ) -> None:
        self._connection = connection
        self._table = table
        self._words = words
        self._findings = findings
        self._seen: set[str] = set()
        self._same: set[int] = set()
        self._columns = ", ".join(f'"{name}"' for name in table.columns)
        self._place = "sequence" if table.numbered else "NULL"

    def read_other_rows(self, same: set[int]) -> None:
        """Compares the rows that are not known to be the same, and passes over those that are."""
        for row_id in self._words.later:
            same.discard(self._words.added.get(row_id, 0))
        self._same = same
        numbers = self._connection.execute(f"SELECT sequence FROM {self._table.name}")  # noqa: S608 (our names)
        for other in sorted(set(map(itemgetter(0), numbers)) ^ same):
            self.read_rows(f"WHERE sequence = {other:d}")

    def read_rows(self, where: str = "") -> None:
        """Compares rows by the hash of their content."""
        table = self._table
        key = table.columns.index(table.key)
        question = f"SELECT {self._columns}, {self._place} FROM {table.name} {where}"  # noqa: S608 (our names)
        for row in self._connection.execute(question).fetchall():
            self._compare(row[key], row[:-1], row[-1])

    def _compare(self, row_id: Any, row: tuple[Any, ...], sequence: int | None) -> None:  # noqa: ANN401 (any column)
        name, note = self._table.name, self._findings.note
        added = self._words.added.get(row_id)
        word = self._words.later.get(row_id) or self._added_as(added)
        if added is None or word.sha256 is None or row_id in self._seen:
            note(f"{name}_unknown", f"Table {name}, row {shown(row_id)} has no row in the ledger.")
            return
        self._seen.add(row_id)
        as_stored = all(map(is_kept, row))
        if not as_stored or digest(content_of(zip(self._table.columns, row, strict=True))) != word.sha256:
            note(
                f"{name}_altered",
                f"Table {name}, row {shown(row_id)} is not as in the ledger's row {word.sequence}.",
            )
        if self._table.numbered and sequence != added:
            note(f"{name}_order", f"Table {name}, row {shown(row_id)} is not in its place.")

    def note_missing(self) -> None:
        """Notes the first row that the ledger has and the table has not."""
        name = self._table.name
        for row_id, added in self._words.added.items():
            if added in self._same or row_id in self._seen:
                continue
            word = self._words.later.get(row_id)
            if word is None or word.sha256 is not None:
                number = added if word is None else word.sequence
                self._findings.note(
                    f"{name}_missing",
                    f"Table {name} lacks row {shown(row_id)} of the ledger's row {number}.",
                )
                return

    def _added_as(self, sequence: int | None) -> LastWord:
        row = self._connection.execute(_SHA256, (sequence,)).fetchone()
        return LastWord(None, 0) if sequence is None or row is None else LastWord(row[0], sequence)
