"""Telling each person once that a colleague gave the practice new keys.

Whoever knew the old key and can still write to the folder could offer a practice of their own making. Only
people can find that out: by asking the one who is named.
"""

from dataclasses import dataclass
from datetime import datetime

from kap_companion.clock import Clock
from kap_companion.session.drafts import SealedDrafts
from kap_companion.vault.practice import Practice

# Kept among the sealed half-typed lines: it is the person's own, and nobody else's business.
_PLACE = "keys seen"


@dataclass(frozen=True, slots=True)
class NewKeys:
    """That somebody else changed the practice key, and when."""

    by: str
    at: datetime


def new_keys_to_tell(practice: Practice, clock: Clock) -> NewKeys | None:
    """The newest change of keys by somebody else that this person was not told of; they are told now.

    Raises:
        StorageError: the disk did not take that they were told; they are told again.
    """
    handovers = practice.keyring.contents.handovers
    if not handovers:
        return None
    newest = handovers[-1]
    drafts = SealedDrafts(practice.record, practice.draft_key, practice.person)
    seen = drafts.draft(_PLACE)
    number = f"{newest.number} {newest.at.isoformat()}"
    if seen is not None and seen.text == number:
        return None
    drafts.keep(_PLACE, number, clock.now().at)
    if newest.by == practice.person.id:
        return None
    names = {person.id: person.name for person in practice.record.people()}
    return NewKeys(names.get(newest.by, ""), newest.at)
