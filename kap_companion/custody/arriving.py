"""What waits for a person when they open the practice: purges to follow, letters to take in."""

from dataclasses import dataclass

from kap_companion.clock import Clock
from kap_companion.custody.letters import receive_letters
from kap_companion.custody.new_keys import NewKeys, new_keys_to_tell
from kap_companion.custody.purging import carry_out_purges
from kap_companion.custody.signing import half_signed
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.signature import Signature


@dataclass(frozen=True, slots=True)
class Arrival:
    """What there was.

    Attributes:
        purged_rows: how many rows went from the person's notebook, after purges by others.
        received_entries: how many copies of colleagues' entries are new in it.
        unreadable_letters: how many letters do not open with the person's keys.
        half_signed: their signatures that still lack the notebook's half.
        new_keys: who gave the practice new keys since they were last here; None for nobody else.
    """

    purged_rows: int
    received_entries: int
    unreadable_letters: int
    half_signed: tuple[Signature, ...]
    new_keys: NewKeys | None = None


def arrive(practice: Practice, clock: Clock) -> Arrival:
    """Does what waits; to be called once after opening.

    Raises:
        StorageError: the disk did not take it; the next time goes on with it.
    """
    purged = carry_out_purges(practice)
    received = receive_letters(practice, clock)
    told = new_keys_to_tell(practice, clock)
    return Arrival(purged, received.entries, received.unreadable, half_signed(practice), told)
