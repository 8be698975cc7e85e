"""What `backup` and `restore` of the command line do and say."""

import sys
from datetime import datetime
from pathlib import Path

import typer

from kap_companion.clock import SystemClock
from kap_companion.console import passphrase
from kap_companion.errors import BackupError, KnownError, WrongPassphraseError
from kap_companion.settings import read_settings
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.backups import Backup
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice, open_with
from kap_companion.vault.practice_folder import BACKUPS_NAME
from kap_companion.vault.restoring import Lacking, lacking, restore


def back_up(practice: Practice, to: Path | None) -> None:
    """Make a backup of an open practice, and a copy of it in the place asked for or set; say where they are.

    Raises:
        BackupError: it could not be made, or a place was asked for and did not get its copy.
        StorageError: the disk did not take it.
    """
    place = to if to is not None else read_settings().second_backup_place
    made = make_backup(practice.folder, practice.keys, SystemClock().now(), place)
    typer.echo(f"Made and verified the backup {made.folder}.")
    if made.elsewhere is not None:
        typer.echo(f"A copy of it is in {made.elsewhere}.")
    if made.not_elsewhere:
        if to is not None:
            raise BackupError(made.not_elsewhere)
        typer.echo(made.not_elsewhere)


def put_back(backup: Path, folder: Path, source: str | None) -> None:
    """Restore a backup into a new folder, then say what it lacks where its practice is still there.

    Raises:
        BackupError: the backup cannot be trusted; nothing was restored.
        PracticeError: the folder is taken.
        StorageError: the disk did not take it.
    """
    backup = backup.absolute()
    found = restore(backup, folder)
    typer.echo(f"Restored the backup of {_time(found.made_at)} to {folder}.")
    typer.echo("It opens with the passphrases and recovery sheets of that time.")
    here = backup.parent.parent
    if backup.parent.name != BACKUPS_NAME or not _is_its_practice(here, found):
        typer.echo("The practice it was made of is not beside it, so there is nothing to compare it with.")
    elif source is None and not sys.stdin.isatty():
        typer.echo("No passphrase was given, so it was not compared with the practice it was made of.")
    else:
        _compare(
            here, found, passphrase(source, "Passphrase, to compare it with the practice as it is now: ")
        )


def _compare(folder: Path, backup: Backup, secret: str) -> None:
    # The backup is back in its place; that it cannot be compared is worth a line, not a failure.
    try:
        keys = Keyring.read(folder).unlock(secret)
        with open_with(folder, keys, SystemClock()) as practice:
            for line in lines(lacking(practice, backup, _keys_of(backup, keys, secret))):
                typer.echo(line)
    except KnownError as error:
        typer.echo(f"It was not compared with the practice as it is now. {error}")


def _keys_of(backup: Backup, keys: Keys, secret: str) -> Keys:
    """The keys that open a backup: today's, or those of its own keyring where they were changed since."""
    keyring = Keyring.read(backup.folder)
    try:
        keyring.check(keys)
    except KnownError:
        try:
            return keyring.unlock(secret)
        except WrongPassphraseError as error:
            raise BackupError(
                "The backup is from before the keys of the practice and your passphrase were changed."
            ) from error
    return keys


def lines(found: Lacking) -> tuple[str, ...]:
    """What a backup lacks, in sentences; no name and nothing that anyone wrote is in them."""
    said = []
    if found.is_nothing:
        said.append("It lacks nothing of what is in the practice now.")
    elif found.since is not None and found.until is not None:
        counted = (
            _count(found.sessions, "session", "sessions"),
            _count(found.entries, "entry", "entries"),
            _count(found.others, "other change", "other changes"),
        )
        said.append(
            f"It lacks {', '.join(counted)}, written from {_time(found.since)} to {_time(found.until)}."
        )
    if found.notebooks_here:
        said.append(f"It lacks {_count(len(found.notebooks_here), 'notebook', 'notebooks')} altogether.")
    if found.backup_has_more:
        said.append("It holds something that is not in the practice now: keep both until you have looked.")
    if found.others_notebooks:
        said.append("What other people's notebooks hold cannot be compared without their passphrases.")
    return tuple(said)


def _is_its_practice(folder: Path, backup: Backup) -> bool:
    try:
        return Keyring.read(folder).practice_id == backup.practice_id
    except KnownError:
        return False


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _time(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
