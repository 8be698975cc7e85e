"""What the program has said is saved, and whether it is there."""

from dataclasses import dataclass, replace

from kap_companion.session.live import Live
from kap_companion.session.rows import rows_of
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedItem


@dataclass(frozen=True)
class Promises:
    """All that was acknowledged up to a moment.

    Attributes:
        made: whether there is a practice.
        sheet: what became of the recovery sheet, or None where nothing was said of it.
        draft: the half-typed line that was kept and not yet settled, or empty.
    """

    made: bool = False
    clients: tuple[Client, ...] = ()
    session: Session | None = None
    entries: tuple[Entry, ...] = ()
    shared: tuple[SharedItem, ...] = ()
    sheet: SheetState | None = None
    draft: str = ""

    def after(self, live: Live) -> "Promises":
        """With what is on the screen and not held."""
        on_disk = tuple(row for row in live.timeline.everything if row.id not in live.held_entries)
        return replace(self, session=live.session, entries=on_disk)

    def broken(self, practice: Practice) -> list[str]:
        """What was promised and is not there as it was, and what the ledgers find wrong."""
        return [*self.lacking(practice), *practice.verify().problems]

    def lacking(self, practice: Practice) -> list[str]:
        """What was promised and is not there as it was, or is there twice, named by its kind."""
        found: list[str] = []
        if set(self.clients) - set(practice.record.clients()):
            found.append("client")
        if self.sheet is not None and practice.recovery_sheet.state is not self.sheet:
            found.append("recovery sheet")
        if self.session is None:
            return found
        rows = rows_of(practice.record, practice.notebook, self.session.id)
        kept = {row.id: row for row in rows}
        found += [f"entry {entry.id}" for entry in self.entries if kept.get(entry.id) != entry]
        if len(kept) < len(rows):
            found.append("entry twice")
        if set(self.shared) - set(practice.record.shared(self.session.id)):
            found.append("shared item")
        draft = practice.notebook.draft(self.session.id) if practice.notebook else None
        # A draft goes with the line that settles it; that line may be there before anybody could say so.
        if self.draft and len(rows) == len(self.entries) and (draft is None or draft.text != self.draft):
            found.append("draft")
        return found
