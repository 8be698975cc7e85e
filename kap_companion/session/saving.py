"""Which file each row goes to, and in which order, so that a cut between two files loses nothing shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kap_companion.errors import PracticeError, StorageError
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.drafts import Drafts, own_drafts
from kap_companion.session.interpret import Rows
from kap_companion.session.record_notes import notebook_needed
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.session import SessionState


@dataclass(frozen=True, slots=True)
class Files:
    """What a session on the screen is made of: the practice's record, and one's own notebook.

    Attributes:
        notebook: None for whoever has none.
        drafts: the half-typed lines of who types.
    """

    record: Record
    notebook: Notebook | None
    drafts: Drafts

    @classmethod
    def of(cls, record: Record, notebook: Notebook | None, drafts: Drafts | None = None) -> "Files":
        """The files, with the notebook's own drafts where no others are given."""
        return cls(record, notebook, drafts or own_drafts(notebook))

    def save(
        self, rows: Sequence[Rows], *, state: SessionState | None, settle_draft: str | None = None
    ) -> Iterator[Rows]:
        """Saves rows in their order and yields each once it is on the disk.

        Neighbours of one compartment share a transaction; almost always that is all of them.

        Args:
            rows: an entry each, with the parts and links it brings.
            state: the session's new state, saved with the rows of the record; None to leave it.
            settle_draft: the session whose draft became these rows.

        Raises:
            NotebookNeededError: a row belongs in a notebook, and there is none; nothing was saved.
            StorageError: the disk did not take a row; those yielded before are saved.
        """
        if self.notebook is None and any(each.entry.compartment is Compartment.PROCESS for each in rows):
            raise notebook_needed()
        for compartment, group in groupby(rows, key=lambda each: each.entry.compartment):
            together = tuple(group)
            entries = [each.entry for each in together]
            if compartment is Compartment.RECORD or self.notebook is None:
                self.record.append(*entries, state=state)
                if settle_draft is not None:
                    self._forget_draft(settle_draft)
            else:
                self.notebook.append(
                    *entries,
                    parts=[part for each in together for part in each.parts],
                    links=[link for each in together for link in each.links],
                    settle_draft=settle_draft,
                )
            yield from together

    def change_part(self, part: Part) -> None:
        """Saves what was learnt of a part."""
        if self.notebook is not None:
            self.notebook.change_part(part)

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """A session's rows as they are in the files now, those of the record first."""
        own = self.notebook.entries(session_id) if self.notebook is not None else ()
        return (*self.record.entries(session_id), *own)

    def reconnect(self) -> None:
        """Opens the files anew, after the disk went away.

        Raises:
            StorageError: they cannot be written to yet.
            PracticeError: they cannot be opened yet.
        """
        self.record.reconnect()
        if self.notebook is not None:
            self.notebook.reconnect()

    def _forget_draft(self, session_id: str) -> None:
        try:
            self.drafts.forget(session_id)
        except (StorageError, PracticeError):
            # The line is saved; an error now would have it typed a second time. A stale draft is harmless.
            return
