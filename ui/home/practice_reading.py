"""What the home page asks of an open practice."""

from kap_companion.parts.glance import overview_of
from kap_companion.parts.overview import ClientOverview
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session
from ui import words


class PracticeReading:
    """Reads the record, and the reader's own notebook where they have one; writes nothing."""

    def __init__(self, record: Record, notebook: Notebook | None) -> None:
        self._record = record
        self._notebook = notebook

    def clients(self) -> tuple[tuple[Client, str], ...]:
        """All clients by name, each with the day of the newest session as a hint."""
        newest: dict[str, Session] = {session.client: session for session in self._record.sessions()}
        by_name = sorted(self._record.clients(), key=lambda client: fold(client.name))
        return tuple((client, self._hint(newest.get(client.id))) for client in by_name)

    def overview(self, client_id: str) -> ClientOverview:
        """One client at a glance.

        Raises:
            SessionError: there is no such client.
        """
        return overview_of(self._record, self._notebook, client_id)

    @staticmethod
    def _hint(session: Session | None) -> str:
        return words.day(session.anchor) if session else ""
