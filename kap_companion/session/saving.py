"""Which file each row goes to, and in which order, so that a cut between two files loses nothing shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kap_companion.errors import StorageError
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.interpret import Rows
from kap_companion.vocabulary.kinds import Compartment
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.session import SessionState
from kap_companion.vocabulary.shared import Draft


@dataclass(frozen=True, slots=True)
class Files:
    """The two open files a session on the screen is made of: the practice's record, one's own notebook."""

    record: Record
    notebook: Notebook

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
            StorageError: the disk did not take a row; those yielded before are saved.
        """
        for compartment, group in groupby(rows, key=lambda each: each.entry.compartment):
            together = tuple(group)
            entries = [each.entry for each in together]
            if compartment is Compartment.RECORD:
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
        self.notebook.change_part(part)

    def save_draft(self, draft: Draft) -> None:
        """Keeps a half-typed line; an empty one is forgotten."""
        if draft.text:
            self.notebook.save_draft(draft)
        else:
            self.notebook.clear_draft(draft.session)

    def _forget_draft(self, session_id: str) -> None:
        try:
            self.notebook.clear_draft(session_id)
        except StorageError:
            # The line is saved; an error now would have it typed a second time. A stale draft is harmless.
            return
