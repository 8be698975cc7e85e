"""What the record and a notebook have in common: opening, entries, signatures, ledger."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Self

from sqlalchemy import select

from kap_companion.clock import Clock
from kap_companion.errors import BugError, SigningError
from kap_companion.records.column_types import as_json
from kap_companion.records.file_kind import FileKind
from kap_companion.records.glances import (
    COMINGS_WITH,
    CORRECTIONS,
    FIRST_COMINGS,
    Coming,
    Correcting,
    Glimpse,
)
from kap_companion.records.ledger import LedgerHead, Writer
from kap_companion.records.searching import find_entries
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
        return self._store.entries("WHERE session = ? ORDER BY sequence", session_id)

    def entries_of(self, session_ids: Collection[str]) -> dict[str, tuple[Entry, ...]]:
        """The entries of many sessions that lie in this file, read at once.

        Returns:
            By the id of each session that was asked for, its entries in the order written.
        """
        of_sessions = "WHERE session IN (SELECT value FROM json_each(?)) ORDER BY sequence"
        found: dict[str, list[Entry]] = {session_id: [] for session_id in session_ids}
        for entry in self._store.entries(of_sessions, as_json(list(found))):
            found[entry.session].append(entry)
        return {session_id: tuple(entries) for session_id, entries in found.items()}

    def find(
        self,
        words: str,
        sessions: Collection[str],
        limit: int = 50,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """The entries of these sessions with all these words, as they read now; the newest first.

        Of more than `limit` those that were written last. Case and accents do not matter, what is typed
        without a space must stand together, the last word may be the beginning of one. No text is refused;
        without a word in it nothing is found.

        Args:
            words: as typed.
            sessions: ids of the sessions to look in.
            limit: how many at most.
            since: what happened before this moment is left out.
            until: what happened at this moment or after is left out.
        """
        return find_entries(self._store, words, sessions, limit, since, until)

    def glances_of(self, session_ids: Collection[str]) -> tuple[Glimpse, ...]:
        """The ratings, doses and additions of many sessions in this file; in no order."""
        return self._store.glimpses(as_json(list(session_ids)))

    def comings_of(
        self, session_ids: Collection[str], *, but_not: AbstractSet[str], each: AbstractSet[str]
    ) -> tuple[Coming, ...]:
        """When parts came up in many sessions, by the lines in this file; in no order.

        Args:
            session_ids: the sessions.
            but_not: ids of lines that do not count.
            each: ids of lines that are wanted themselves; of all others the first of each session and part.
        """
        of_sessions = as_json(list(session_ids))
        found = self._store.rows(FIRST_COMINGS, of_sessions, as_json(list(but_not | each)))
        if each - but_not:
            found += self._store.rows(COMINGS_WITH, of_sessions, as_json(list(each - but_not)))
        return tuple(Coming._make(row) for row in found)

    def corrections_of(self, session_ids: Collection[str]) -> tuple[Correcting, ...]:
        """The entries of many sessions in this file that amend or take back another one; in no order."""
        found = self._store.rows(CORRECTIONS, as_json(list(session_ids)))
        return tuple(Correcting._make(row) for row in found)

    def entries_with(self, ids: Collection[str]) -> tuple[Entry, ...]:
        """The entries of these ids that lie in this file; in no order."""
        return self._store.entries("WHERE id IN (SELECT value FROM json_each(?))", as_json(list(ids)))

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
