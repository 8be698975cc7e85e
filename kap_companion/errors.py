"""What can go wrong, in two kinds: what a person can do something about, and bugs."""


class KnownError(Exception):
    """Something a person can mend.

    Attributes:
        message: one plain sentence that says what happened; never holds a client's words.
        advice: what to do next, one sentence, or empty.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class BugError(Exception):
    """Something only we can mend; it goes to the crash page. Holds codes and ids, never content."""


class WrongPassphraseError(KnownError):
    """The passphrase opens no slot of this practice."""

    def __init__(self) -> None:
        super().__init__("That passphrase does not open this practice.", "Check Caps Lock and try again.")


class WrongRecoveryCodeError(KnownError):
    """The recovery code is mistyped, incomplete or belongs to another practice."""


class WeakPassphraseError(KnownError):
    """A new passphrase is empty or too short to guard a practice."""


class KeyringError(KnownError):
    """The keyring cannot be changed as asked (last slot, unknown slot)."""


class PracticeError(KnownError):
    """A practice cannot be opened as it is; nothing was written to it."""


class PracticeMissingError(PracticeError):
    """There is no practice in that folder."""


class PracticeDamagedError(PracticeError):
    """A file of the practice is damaged or cut off."""


class PracticeForeignError(PracticeError):
    """A file does not belong to this practice, or was exchanged for another."""


class PracticeTooNewError(PracticeError):
    """A newer KAP Companion wrote this practice."""


class NotEncryptedError(PracticeError):
    """A file that must be encrypted holds plain text."""


class PracticeInUseError(PracticeError):
    """Another process has this practice open."""


class StorageError(KnownError):
    """The disk did not take what was to be saved; nothing of it was saved."""


class DiskFullError(StorageError):
    """There is no space left."""


class ReadOnlyError(StorageError):
    """The folder or file cannot be written to."""


class SessionError(KnownError):
    """A session cannot do what was asked of it (unknown, already ended, nothing to take back)."""


class NotebookNeededError(SessionError):
    """A line belongs in a notebook, and whoever typed it has none; nothing was saved, the line stays."""


class SigningError(KnownError):
    """A session cannot be signed, or added to, as asked."""


class PeopleError(KnownError):
    """The people of the practice cannot be changed as asked (no right to, the last one, unknown)."""


class RetentionError(KnownError):
    """Something cannot be purged: its retention date has not passed, or a legal hold stops it."""


class BackupError(KnownError):
    """A backup cannot be made, trusted or restored as asked."""


class ScriptError(KnownError):
    """A session script cannot be read."""


class WorksheetError(KnownError):
    """A worksheet cannot be made from what was agreed."""
