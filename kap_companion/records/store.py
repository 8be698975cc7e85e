"""One encrypted file, open: its one connection, its transactions, its ledger."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, StaticPool, create_engine
from sqlcipher3 import dbapi2

from kap_companion.clock import Clock
from kap_companion.errors import PracticeForeignError, StorageError
from kap_companion.records import cipher, faults, migrations
from kap_companion.records.column_types import instant
from kap_companion.records.conversion import Value, as_values
from kap_companion.records.entry_rows import ENTRY_COLUMNS, as_entries
from kap_companion.records.file_kind import FileKind
from kap_companion.records.glances import GLANCES, Glimpse, as_glimpses
from kap_companion.records.ledger import Action, LedgerHead, Stored, Writer, genesis
from kap_companion.records.session_digest import session_digest
from kap_companion.records.statements import statements_of
from kap_companion.records.transaction import Transaction, head_of
from kap_companion.records.verify import Verification, verify
from kap_companion.vocabulary.entry import Entry


class Store:
    """An open file of a practice; belongs to the thread that opened it."""

    def __init__(
        self,
        path: Path,
        key: bytes | bytearray,
        kind: FileKind,
        connection: cipher.Connection,
        writer: Writer,
        clock: Clock,
    ) -> None:
        self.path = path
        self.kind = kind
        # Kept to open the file again when its disk comes back; ours, so that it can be wiped.
        self._key = bytearray(key)
        self._writer = writer
        self._clock = clock
        self._tables = statements_of(kind.tables)
        self._genesis = genesis(kind.name)
        self._attach(connection)
        self._acknowledged: LedgerHead | None = None

    @classmethod
    def create(
        cls, path: Path, key: bytes | bytearray, kind: FileKind, writer: Writer, clock: Clock
    ) -> "Store":
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
    def open(
        cls, path: Path, key: bytes | bytearray, kind: FileKind, writer: Writer, clock: Clock
    ) -> "Store":
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
                return cls(path, key, kind, connection, writer, clock)
            except BaseException:
                connection.close()
                raise

    def write_as(self, writer: Writer) -> None:
        """Names another one who writes from now on; the file stays open."""
        self._writer = writer

    def close(self) -> None:
        """Closes the file; what is in the write-ahead log is moved into it. May be called again."""
        self._engine.dispose()
        self._connection.close()
        self._key[:] = bytes(len(self._key))

    def reconnect(self) -> None:
        """Opens the file again and lets go of the connection there was, whose disk may have gone away.

        Raises:
            StorageError: the file is not there, or cannot be written to.
            PracticeError: it does not read, or is not the file whose writes were acknowledged.
        """
        if not self.path.exists():
            raise _gone(self.path)
        with faults.writing(self.path):
            fresh = cipher.connect(self.path, self._key)
            try:
                cipher.prepare(fresh)
                self._refuse_another(fresh)
            except BaseException:
                fresh.close()
                raise
        former, engine = self._connection, self._engine
        self._attach(fresh)
        engine.dispose()
        with suppress(dbapi2.Error):  # what it could not write went to nobody as saved
            former.close()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction: on the disk when the block ends, undone when it raises.

        Raises:
            StorageError: the disk did not take it; nothing of it was saved, and the next may be tried.
            SigningError: a row would change a session that is signed.
            BugError: a row breaks a rule of its table.
        """
        at = instant(self._clock.now().at)
        self._refuse_vanished()
        # Straight to the driver: a key press waits for this, and the engine would take as long as the disk.
        connection = self._connection
        with faults.writing(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                transaction = Transaction(
                    connection, self._tables, self._writer, at=at, genesis=self._genesis
                )
                yield transaction
                connection.execute("COMMIT")
            except BaseException:
                # Does nothing where SQLite has rolled back by itself.
                connection.rollback()
                raise
        self._acknowledged = transaction.head

    def scrub(self) -> None:
        """Writes the file anew, so that nothing is left of what was purged, in it or in its log.

        Raises:
            StorageError: the disk did not take it; the rows are gone all the same.
        """
        with faults.writing(self.path):
            self._connection.execute("VACUUM")
            # Where a backup is being made and reads on, the log is emptied on closing.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

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

    def entries(self, which: str, *arguments: Stored) -> tuple[Entry, ...]:
        """Entries, read as quickly as many of them can be.

        Args:
            which: what follows "FROM entry" in our question, with question marks.
            arguments: what takes their places.

        Raises:
            PracticeDamagedError: the file, or a row in it, does not read.
        """
        question = f"SELECT {ENTRY_COLUMNS} FROM entry {which}"  # noqa: S608 (our names)
        try:
            return as_entries(self.rows(question, *arguments))
        except ValueError:
            # Its text quotes what a person wrote.
            raise faults.damaged(self.path) from None

    def glimpses(self, sessions: str) -> tuple[Glimpse, ...]:
        """What a glance sees of the entries of sessions.

        Args:
            sessions: their ids as a JSON list.

        Raises:
            PracticeDamagedError: the file, or a row in it, does not read.
        """
        try:
            return as_glimpses(self.rows(GLANCES, sessions))
        except ValueError:
            # Its text quotes what a person wrote.
            raise faults.damaged(self.path) from None

    def rows(self, question: str, *arguments: Stored) -> list[tuple[Any, ...]]:
        """What a SELECT of ours finds, as the columns hold it.

        Raises:
            PracticeDamagedError: the file does not read.
        """
        with faults.reading(self.path):
            found: list[tuple[Any, ...]] = self._connection.execute(question, arguments).fetchall()
            return found

    def head(self) -> LedgerHead:
        """The newest row of the ledger; number 0 and the chain's beginning where it is empty."""
        with faults.reading(self.path):
            return head_of(self._connection, self._genesis)

    def purged(self, table: str) -> tuple[str, ...]:
        """The ids of the rows of a table that were purged; the ledger alone remembers them."""
        question = "SELECT DISTINCT row_id FROM ledger WHERE action = ? AND table_name = ?"
        with faults.reading(self.path):
            return tuple(row[0] for row in self._connection.execute(question, (Action.PURGED, table)))

    def digest(self, session_id: str) -> str:
        """SHA-256 over the rows of a session in this file; of nothing, where there are none."""
        with faults.reading(self.path):
            return session_digest(self._connection, self.kind.name, session_id, self.head().sequence)

    def verify(self) -> Verification:
        """Checks the whole file; damage is an answer, not an error."""
        with faults.reading(self.path):
            return verify(
                self._connection, self.kind, self._tables, lambda: cipher.connect(self.path, self._key)
            )

    def _attach(self, connection: cipher.Connection) -> None:
        self._connection = connection
        self._engine = _engine(connection)
        self._identity = _identity(self.path)

    def _refuse_vanished(self) -> None:
        # A file that was moved away takes writes without an error, and nobody would find them again.
        try:
            there = _identity(self.path) == self._identity
        except OSError as error:
            raise _gone(self.path) from error
        if not there:
            raise _gone(self.path)

    def _refuse_another(self, connection: cipher.Connection) -> None:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        known = self._acknowledged
        if known is None or known.sequence == 0:
            return
        row = connection.execute("SELECT chain FROM ledger WHERE sequence = ?", (known.sequence,)).fetchone()
        if row is None or row[0] != known.chain:
            message = f"{self.path.name} is not the file that was open before."
            raise PracticeForeignError(message, "Bring back the disk or folder that was there.")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _gone(path: Path) -> StorageError:
    return StorageError(
        f"{path.name} is not there any more.", "Bring back the disk or folder that it lies on."
    )


def _engine(connection: cipher.Connection) -> Engine:
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        # What a person wrote must not be in an error's text.
        hide_parameters=True,
    )
