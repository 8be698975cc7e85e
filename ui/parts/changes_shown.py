"""What changed with a client's parts, as the list shows it."""

from datetime import date

from kap_companion.parts.changed import Changed
from kap_companion.parts.changes import changes
from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.session import Session
from ui.parts.change_words import change_words
from ui.parts.changes_panel import ChangeShown
from ui.parts.field_words import day_said


def changes_shown(parts: ClientParts, since: Session, today: date) -> tuple[ChangeShown, ...]:
    """What changed after a session in sentences, each with the newest line that says so."""
    entries = frozenset(entry.id for timeline in parts.timelines.values() for entry in timeline.entries)
    return tuple(_shown(changed, parts, entries, today) for changed in changes(parts, since))


def _shown(changed: Changed, parts: ClientParts, entries: frozenset[str], today: date) -> ChangeShown:
    said = [source for source in changed.sources if source in entries]
    return ChangeShown(
        words=change_words(changed, parts, today),
        when=day_said(changed.at.date(), today),
        part=changed.part,
        entry=said[-1] if said else "",
    )
