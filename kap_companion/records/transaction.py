"""One all-or-nothing write: each row it touches has its ledger row beside it."""

from collections.abc import Iterable, Mapping

from kap_companion.errors import BugError
from kap_companion.records import search_index
from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import kept
from kap_companion.records.ledger import NOTHING, Action, LedgerHead, Stored, Writer, chained, digest
from kap_companion.records.statements import Statement, TableStatements
from kap_companion.vocabulary.frozen import Frozen

_HEAD = "SELECT sequence, chain FROM ledger ORDER BY sequence DESC LIMIT 1"
_EMPTY_PURGED = """UPDATE ledger SET content = NULL
    WHERE content IS NOT NULL AND EXISTS (SELECT 1 FROM ledger AS last
        WHERE last.action = 'purged' AND last.table_name = ledger.table_name
            AND last.row_id = ledger.row_id)"""


def head_of(connection: Connection, genesis: str) -> LedgerHead:
    """The newest row of a file's ledger; that of an empty one is chained to `genesis`."""
    head = connection.execute(_HEAD).fetchone()
    return LedgerHead(head[0], head[1]) if head else LedgerHead(0, genesis)


class Transaction:
    """What may be written while a transaction is open; it ends with the block that opened it.

    Attributes:
        head: the ledger's newest row as it stands now, those of this transaction included.
    """

    def __init__(
        self,
        connection: Connection,
        tables: Mapping[str, TableStatements],
        writer: Writer,
        *,
        at: str,
        genesis: str,
    ) -> None:
        self._connection = connection
        self._tables = tables
        self._writer = writer
        self._at = at
        self.head = head_of(connection, genesis)

    def add(self, table: str, value: Frozen) -> None:
        """Adds a row.

        Raises:
            sqlcipher3.dbapi2.Error: the table or the disk refuses it.
        """
        statements = self._tables[table]
        stored = statements.stored(value)
        content = statements.content(stored)
        if statements.numbered:
            stored["sequence"] = self.head.sequence + 1
        self._run(statements.insert, stored)
        search_index.enter(self._connection, table, stored)
        self._enter(statements, stored[statements.key], Action.ADDED, content)

    def change(self, table: str, value: Frozen) -> bool:
        """Gives a row its new content; False where there is no such row."""
        statements = self._tables[table]
        stored = statements.stored(value)
        row_id = str(stored[statements.key])
        if not self._run(statements.update, {**stored, **statements.naming(row_id)}):
            return False
        self._enter(statements, row_id, Action.CHANGED, statements.content(stored))
        return True

    def remove(self, table: str, row_id: str) -> bool:
        """Removes a row that may go, such as a draft; False where there is no such row."""
        statements = self._tables[table]
        if not self._run(statements.delete, statements.naming(row_id)):
            return False
        self._enter(statements, row_id, Action.REMOVED, None)
        return True

    def purge(self, rows: Iterable[tuple[str, str]]) -> int:
        """Removes rows for good, and what the ledger keeps of them but its hashes.

        Args:
            rows: each one's table and id.

        Returns:
            How many rows went.
        """
        # A row may go before the one that refers to it; when all are gone, nothing refers to nothing.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        gone = 0
        for table, row_id in rows:
            statements = self._tables[table]
            self._enter(statements, row_id, Action.PURGED, None)
            gone += self._run(statements.delete, statements.naming(row_id))
        search_index.compact(self._connection)
        self._connection.execute(_EMPTY_PURGED)
        return gone

    def rows(self, question: str, *arguments: Stored) -> list[tuple[str, ...]]:
        """What a question finds, as this transaction sees it.

        Args:
            question: a SELECT of ours, with question marks.
            arguments: what takes their places.
        """
        found: list[tuple[str, ...]] = self._connection.execute(question, arguments).fetchall()
        return found

    def _run(self, statement: Statement, stored: Mapping[str, Stored]) -> int:
        changed: int = self._connection.execute(statement.sql, statement.arguments(stored)).rowcount
        return changed

    def _enter(
        self, statements: TableStatements, row_id: Stored, action: Action, content: str | None
    ) -> None:
        if not isinstance(row_id, str):
            message = f"{statements.name}: a row without a name"
            raise BugError(message)
        # A half-typed line or a letter leaves its hash, so that it can be checked, and no word of it.
        keeps_content = content is not None and statements.keeps_content
        row: dict[str, Stored] = {
            "sequence": self.head.sequence + 1,
            "at": self._at,
            "author": self._writer.person,
            "device": self._writer.device,
            "table_name": statements.name,
            "row_id": row_id,
            "action": action.value,
            "content": kept(content) if content is not None and keeps_content else None,
            "content_sha256": NOTHING if content is None else digest(content),
            "previous": self.head.chain,
        }
        row["chain"] = chained(row)
        self._run(self._tables["ledger"].insert, row)
        self.head = LedgerHead(self.head.sequence + 1, str(row["chain"]))
