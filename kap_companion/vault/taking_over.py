"""Taking over: another person of the practice goes on while it is open, with their own passphrase."""

from kap_companion.clock import Clock
from kap_companion.vault.keys import Keys
from kap_companion.vault.opened import Practice
from kap_companion.vault.passphrase import Passphrase


def take_over(practice: Practice, opens: Passphrase | Keys, clock: Clock) -> Practice:
    """The practice as another of its people has it; it stays locked against everyone else all the time.

    `practice` is closed by it, except for the record, which goes on in the new one. Where it raises, nothing
    has changed and `practice` is open as before.

    Args:
        practice: open.
        opens: the passphrase of who takes over, which takes about half a second for each that the practice
            has; or the keys that it gave in another thread, which stay the caller's, who forgets them.
        clock: tells now.

    Raises:
        WrongPassphraseError: the passphrase opens no slot.
        PeopleError: it is that of the person who has the practice open, or of one who was removed.
        PracticeError: the notebook of who takes over cannot be opened.
        StorageError: the disk did not take it.
    """
    if isinstance(opens, Keys):
        return practice.hand_to(opens, clock)
    keys = practice.keyring.unlock(opens)
    try:
        return practice.hand_to(keys, clock)
    finally:
        keys.forget()
