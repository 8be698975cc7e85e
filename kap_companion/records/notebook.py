"""One therapist's notebook: parts as they came, words, hypotheses, the half-typed line."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from kap_companion.errors import SessionError
from kap_companion.records.column_types import as_json
from kap_companion.records.file_kind import FileKind
from kap_companion.records.glances import ABOUT, ROLES
from kap_companion.records.notebook_steps import NOTEBOOK_STEPS
from kap_companion.records.notebook_tables import NOTEBOOK_TABLES
from kap_companion.records.open_file import OpenFile
from kap_companion.records.purging import process_rows_of_client
from kap_companion.records.searching import find_rows
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.shared import Draft
from kap_companion.vocabulary.signature import Signature

# "KAPN" in the header.
NOTEBOOK_FILE = FileKind("notebook", 0x4B41504E, NOTEBOOK_TABLES, NOTEBOOK_STEPS)

_entry = NOTEBOOK_TABLES.tables["entry"]
_part = NOTEBOOK_TABLES.tables["part"]
_part_link = NOTEBOOK_TABLES.tables["part_link"]
_part_act = NOTEBOOK_TABLES.tables["part_act"]
_draft = NOTEBOOK_TABLES.tables["draft"]


class Notebook(OpenFile):
    """An open `notebooks/ID.db`."""

    kind = NOTEBOOK_FILE

    def append(
        self,
        *entries: Entry,
        parts: Sequence[Part] = (),
        links: Sequence[PartLink] = (),
        settle_draft: str | None = None,
    ) -> None:
        """Adds entries, with the parts and links they are the first to name, in one transaction.

        Args:
            entries: in the order they are to be kept.
            parts: new parts.
            links: new links.
            settle_draft: the session whose draft became these entries and goes with them.
        """
        with self._store.writing() as transaction:
            for part in parts:
                transaction.add("part", part)
            for entry in entries:
                transaction.add("entry", entry)
            for link in links:
                transaction.add("part_link", link)
            if settle_draft is not None:
                transaction.remove("draft", settle_draft)

    def entries_about(self, part_ids: Sequence[str]) -> tuple[Entry, ...]:
        """Entries of any session about these parts, and all that amends or retracts one of them."""
        about = select(_entry.c.id).where(_entry.c.part.in_(part_ids)).cte("about", recursive=True)
        answers = select(_entry.c.id).join(
            about, or_(_entry.c.amends == about.c.id, _entry.c.retracts == about.c.id)
        )
        about = about.union(answers)
        statement = select(_entry).where(_entry.c.id.in_(select(about.c.id))).order_by(_entry.c.sequence)
        return self._store.read(Entry, statement)

    def entries_telling_roles(self, part_ids: Collection[str]) -> tuple[Entry, ...]:
        """Lines of any session about these parts that gave one a role, current or not; in no order."""
        return self._store.entries(ROLES, as_json(list(part_ids)))

    def lines_about(self, part_ids: Collection[str]) -> tuple[Entry, ...]:
        """Lines of any session that were written about these parts, current or not, in no order.

        Those that were added after their session was signed are left out.
        """
        return self._store.entries(ABOUT, as_json(list(part_ids)))

    def parts(self, client_id: str) -> tuple[Part, ...]:
        """A client's parts as stored, in the order made."""
        statement = select(_part).where(_part.c.client == client_id).order_by(_part.c.sequence)
        return self._store.read(Part, statement)

    def change_part(self, part: Part) -> None:
        """Gives a part its new name, aliases or role.

        Raises:
            SessionError: there is no such part.
        """
        with self._store.writing() as transaction:
            if not transaction.change("part", part):
                message = "There is no such part in this notebook."
                raise SessionError(message)

    def links(self, client_id: str) -> tuple[PartLink, ...]:
        """How a client's parts stand to each other, in the order said."""
        statement = select(_part_link).where(_part_link.c.client == client_id).order_by(_part_link.c.sequence)
        return self._store.read(PartLink, statement)

    def act(self, *acts: PartAct, parts: Sequence[Part] = ()) -> None:
        """Adds acts about a client's parts, with the parts they are the first to name, in one transaction."""
        with self._store.writing() as transaction:
            for part in parts:
                transaction.add("part", part)
            for act in acts:
                transaction.add("part_act", act)

    def acts(self, client_id: str) -> tuple[PartAct, ...]:
        """What was done about a client's parts beside the logs, in the order written."""
        statement = select(_part_act).where(_part_act.c.client == client_id).order_by(_part_act.c.sequence)
        return self._store.read(PartAct, statement)

    def find_acts(self, words: str, client_id: str, limit: int = 50) -> tuple[PartAct, ...]:
        """What was done about a client's parts with all these words in it, the last written first.

        Acts that were taken back are among them; the words are taken as `find` takes them.
        """
        numbers = find_rows(self._store, "part_act", [client_id], words, limit)
        place = _part_act.c.sequence
        statement = select(_part_act).where(place.in_(numbers), _part_act.c.client == client_id)
        return self._store.read(PartAct, statement.order_by(place.desc()))

    def save_draft(self, draft: Draft) -> None:
        """Keeps a session's half-typed line in place of the one before."""
        with self._store.writing() as transaction:
            if not transaction.change("draft", draft):
                transaction.add("draft", draft)

    def draft(self, session_id: str) -> Draft | None:
        """A session's half-typed line, or None."""
        statement = select(_draft).where(_draft.c.session == session_id)
        return next(iter(self._store.read(Draft, statement)), None)

    def clear_draft(self, session_id: str) -> None:
        """Forgets a session's half-typed line, if there is one."""
        with self._store.writing() as transaction:
            transaction.remove("draft", session_id)

    def entry_ids(self, ids: Collection[str]) -> frozenset[str]:
        """Which of these ids are those of entries in this notebook."""
        question = "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(row[0] for row in self._store.rows(question, as_json(sorted(ids))))

    def sign(self, signature: Signature) -> None:
        """Adds a signature over what this notebook holds of a session; from then on none of it changes.

        Raises:
            SigningError: something was written since its digest was taken.
        """
        with self._store.writing() as transaction:
            self.refuse_stale(signature, transaction.head)
            transaction.add("signature", signature)

    def purge(self, client_id: str, session_ids: Collection[str]) -> int:
        """Removes all there is of a client for good; the ledger keeps its hashes and loses its content.

        Args:
            client_id: whose parts and links go.
            session_ids: the client's sessions, whose entries and drafts go.

        Returns:
            How many rows went; where there were none, nothing is written.

        Raises:
            StorageError: the disk did not take it.
        """
        with self._store.writing() as transaction:
            rows = process_rows_of_client(transaction, client_id, session_ids)
            gone = transaction.purge(rows) if rows else 0
        if gone:
            self._store.scrub()
        return gone
