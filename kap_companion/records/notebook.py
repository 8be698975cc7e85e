"""One therapist's notebook: parts as they came, words, hypotheses, the half-typed line."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import or_, select

from kap_companion.clock import Clock
from kap_companion.errors import SessionError
from kap_companion.records.file_kind import FileKind
from kap_companion.records.ledger import Writer
from kap_companion.records.notebook_steps import NOTEBOOK_STEPS
from kap_companion.records.store import Store
from kap_companion.records.tables import NOTEBOOK_TABLES
from kap_companion.records.verify import Verification
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.shared import Draft

# "KAPN" in the header.
NOTEBOOK_FILE = FileKind("notebook", 0x4B41504E, NOTEBOOK_TABLES, NOTEBOOK_STEPS)

_entry = NOTEBOOK_TABLES.tables["entry"]
_part = NOTEBOOK_TABLES.tables["part"]
_part_link = NOTEBOOK_TABLES.tables["part_link"]
_draft = NOTEBOOK_TABLES.tables["draft"]


class Notebook:
    """An open `notebooks/ID.db`; belongs to the thread that opened it.

    Writing and reading methods raise as those of `Record` do.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def create(cls, path: Path, key: bytes, writer: Writer, clock: Clock) -> "Notebook":
        """Makes a notebook and opens it; raises as `Record.create` does."""
        return cls(Store.create(path, key, NOTEBOOK_FILE, writer, clock))

    @classmethod
    def open(cls, path: Path, key: bytes, writer: Writer, clock: Clock) -> "Notebook":
        """Opens a notebook, bringing it to the newest version first; raises as `Record.open` does."""
        return cls(Store.open(path, key, NOTEBOOK_FILE, writer, clock))

    def close(self) -> None:
        """Closes the file; may be called again."""
        self._store.close()

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

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """A session's entries that lie in this notebook, in the order written."""
        statement = select(_entry).where(_entry.c.session == session_id).order_by(_entry.c.sequence)
        return self._store.read(Entry, statement)

    def entries_about(self, part_ids: Sequence[str]) -> tuple[Entry, ...]:
        """Entries of any session about these parts, and all that amends or retracts one of them."""
        about = select(_entry.c.id).where(_entry.c.part.in_(part_ids)).cte("about", recursive=True)
        answers = select(_entry.c.id).join(
            about, or_(_entry.c.amends == about.c.id, _entry.c.retracts == about.c.id)
        )
        about = about.union(answers)
        statement = select(_entry).where(_entry.c.id.in_(select(about.c.id))).order_by(_entry.c.sequence)
        return self._store.read(Entry, statement)

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

    def verify(self) -> Verification:
        """Checks the whole file against its ledger; damage is an answer, not an error."""
        return self._store.verify()
