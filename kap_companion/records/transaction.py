"""One all-or-nothing write: each row it touches has its ledger row beside it."""

from collections.abc import Mapping

from kap_companion.errors import BugError
from kap_companion.records.cipher import Connection
from kap_companion.records.column_types import kept
from kap_companion.records.ledger import NOTHING, Action, Stored, Writer, chained, digest
from kap_companion.records.statements import Statement, TableStatements
from kap_companion.vocabulary.details import Frozen

_HEAD = "SELECT sequence, chain FROM ledger ORDER BY sequence DESC LIMIT 1"


class Transaction:
    """What may be written while a transaction is open; it ends with the block that opened it."""

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
        head = connection.execute(_HEAD).fetchone()
        self._sequence: int = head[0] if head else 0
        self._chain: str = head[1] if head else genesis

    def add(self, table: str, value: Frozen) -> None:
        """Adds a row.

        Raises:
            sqlcipher3.dbapi2.Error: the table or the disk refuses it.
        """
        statements = self._tables[table]
        stored = statements.stored(value)
        content = statements.content(stored)
        if statements.numbered:
            stored["sequence"] = self._sequence + 1
        self._run(statements.insert, stored)
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
        """Removes a row; False where there is no such row."""
        statements = self._tables[table]
        if not self._run(statements.delete, statements.naming(row_id)):
            return False
        self._enter(statements, row_id, Action.REMOVED, None)
        return True

    def _run(self, statement: Statement, stored: Mapping[str, Stored]) -> int:
        changed: int = self._connection.execute(statement.sql, statement.arguments(stored)).rowcount
        return changed

    def _enter(
        self, statements: TableStatements, row_id: Stored, action: Action, content: str | None
    ) -> None:
        if not isinstance(row_id, str):
            message = f"{statements.name}: a row without a name"
            raise BugError(message)
        # A half-typed line leaves its hash, so that a draft can be checked, and no word of it.
        keeps_content = content is not None and statements.numbered
        row: dict[str, Stored] = {
            "sequence": self._sequence + 1,
            "at": self._at,
            "author": self._writer.person,
            "device": self._writer.device,
            "table_name": statements.name,
            "row_id": row_id,
            "action": action.value,
            "content": kept(content) if content is not None and keeps_content else None,
            "content_sha256": NOTHING if content is None else digest(content),
            "previous": self._chain,
        }
        row["chain"] = chained(row)
        self._run(self._tables["ledger"].insert, row)
        self._sequence += 1
        self._chain = str(row["chain"])
