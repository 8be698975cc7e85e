"""Where a practice that does not open as it should can be had from: its newest backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kap_companion.errors import NotEncryptedError, PracticeDamagedError, PracticeForeignError
from kap_companion.vault.backups import backups
from kap_companion.vault.practice_folder import BACKUPS_NAME


@contextmanager
def pointing_to_a_backup(folder: Path) -> Iterator[None]:
    """Adds to an error that says a file is damaged or exchanged which backup in the folder is the newest.

    Only a complete one is pointed to. Whose it is cannot be compared where the keyring is what is damaged.
    """
    try:
        yield
    except (PracticeDamagedError, PracticeForeignError, NotEncryptedError) as error:
        newest = next(iter(backups(folder)), None)
        if newest is not None:
            made = f"{newest.made_at.astimezone():%Y-%m-%d %H:%M}"
            error.advice = (
                f"{error.advice} The newest one, of {made}, is {BACKUPS_NAME}/{newest.folder.name}.".strip()
            )
        raise
