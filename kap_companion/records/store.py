"""One encrypted file, open: its one connection, its transactions, its ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, StaticPool, create_engine
from sqlcipher3 import dbapi2

from kap_companion.clock import Clock
from kap_companion.records import cipher, faults, migrations
from kap_companion.records.column_types import instant
from kap_companion.records.conversion import Value, as_values
from kap_companion.records.file_kind import FileKind
from kap_companion.records.ledger import Writer, genesis
from kap_companion.records.statements import TableStatements
from kap_companion.records.transaction import Transaction
from kap_companion.records.verify import Verification, verify


class Store:
    """An open file of a practice; belongs to the thread that opened it."""

    def __init__(
        self, path: Path, kind: FileKind, connection: cipher.Connection, writer: Writer, clock: Clock
    ) -> None:
        self.path = path
        self._kind = kind
        self._writer = writer
        self._clock = clock
        self._tables = {name: TableStatements(table) for name, table in kind.tables.tables.items()}
        self._genesis = genesis(kind.name)
        self._connection = connection
        self._engine = _engine(connection)

    @classmethod
    def create(cls, path: Path, key: bytes, kind: FileKind, writer: Writer, clock: Clock) -> "Store":
        """Makes a file and opens it; leaves nothing behind when it fails.

        Raises:
            PracticeError: there is already something in that place.
            NotEncryptedError: the library beneath does not encrypt.
            StorageError: the disk did not take it.
        """
        cipher.make_empty(path)
        try:
            migrations.found(path, key, kind)
            # Opening looks at the header: a file that came out plain is refused, and gone.
            return cls.open(path, key, kind, writer, clock)
        except BaseException:
            for remains in (path, *cipher.beside(path)):
                remains.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, key: bytes, kind: FileKind, writer: Writer, clock: Clock) -> "Store":
        """Opens a file, bringing it to the newest version first.

        Raises:
            PracticeError: it cannot be opened as it is; nothing was written.
            StorageError: it cannot be written to.
        """
        version = cipher.look(path, key, kind.application_id)
        with faults.writing(path):
            path.open("r+b").close()
        migrations.upgrade(path, key, kind, version, clock)
        with faults.writing(path):
            connection = cipher.connect(path, key)
            try:
                cipher.prepare(connection)
                return cls(path, kind, connection, writer, clock)
            except BaseException:
                connection.close()
                raise

    def close(self) -> None:
        """Closes the file; what is in the write-ahead log is moved into it. May be called again."""
        self._engine.dispose()
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction: on the disk when the block ends, undone when it raises.

        Raises:
            StorageError: the disk did not take it; nothing of it was saved, and the next may be tried.
            BugError: a row breaks a rule of its table.
        """
        at = instant(self._clock.now().at)
        # Straight to the driver: a key press waits for this, and the engine would take as long as the disk.
        connection = self._connection
        with faults.writing(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(connection, self._tables, self._writer, at=at, genesis=self._genesis)
                connection.execute("COMMIT")
            except BaseException:
                # Does nothing where SQLite has rolled back by itself.
                connection.rollback()
                raise

    def read(self, kind: type[Value], statement: Select[Any]) -> tuple[Value, ...]:
        """The values that the rows stand for which a question finds.

        Raises:
            PracticeDamagedError: the file, or a row in it, does not read.
        """
        try:
            with faults.reading(self.path), self._engine.connect() as connection:
                return as_values(kind, connection.execute(statement))
        except ValueError:
            # Its text quotes what a person wrote.
            raise faults.damaged(self.path) from None

    def verify(self) -> Verification:
        """Checks pages, schema, ledger, and each row against it; damage is an answer, not an error."""
        with faults.reading(self.path):
            return verify(self._connection, self._kind, self._tables)


def _engine(connection: cipher.Connection) -> Engine:
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        # What a person wrote must not be in an error's text.
        hide_parameters=True,
    )
