"""What the record keeps beside its sessions: authorisations, letters, retention, purges, sealed drafts."""

from datetime import datetime

from sqlalchemy import select

from kap_companion.errors import SessionError
from kap_companion.records.open_file import OpenFile
from kap_companion.records.record_tables import RECORD_TABLES
from kap_companion.vocabulary.authorisation import Authorisation, Letter
from kap_companion.vocabulary.retention import Purge, Retention
from kap_companion.vocabulary.shared import SealedDraft

_authorisation = RECORD_TABLES.tables["authorisation"]
_letter = RECORD_TABLES.tables["letter"]
_retention = RECORD_TABLES.tables["retention"]
_purge = RECORD_TABLES.tables["purge"]
_sealed_draft = RECORD_TABLES.tables["sealed_draft"]


class CustodyRows(OpenFile):
    """The part of an open `record.db` that says who may see, hand on and keep what."""

    def authorise(self, authorisation: Authorisation) -> None:
        """Adds what a client authorised, or that they withdrew it."""
        with self._store.writing() as transaction:
            transaction.add("authorisation", authorisation)

    def authorisations(self, client_id: str) -> tuple[Authorisation, ...]:
        """All that a client ever authorised and withdrew, in the order written."""
        statement = select(_authorisation).where(_authorisation.c.client == client_id)
        return self._store.read(Authorisation, statement.order_by(_authorisation.c.sequence))

    def add_letter(self, letter: Letter) -> None:
        """Adds sealed entries on their way to someone."""
        with self._store.writing() as transaction:
            transaction.add("letter", letter)

    def letters(self, reader_id: str) -> tuple[Letter, ...]:
        """All letters that were ever sent to a person, emptied ones too, in the order sent."""
        statement = select(_letter).where(_letter.c.reader == reader_id)
        return self._store.read(Letter, statement.order_by(_letter.c.sequence))

    def settle_letter(self, letter_id: str, received_at: datetime | None) -> None:
        """Empties a letter; the ledger kept no copy of it.

        Args:
            letter_id: the letter.
            received_at: when its reader took it in; None where it became void.

        Raises:
            SessionError: there is no such letter.
        """
        for letter in self._store.read(Letter, select(_letter).where(_letter.c.id == letter_id)):
            with self._store.writing() as transaction:
                empty = {"sealed": "", "received_at": received_at}
                transaction.change("letter", letter.model_copy(update=empty))
            return
        message = "There is no such letter in this practice."
        raise SessionError(message)

    def keep_retention(self, retention: Retention) -> None:
        """Adds how long a client's records are kept from now on."""
        with self._store.writing() as transaction:
            transaction.add("retention", retention)

    def retention(self, client_id: str) -> Retention | None:
        """What was decided last for a client, or None."""
        statement = select(_retention).where(_retention.c.client == client_id)
        newest = self._store.read(Retention, statement.order_by(_retention.c.sequence.desc()).limit(1))
        return next(iter(newest), None)

    def purges(self) -> tuple[Purge, ...]:
        """Every purge there was, in the order done."""
        return self._store.read(Purge, select(_purge).order_by(_purge.c.sequence))

    def purged_sessions(self) -> tuple[str, ...]:
        """The ids of the sessions whose content was removed for good: notebooks have to know."""
        return self._store.purged("session")

    def keep_sealed_draft(self, draft: SealedDraft) -> None:
        """Keeps a sealed half-typed line in place of the one before."""
        with self._store.writing() as transaction:
            if not transaction.change("sealed_draft", draft):
                transaction.add("sealed_draft", draft)

    def sealed_draft(self, draft_id: str) -> SealedDraft | None:
        """The sealed half-typed line of that id, or None."""
        statement = select(_sealed_draft).where(_sealed_draft.c.id == draft_id)
        return next(iter(self._store.read(SealedDraft, statement)), None)

    def forget_sealed_draft(self, draft_id: str) -> None:
        """Forgets a sealed half-typed line, if there is one."""
        with self._store.writing() as transaction:
            transaction.remove("sealed_draft", draft_id)
