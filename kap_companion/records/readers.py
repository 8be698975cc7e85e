"""Who reads states what for, and gets a reader that can open only what that purpose may see.

Three purposes are ever handed a notebook, and it is always the reader's own. The others get readers that
have no way to one: what a client did not agree to share is in no worksheet and no export because those never
open the file that holds it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, overload

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.limits import StandingLimit
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import KeptWorksheet, SharedItem
from kap_companion.vocabulary.signature import Signature


class Purpose(StrEnum):
    """What somebody reads for."""

    ROOM = "room"
    REVIEW = "review"
    WORKSHEET = "worksheet"
    RECORD_EXPORT = "record_export"
    HANDOFF = "handoff"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class WorksheetReader:
    """For worksheets: who it is for and what they agreed to; no entries and no notebook."""

    _record: Record = field(repr=False)

    def client(self, client_id: str) -> Client:
        """The client of that id; SessionError where there is none."""
        return self._record.client(client_id)

    def clients(self) -> tuple[Client, ...]:
        """Who comes to the practice, in the order they came."""
        return self._record.clients()

    def sessions(self, client_id: str | None = None) -> tuple[Session, ...]:
        """A client's sessions, or everyone's, in the order they began."""
        return self._record.sessions(client_id)

    def session(self, session_id: str) -> Session:
        """The session of that id; SessionError where there is none."""
        return self._record.session(session_id)

    def letterhead(self) -> Letterhead | None:
        """What the practice puts on every page; None where it set nothing."""
        return self._record.letterhead()

    def shared(self, session_id: str) -> tuple[SharedItem, ...]:
        """All that was ever agreed and taken back in a session, in the order written."""
        return self._record.shared(session_id)

    def worksheets(self, session_id: str) -> tuple[KeptWorksheet, ...]:
        """The worksheets that were made of a session, in the order made."""
        return self._record.worksheets(session_id)


@dataclass(frozen=True, slots=True)
class RecordReader:
    """For exports and the handoff: the record compartment alone; no notebook and nothing shared."""

    _record: Record = field(repr=False)

    def people(self) -> tuple[Person, ...]:
        """Who works in the practice, or did, in the order they came."""
        return self._record.people()

    def clients(self) -> tuple[Client, ...]:
        """Who comes to the practice, in the order they came."""
        return self._record.clients()

    def client(self, client_id: str) -> Client:
        """The client of that id; SessionError where there is none."""
        return self._record.client(client_id)

    def sessions(self, client_id: str | None = None) -> tuple[Session, ...]:
        """A client's sessions, or everyone's, in the order they began."""
        return self._record.sessions(client_id)

    def session(self, session_id: str) -> Session:
        """The session of that id; SessionError where there is none."""
        return self._record.session(session_id)

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """A session's entries that lie in the record, in the order written."""
        return self._record.entries(session_id)

    def standing_limits(self, client_id: str | None) -> tuple[StandingLimit, ...]:
        """The limits that stand for a client, or for the practice, the newest first."""
        return self._record.standing_limits(client_id)

    def signatures(self, session_id: str) -> tuple[Signature, ...]:
        """The signatures over a session, in the order made."""
        return self._record.signatures(session_id)

    def letterhead(self) -> Letterhead | None:
        """What the practice puts on every page; None where it set nothing."""
        return self._record.letterhead()


@dataclass(frozen=True, slots=True)
class RoomReader:
    """For the room and the home page: the record, and one's own notebook where one has one."""

    _record: Record = field(repr=False)
    _notebook: Notebook | None = field(repr=False)

    def clients(self) -> tuple[Client, ...]:
        """Who comes to the practice, in the order they came."""
        return self._record.clients()

    def client(self, client_id: str) -> Client:
        """The client of that id; SessionError where there is none."""
        return self._record.client(client_id)

    def sessions(self, client_id: str | None = None) -> tuple[Session, ...]:
        """A client's sessions, or everyone's, in the order they began."""
        return self._record.sessions(client_id)

    def session(self, session_id: str) -> Session:
        """The session of that id; SessionError where there is none."""
        return self._record.session(session_id)

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """A session's entries, those of the record and then those of one's notebook, each as written."""
        of_notebook = () if self._notebook is None else self._notebook.entries(session_id)
        return (*self._record.entries(session_id), *of_notebook)

    def entries_of_client(self, client_id: str) -> dict[str, tuple[Entry, ...]]:
        """All entries of a client, read at once: by the id of each session, in the order they began.

        Of a session first those of the record and then those of one's notebook, each as written.
        """
        sessions = [session.id for session in self._record.sessions(client_id)]
        of_record = self._record.entries_of(sessions)
        of_notebook = {} if self._notebook is None else self._notebook.entries_of(sessions)
        return {each: (*of_record[each], *of_notebook.get(each, ())) for each in sessions}

    def parts(self, client_id: str) -> tuple[Part, ...]:
        """A client's parts as one's notebook has them, in the order made."""
        return () if self._notebook is None else self._notebook.parts(client_id)

    def links(self, client_id: str) -> tuple[PartLink, ...]:
        """How a client's parts stand to each other by one's notebook, in the order said."""
        return () if self._notebook is None else self._notebook.links(client_id)

    def acts(self, client_id: str) -> tuple[PartAct, ...]:
        """What was done about a client's parts beside the logs, by one's notebook, in the order written."""
        return () if self._notebook is None else self._notebook.acts(client_id)

    def signatures(self, session_id: str) -> tuple[Signature, ...]:
        """The signatures over a session in the record, in the order made."""
        return self._record.signatures(session_id)


@dataclass(frozen=True, slots=True)
class SearchReader(RoomReader):
    """For searching: what the room may see, by its words."""

    def find(
        self,
        words: str,
        session_ids: Collection[str],
        limit: int = 50,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Entry, ...]:
        """The entries of these sessions with all these words, as they read now; the newest first.

        Of the record, and of one's own notebook where one has one; each file as `OpenFile.find` has it.
        """
        files = (self._record, self._notebook)
        found = [
            entry
            for file in files
            if file is not None
            for entry in file.find(words, session_ids, limit, since=since, until=until)
        ]
        found.sort(key=lambda entry: (entry.at, entry.typed_ms, entry.id), reverse=True)
        return tuple(found[:limit])

    def find_acts(self, words: str, client_id: str, limit: int = 50) -> tuple[PartAct, ...]:
        """What was done about a client's parts with all these words, by one's notebook; the newest first."""
        return () if self._notebook is None else self._notebook.find_acts(words, client_id, limit)


@dataclass(frozen=True, slots=True)
class ReviewReader(RoomReader):
    """For the review with the client: what was shared, and what one's notebook could offer."""

    def shared(self, session_id: str) -> tuple[SharedItem, ...]:
        """All that was ever agreed and taken back in a session, in the order written."""
        return self._record.shared(session_id)

    def worksheets(self, session_id: str) -> tuple[KeptWorksheet, ...]:
        """The worksheets that were made of a session, in the order made."""
        return self._record.worksheets(session_id)


Reader = RoomReader | ReviewReader | WorksheetReader | RecordReader | SearchReader


@overload
def readers_for(purpose: Literal[Purpose.ROOM], record: Record, notebook: Notebook | None) -> RoomReader: ...
@overload
def readers_for(
    purpose: Literal[Purpose.REVIEW], record: Record, notebook: Notebook | None
) -> ReviewReader: ...
@overload
def readers_for(
    purpose: Literal[Purpose.WORKSHEET], record: Record, notebook: Notebook | None
) -> WorksheetReader: ...
@overload
def readers_for(
    purpose: Literal[Purpose.RECORD_EXPORT, Purpose.HANDOFF], record: Record, notebook: Notebook | None
) -> RecordReader: ...
@overload
def readers_for(
    purpose: Literal[Purpose.SEARCH], record: Record, notebook: Notebook | None
) -> SearchReader: ...
@overload
def readers_for(purpose: Purpose, record: Record, notebook: Notebook | None) -> Reader: ...
def readers_for(purpose: Purpose, record: Record, notebook: Notebook | None) -> Reader:
    """The reader of a purpose; a notebook goes no further than to those who may see it.

    Args:
        purpose: what is read for.
        record: the practice's.
        notebook: the one of whoever reads; None for who has none.
    """
    match purpose:
        case Purpose.ROOM:
            return RoomReader(record, notebook)
        case Purpose.REVIEW:
            return ReviewReader(record, notebook)
        case Purpose.SEARCH:
            return SearchReader(record, notebook)
        case Purpose.WORKSHEET:
            return WorksheetReader(record)
        case Purpose.RECORD_EXPORT | Purpose.HANDOFF:
            return RecordReader(record)
