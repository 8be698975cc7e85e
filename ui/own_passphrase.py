"""Asking whoever opened the practice for their own passphrase once more."""

from math import ceil

from PySide6.QtCore import QCoreApplication

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, WrongPassphraseError
from kap_companion.vault.doorkeeper import Doorkeeper
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.practice import Practice


class OwnPassphrase:
    """Knows the passphrase of one person; a colleague's opens nothing here: notes may be private."""

    def __init__(self, practice: Practice, clock: Clock) -> None:
        self._folder = practice.folder
        self._person_id = practice.person.id
        self._doorkeeper = Doorkeeper(clock)

    def opens(self, passphrase: bytearray) -> bool:
        """Whether it is theirs; about half a second, for any thread. The caller overwrites the passphrase.

        Raises:
            KnownError: it is too soon after a wrong one, or the keyring cannot be read.
        """
        left = self._doorkeeper.seconds_left()
        if left > 0:
            wait = QCoreApplication.translate("OwnPassphrase", "Wait {seconds} s, then try again.")
            raise KnownError(wait.format(seconds=ceil(left)))
        try:
            Keyring.read(self._folder).unlock(passphrase, self._person_id).forget()
        except WrongPassphraseError:
            self._doorkeeper.turn_away()
            return False
        self._doorkeeper.let_in()
        return True
