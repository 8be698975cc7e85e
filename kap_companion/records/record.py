"""The practice's record: who comes, the sessions, what anyone in the practice may read, what was shared."""

from pathlib import Path

from sqlalchemy import select

from kap_companion.clock import Clock
from kap_companion.errors import BugError, SessionError
from kap_companion.records.file_kind import FileKind
from kap_companion.records.ledger import Writer
from kap_companion.records.record_steps import RECORD_STEPS
from kap_companion.records.store import Store
from kap_companion.records.tables import RECORD_TABLES
from kap_companion.records.verify import Verification
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import KeptWorksheet, SharedItem

# "KAPR" in the header.
RECORD_FILE = FileKind("record", 0x4B415052, RECORD_TABLES, RECORD_STEPS)

_RUNNING = (SessionState.PREPARATION, SessionState.DOSING, SessionState.INTEGRATION)

_person = RECORD_TABLES.tables["person"]
_client = RECORD_TABLES.tables["client"]
_session = RECORD_TABLES.tables["session"]
_entry = RECORD_TABLES.tables["entry"]
_shared = RECORD_TABLES.tables["shared"]
_worksheet = RECORD_TABLES.tables["worksheet"]


class Record:
    """An open `record.db`; belongs to the thread that opened it.

    Every writing method is one transaction with its ledger rows, on the disk when it returns. It raises
    `StorageError` when the disk did not take it (nothing of it is saved then, and the next may be tried) and
    `BugError` when a row breaks a rule of its table. Every reading method raises `PracticeDamagedError`
    where the file does not read.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def create(cls, path: Path, key: bytes, writer: Writer, clock: Clock) -> "Record":
        """Makes a record and opens it; leaves nothing behind when it fails.

        Raises:
            PracticeError: there is already something in that place.
            StorageError: the disk did not take it.
        """
        return cls(Store.create(path, key, RECORD_FILE, writer, clock))

    @classmethod
    def open(cls, path: Path, key: bytes, writer: Writer, clock: Clock) -> "Record":
        """Opens a record, bringing it to the newest version first (a copy of the file before each step).

        Raises:
            PracticeError: it cannot be opened as it is (missing, damaged, foreign, too new, not encrypted);
                nothing was written.
            StorageError: it cannot be written to.
        """
        return cls(Store.open(path, key, RECORD_FILE, writer, clock))

    def close(self) -> None:
        """Closes the file; may be called again."""
        self._store.close()

    def add_person(self, person: Person) -> None:
        """Adds someone who works in the practice."""
        with self._store.writing() as transaction:
            transaction.add("person", person)

    def people(self) -> tuple[Person, ...]:
        """Who works in the practice, in the order they came."""
        return self._store.read(Person, select(_person).order_by(_person.c.sequence))

    def add_client(self, client: Client) -> None:
        """Adds someone who comes to the practice."""
        with self._store.writing() as transaction:
            transaction.add("client", client)

    def clients(self) -> tuple[Client, ...]:
        """Who comes to the practice, in the order they came."""
        return self._store.read(Client, select(_client).order_by(_client.c.sequence))

    def client(self, client_id: str) -> Client:
        """The client of that id.

        Raises:
            SessionError: there is none.
        """
        for client in self._store.read(Client, select(_client).where(_client.c.id == client_id)):
            return client
        message = "There is no such client in this practice."
        raise SessionError(message)

    def add_session(self, session: Session, *entries: Entry) -> None:
        """Adds a session with its first entries."""
        with self._store.writing() as transaction:
            transaction.add("session", session)
            for entry in entries:
                transaction.add("entry", entry)

    def next_number(self, client_id: str) -> int:
        """The number that a client's next session has; from 1."""
        numbers = select(_session).where(_session.c.client == client_id).order_by(_session.c.number.desc())
        newest = self._store.read(Session, numbers.limit(1))
        return newest[0].number + 1 if newest else 1

    def sessions(self, client_id: str | None = None) -> tuple[Session, ...]:
        """A client's sessions, or everyone's, in the order they began."""
        statement = select(_session).order_by(_session.c.anchor, _session.c.sequence)
        if client_id is not None:
            statement = statement.where(_session.c.client == client_id)
        return self._store.read(Session, statement)

    def session(self, session_id: str) -> Session:
        """The session of that id.

        Raises:
            SessionError: there is none.
        """
        for session in self._store.read(Session, select(_session).where(_session.c.id == session_id)):
            return session
        message = "There is no such session in this practice."
        raise SessionError(message)

    def running_session(self) -> Session | None:
        """The session that was last begun at the keyboard and has not ended, or None."""
        statement = (
            select(_session)
            .where(_session.c.state.in_(_RUNNING), _session.c.source == EntrySource.TYPED)
            .order_by(_session.c.anchor.desc(), _session.c.sequence.desc())
            .limit(1)
        )
        return next(iter(self._store.read(Session, statement)), None)

    def append(self, *entries: Entry, state: SessionState | None = None) -> None:
        """Adds entries, and moves their session to a state with them.

        Args:
            entries: in the order they are to be kept; of one session where a state is given.
            state: the session's state from now on; None to leave it.

        Raises:
            SessionError: a state is given for a session that is not there.
        """
        changed = None if state is None else self._in_state(entries, state)
        with self._store.writing() as transaction:
            for entry in entries:
                transaction.add("entry", entry)
            if changed is not None:
                transaction.change("session", changed)

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """A session's entries that lie in the record, in the order written."""
        statement = select(_entry).where(_entry.c.session == session_id).order_by(_entry.c.sequence)
        return self._store.read(Entry, statement)

    def share(self, *items: SharedItem) -> None:
        """Adds what a client agreed to take home, or took back."""
        with self._store.writing() as transaction:
            for item in items:
                transaction.add("shared", item)

    def shared(self, session_id: str) -> tuple[SharedItem, ...]:
        """All that was ever agreed and taken back in a session, in the order written."""
        statement = select(_shared).where(_shared.c.session == session_id).order_by(_shared.c.sequence)
        return self._store.read(SharedItem, statement)

    def keep_worksheet(self, worksheet: KeptWorksheet) -> None:
        """Keeps that a worksheet was made."""
        with self._store.writing() as transaction:
            transaction.add("worksheet", worksheet)

    def worksheets(self, session_id: str) -> tuple[KeptWorksheet, ...]:
        """The worksheets that were made of a session, in the order made."""
        statement = (
            select(_worksheet).where(_worksheet.c.session == session_id).order_by(_worksheet.c.sequence)
        )
        return self._store.read(KeptWorksheet, statement)

    def verify(self) -> Verification:
        """Checks the whole file against its ledger; damage is an answer, not an error."""
        return self._store.verify()

    def _in_state(self, entries: tuple[Entry, ...], state: SessionState) -> Session | None:
        sessions = {entry.session for entry in entries}
        if len(sessions) != 1:
            message = "a state belongs to the entries of one session"
            raise BugError(message)
        session = self.session(sessions.pop())
        return None if session.state is state else session.model_copy(update={"state": state})
