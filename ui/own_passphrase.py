"""Asking whoever opened the practice for their own passphrase once more."""

from functools import partial
from math import ceil

from PySide6.QtCore import QCoreApplication

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, WrongPassphraseError
from kap_companion.vault.doorkeeper import Doorkeeper
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice
from ui.spending import spend


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
        self._check_patience()
        try:
            Keyring.read(self._folder).unlock(passphrase, self._person_id).forget()
        except WrongPassphraseError:
            self._doorkeeper.turn_away()
            return False
        self._doorkeeper.let_in()
        return True

    def keys_of_another(self, passphrase: bytearray) -> Keys:
        """The keys of the colleague whose passphrase it is; about half a second, for any thread.

        The passphrase is overwritten; the caller forgets the keys.

        Raises:
            WrongPassphraseError: it is nobody's.
            KnownError: it is one's own, too soon after a wrong one, or the keyring cannot be read.
        """
        return spend(partial(self._keys_of_another, passphrase), passphrase)

    def _keys_of_another(self, passphrase: bytearray) -> Keys:
        self._check_patience()
        try:
            keys = Keyring.read(self._folder).unlock(passphrase)
        except WrongPassphraseError:
            self._doorkeeper.turn_away()
            raise
        self._doorkeeper.let_in()
        if keys.person_id == self._person_id:
            keys.forget()
            raise KnownError(
                QCoreApplication.translate("OwnPassphrase", "That is your own passphrase."),
                QCoreApplication.translate("OwnPassphrase", "Who takes over types theirs."),
            )
        return keys

    def _check_patience(self) -> None:
        left = self._doorkeeper.seconds_left()
        if left > 0:
            wait = QCoreApplication.translate("OwnPassphrase", "Wait {seconds} s, then try again.")
            raise KnownError(wait.format(seconds=ceil(left)))
