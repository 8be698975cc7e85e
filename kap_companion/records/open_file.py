"""What the record and a notebook have in common: opening, entries, signatures, ledger."""

from pathlib import Path
from typing import ClassVar, Self

from sqlalchemy import select

from kap_companion.clock import Clock
from kap_companion.errors import BugError, SigningError
from kap_companion.records.file_kind import FileKind
from kap_companion.records.ledger import LedgerHead, Writer
from kap_companion.records.signatures import holds
from kap_companion.records.store import Store
from kap_companion.records.verify import Verification
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.signature import Signature


class OpenFile:
    """An open file of a practice; belongs to the thread that opened it.

    Every writing method is one transaction with its ledger rows, on the disk when it returns. It raises
    `StorageError` when the disk did not take it (nothing of it is saved then, and the next may be tried),
    `SigningError` when it would change a session that is signed, and `BugError` when a row breaks a rule of
    its table. Every reading method raises `PracticeDamagedError` where the file does not read.
    """

    kind: ClassVar[FileKind]

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def create(cls, path: Path, key: bytes | bytearray, writer: Writer, clock: Clock) -> Self:
        """Makes a file and opens it; leaves nothing behind when it fails.

        Raises:
            PracticeError: there is already something in that place.
            StorageError: the disk did not take it.
        """
        return cls(Store.create(path, key, cls.kind, writer, clock))

    @classmethod
    def open(cls, path: Path, key: bytes | bytearray, writer: Writer, clock: Clock) -> Self:
        """Opens a file, bringing it to the newest version first (a copy of the file before each step).

        Raises:
            PracticeError: it cannot be opened as it is (missing, damaged, foreign, too new, not encrypted);
                nothing was written.
            StorageError: it cannot be written to.
        """
        return cls(Store.open(path, key, cls.kind, writer, clock))

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._store.path

    def write_as(self, writer: Writer) -> None:
        """Names another person as the one who writes from now on; the file stays open."""
        self._store.write_as(writer)

    def close(self) -> None:
        """Closes the file; may be called again."""
        self._store.close()

    def reconnect(self) -> None:
        """Opens the file again with the key it was opened with, after its disk went away and came back.

        Raises:
            StorageError: it is not there, or cannot be written to.
            PracticeError: it does not read, or lacks what was acknowledged as saved.
        """
        self._store.reconnect()

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """A session's entries that lie in this file, in the order written."""
        entry = self.kind.tables.tables["entry"]
        return self._store.read(
            Entry, select(entry).where(entry.c.session == session_id).order_by(entry.c.sequence)
        )

    def head(self) -> LedgerHead:
        """The newest row of the ledger; number 0 and the chain's beginning where it is empty."""
        return self._store.head()

    def digest(self, session_id: str) -> str:
        """SHA-256 over a session's rows in this file: table, id and content hash, in the order added."""
        return self._store.digest(session_id)

    def signatures(self, session_id: str | None = None) -> tuple[Signature, ...]:
        """The signatures over a session, or all in this file, in the order made."""
        table = self.kind.tables.tables["signature"]
        statement = select(table).order_by(table.c.sequence)
        if session_id is not None:
            statement = statement.where(table.c.session == session_id)
        return self._store.read(Signature, statement)

    def verify(self) -> Verification:
        """Checks the whole file against its ledger and its signatures; damage is an answer, not an error."""
        return self._store.verify()

    @staticmethod
    def refuse_stale(signature: Signature, head: LedgerHead) -> None:
        """Makes sure that a signature is one, and over the newest row of the ledger.

        Raises:
            SigningError: something was written since.
            BugError: the signature does not hold.
        """
        if (signature.head, signature.chain) != (head.sequence, head.chain):
            message = "Something was written while the session was being signed, so it is not signed."
            raise SigningError(message, "Look at the session and sign it again.")
        if not holds(signature):
            message = "a signature that does not hold"
            raise BugError(message)
