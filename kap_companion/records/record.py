"""The practice's record: who comes, the sessions, what anyone in the practice may read, what was shared."""

from datetime import datetime

from sqlalchemy import Select, func, select

from kap_companion.errors import BugError, PeopleError, SessionError, SigningError
from kap_companion.records.custody_rows import CustodyRows
from kap_companion.records.file_kind import FileKind
from kap_companion.records.purging import rows_of_client
from kap_companion.records.record_steps import RECORD_STEPS
from kap_companion.records.record_tables import RECORD_TABLES
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.limits import StandingLimit
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.retention import Purge
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import KeptWorksheet, SharedItem
from kap_companion.vocabulary.signature import Signature

# "KAPR" in the header.
RECORD_FILE = FileKind("record", 0x4B415052, RECORD_TABLES, RECORD_STEPS)

_RUNNING = (SessionState.PREPARATION, SessionState.DOSING, SessionState.INTEGRATION)
_SIGNABLE = (SessionState.ENDED, SessionState.SIGNED)

_person = RECORD_TABLES.tables["person"]
_client = RECORD_TABLES.tables["client"]
_session = RECORD_TABLES.tables["session"]
_shared = RECORD_TABLES.tables["shared"]
_worksheet = RECORD_TABLES.tables["worksheet"]
_letterhead = RECORD_TABLES.tables["letterhead"]
_standing_limit = RECORD_TABLES.tables["standing_limit"]


class Record(CustodyRows):
    """An open `record.db`."""

    kind = RECORD_FILE

    def add_person(self, person: Person) -> None:
        """Adds someone who works in the practice."""
        with self._store.writing() as transaction:
            transaction.add("person", person)

    def change_person(self, person: Person) -> None:
        """Gives a person their new name, role, key or leave.

        Raises:
            PeopleError: there is no such person.
        """
        with self._store.writing() as transaction:
            if not transaction.change("person", person):
                message = "There is no such person in this practice."
                raise PeopleError(message)

    def people(self) -> tuple[Person, ...]:
        """Who works in the practice, or did, in the order they came."""
        return self._store.read(Person, select(_person).order_by(_person.c.sequence))

    def add_client(self, client: Client) -> None:
        """Adds someone who comes to the practice."""
        with self._store.writing() as transaction:
            transaction.add("client", client)

    def change_client(self, client: Client) -> None:
        """Gives a client their new name, pronouns, or how they are shown roles and given paper.

        Raises:
            SessionError: there is no such client.
        """
        with self._store.writing() as transaction:
            if not transaction.change("client", client):
                message = "There is no such client in this practice."
                raise SessionError(message)

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
        newest = self._store.read(
            Session, _sessions_of(client_id).order_by(_session.c.number.desc()).limit(1)
        )
        return newest[0].number + 1 if newest else 1

    def last_visit(self, client_id: str) -> datetime | None:
        """When a client's newest session began; None before the first."""
        newest = self._store.read(
            Session, _sessions_of(client_id).order_by(_session.c.anchor.desc()).limit(1)
        )
        return newest[0].anchor if newest else None

    def sessions(self, client_id: str | None = None) -> tuple[Session, ...]:
        """A client's sessions, or everyone's, in the order they began."""
        statement = select(_session) if client_id is None else _sessions_of(client_id)
        return self._store.read(Session, statement.order_by(_session.c.anchor, _session.c.sequence))

    def newest_sessions(self) -> tuple[Session, ...]:
        """The newest session of every client who had one, in the order they began."""
        newest_first = (_session.c.anchor.desc(), _session.c.sequence.desc())
        place = func.row_number().over(partition_by=_session.c.client, order_by=newest_first)
        ranked = select(_session.c.sequence, place.label("place")).subquery()
        newest = select(ranked.c.sequence).where(ranked.c.place == 1)
        statement = select(_session).where(_session.c.sequence.in_(newest))
        return self._store.read(Session, statement.order_by(_session.c.anchor, _session.c.sequence))

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

    def add_standing_limit(self, standing: StandingLimit) -> None:
        """Adds the limits for vitals that hold from now on for a client, or for the practice."""
        with self._store.writing() as transaction:
            transaction.add("standing_limit", standing)

    def standing_limits(self, client_id: str | None) -> tuple[StandingLimit, ...]:
        """All that were ever set for a client (None: for the practice itself), the newest first; it counts.

        Each sets all of them anew; one without limits takes the older ones away.
        """
        whose = _standing_limit.c.client
        statement = select(_standing_limit).where(
            whose.is_(None) if client_id is None else whose == client_id
        )
        return self._store.read(StandingLimit, statement.order_by(_standing_limit.c.sequence.desc()))

    def set_letterhead(self, letterhead: Letterhead) -> None:
        """Adds what the practice puts on every page from now on."""
        with self._store.writing() as transaction:
            transaction.add("letterhead", letterhead)

    def letterhead(self) -> Letterhead | None:
        """What the practice puts on every page; None where it set nothing."""
        newest = select(_letterhead).order_by(_letterhead.c.sequence.desc()).limit(1)
        return next(iter(self._store.read(Letterhead, newest)), None)

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
        statement = select(_worksheet).where(_worksheet.c.session == session_id)
        return self._store.read(KeptWorksheet, statement.order_by(_worksheet.c.sequence))

    def sign(self, signature: Signature) -> None:
        """Adds a signature over a session as it is now; from then on nothing in it changes.

        Raises:
            SigningError: the session still runs, or something was written since its digest was taken.
            SessionError: there is no such session.
        """
        session = self.session(signature.session)
        if session.state not in _SIGNABLE:
            message = "A session that still runs cannot be signed."
            raise SigningError(message, "End it first.")
        with self._store.writing() as transaction:
            self.refuse_stale(signature, transaction.head)
            if session.state is not SessionState.SIGNED:
                transaction.change("session", session.model_copy(update={"state": SessionState.SIGNED}))
            transaction.add("signature", signature)

    def purge(self, purge: Purge) -> None:
        """Removes all there is of a client for good, and keeps that it was done.

        The ledger keeps its hashes and loses its content; the file is written anew, so that nothing is left
        between its rows. Copies of the file from before a migration are another matter.

        Args:
            purge: kept with the number of rows that went in place of its `rows`.

        Raises:
            SessionError: there is no such client.
            StorageError: the disk did not take it.
        """
        self.client(purge.client)
        with self._store.writing() as transaction:
            gone = transaction.purge(rows_of_client(transaction, purge.client))
            transaction.add("purge", purge.model_copy(update={"rows": gone}))
        self._store.scrub()

    def _in_state(self, entries: tuple[Entry, ...], state: SessionState) -> Session | None:
        sessions = {entry.session for entry in entries}
        if len(sessions) != 1:
            message = "a state belongs to the entries of one session"
            raise BugError(message)
        session = self.session(sessions.pop())
        return None if session.state is state else session.model_copy(update={"state": state})


def _sessions_of(client_id: str) -> Select[tuple[object, ...]]:
    return select(_session).where(_session.c.client == client_id)
