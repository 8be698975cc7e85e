"""A backup put back into a new folder, and what it lacks compared with what is here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kap_companion.errors import BackupError, PracticeForeignError
from kap_companion.vault.backup_drafts import refuse_too_small
from kap_companion.vault.backup_files import copy_file, fingerprint, size_of, sync_folders
from kap_companion.vault.backup_json import BackupFile, notebook_owner, path_in
from kap_companion.vault.backup_ledgers import Difference, difference
from kap_companion.vault.backup_own_files import folders_of
from kap_companion.vault.backups import Backup, read_backup
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import (
    BACKUPS_NAME,
    KEYRING_NAME,
    NOTEBOOKS_NAME,
    RECORD_NAME,
    filled_or_emptied,
    new_folder,
    notebook_path,
    record_path,
    refuse_taken,
)
from kap_companion.vault.practice_lock import PracticeLock
from kap_companion.vault.private_files import FOLDER_MODE, storage_error


def restore(backup: Path, folder: Path) -> Backup:
    """Put a backup into a new or empty folder, where it is a practice again; opens nothing, needs no key.

    Each file is compared with its SHA-256. The keyring comes last: without it the folder is no practice yet.

    Raises:
        BackupError: the backup is damaged, incomplete or too new, or the folder lies inside a practice.
        PracticeError: the folder is taken.
        StorageError: the disk did not take it. In each case nothing of it is left.
    """
    found = read_backup(backup)
    if any(size_of(above / KEYRING_NAME) is not None for above in folder.absolute().resolve().parents):
        raise BackupError("That folder lies inside a practice or a backup.", "Choose a new folder elsewhere.")
    refuse_taken(folder)
    with new_folder(folder):
        lock = PracticeLock.take(folder)
        try:
            refuse_taken(folder)
            refuse_too_small(folder, found.size)
            with filled_or_emptied(folder):
                inner = _make_folders(found, folder)
                for file in sorted(found.contents.files, key=lambda file: file.name == KEYRING_NAME):
                    _bring(file, backup, folder)
                sync_folders([*inner, folder / BACKUPS_NAME, folder, folder.parent])
        finally:
            lock.release()
    return found


@dataclass(frozen=True, slots=True)
class Lacking:
    """A backup beside the practice that is open; what only others' notebooks hold cannot be compared.

    Attributes:
        made_at: when the backup was made.
        record: the record, here and in the backup.
        notebook: one's own notebook; None where one has none, or it is not in both.
        notebooks_here: ids of the people whose notebook is here and not in the backup.
        notebooks_in_backup: ids of the people whose notebook is in the backup and not here.
        others_notebooks: ids of the other people whose notebooks are in both.
    """

    made_at: datetime
    record: Difference
    notebook: Difference | None
    notebooks_here: tuple[str, ...]
    notebooks_in_backup: tuple[str, ...]
    others_notebooks: tuple[str, ...]

    @property
    def sessions(self) -> int:
        """How many sessions the backup lacks."""
        return self.record.here.sessions

    @property
    def entries(self) -> int:
        """How many entries the backup lacks, in the record and in one's own notebook."""
        return self.record.here.entries + (self.notebook.here.entries if self.notebook else 0)

    @property
    def others(self) -> int:
        """How many other changes the backup lacks: clients, parts, worksheets, signatures and the like."""
        return sum(difference.here.others for difference in self._differences)

    @property
    def since(self) -> datetime | None:
        """When the first thing was written that the backup lacks; None where it lacks nothing."""
        return min((d.here.first_at for d in self._differences if d.here.first_at), default=None)

    @property
    def until(self) -> datetime | None:
        """When the last thing was written that the backup lacks; None where it lacks nothing."""
        return max((d.here.last_at for d in self._differences if d.here.last_at), default=None)

    @property
    def is_nothing(self) -> bool:
        """Whether all that is here is in the backup too."""
        return self.since is None and not self.notebooks_here

    @property
    def backup_has_more(self) -> bool:
        """Whether the backup holds something that is not here: what is here is older, or went another way."""
        return bool(self.notebooks_in_backup) or any(not d.in_backup.is_nothing for d in self._differences)

    @property
    def _differences(self) -> tuple[Difference, ...]:
        return (self.record,) if self.notebook is None else (self.record, self.notebook)


def lacking(practice: Practice, backup: Backup, keys: Keys) -> Lacking:
    """What a backup lacks compared with an open practice, by their ledgers alone.

    Args:
        practice: as it is here.
        backup: one of the same practice.
        keys: those that open the backup; the practice's own unless its keys were changed since.

    Raises:
        BackupError: it is another practice's backup, the keys are another person's, or they do not open it
            because the practice's keys were changed since.
        PracticeError: a file cannot be read with its key.
    """
    if not practice.keys.practice_id == backup.practice_id == keys.practice_id:
        raise BackupError("That is a backup of another practice, so it cannot be compared with this one.")
    person = practice.keys.person_id
    if keys.person_id != person:
        raise BackupError("The backup was opened by another person than this practice.")
    try:
        Keyring.read(backup.folder).check(keys)
    except PracticeForeignError as error:
        raise BackupError("The keys of the practice were changed since this backup was made.") from error
    here, there = _notebooks_here(practice.folder), _notebooks_in(backup)
    record = difference(
        record_path(practice.folder),
        practice.keys.record_key(),
        path_in(backup.folder, RECORD_NAME),
        keys.record_key(),
    )
    notebook = None
    if person in here & there:
        notebook = difference(
            notebook_path(practice.folder, person),
            practice.keys.notebook_key(),
            notebook_path(backup.folder, person),
            keys.notebook_key(),
        )
    return Lacking(
        backup.made_at,
        record,
        notebook,
        notebooks_here=tuple(sorted(here - there)),
        notebooks_in_backup=tuple(sorted(there - here)),
        others_notebooks=tuple(sorted((here & there) - {person})),
    )


def _make_folders(backup: Backup, folder: Path) -> list[Path]:
    inner = [folder / name for name in folders_of(file.name for file in backup.contents.files)]
    try:
        for place in inner:
            # That of the notebooks is there: every practice has it.
            place.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise storage_error(error, "The practice's folder") from error
    return inner


def _bring(file: BackupFile, backup: Path, folder: Path) -> None:
    target = path_in(folder, file.name)
    brought = copy_file(path_in(backup, file.name), target, file.fingerprint.size)
    if not brought == fingerprint(target) == file.fingerprint:
        raise BackupError(
            f"{file.name} of the backup was altered or is damaged, so nothing was restored.",
            "Use another backup.",
        )


def _notebooks_here(folder: Path) -> frozenset[str]:
    return _people(f"{NOTEBOOKS_NAME}/{path.name}" for path in (folder / NOTEBOOKS_NAME).iterdir())


def _notebooks_in(backup: Backup) -> frozenset[str]:
    return _people(file.name for file in backup.contents.files)


def _people(names: Iterable[str]) -> frozenset[str]:
    return frozenset(person for name in names if (person := notebook_owner(name)) is not None)
