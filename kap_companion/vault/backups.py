"""The backups there are of a practice: listed, checked, thinned out, removed.

    backups/20261121T170000Z/    backup.json, keyring.json, record.db, notebooks/ID.db,
                                 protocols/NAME.toml, prompts/NAME.toml, worksheets/NAME.typ, where
                                 the practice has its own

Only what is complete and called by its time is a backup; what a crash left half-made is called NAME.partial.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kap_companion.errors import BackupError, KnownError
from kap_companion.vault import backup_json
from kap_companion.vault.backup_files import (
    fingerprint,
    is_own_folder,
    read_small,
    size_of,
    sync_folders,
)
from kap_companion.vault.backup_json import CONTENTS_NAME, Contents, path_in
from kap_companion.vault.backup_own_files import folders_of
from kap_companion.vault.backup_times import is_name, to_keep
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.practice_folder import BACKUPS_NAME
from kap_companion.vault.private_files import storage_error

PARTIAL = ".partial"

_ANOTHER = "Use another backup."


@dataclass(frozen=True, slots=True)
class Backup:
    """A complete copy of a practice that was read again when it was made.

    Attributes:
        folder: where it lies.
        contents: what it holds.
        elsewhere: where its copy in the second place lies; None where there is none or it was not looked for.
        not_elsewhere: why the second place did not get it, as a sentence; else empty.
    """

    folder: Path
    contents: Contents
    elsewhere: Path | None = None
    not_elsewhere: str = ""

    @property
    def made_at(self) -> datetime:
        """When it was begun: what was written before is in it."""
        return self.contents.made_at

    @property
    def practice_id(self) -> str:
        """Whose backup it is."""
        return self.contents.practice_id

    @property
    def size(self) -> int:
        """How many bytes its files have together."""
        return sum(file.fingerprint.size for file in self.contents.files)


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups that lie in a practice's folder, newest first."""
    return backups_in(folder / BACKUPS_NAME)


@dataclass(frozen=True, slots=True)
class BackupAge:
    """When the newest backups were made, for whoever asks how safe the practice is.

    Attributes:
        here: the newest in the practice's own folder; None where there is none.
        elsewhere: the newest in the second place; None where there is none, or no such place is set.
        not_elsewhere: why the second place cannot be looked at or did not get its copy; else empty.
    """

    here: datetime | None
    elsewhere: datetime | None = None
    not_elsewhere: str = ""


def newest_backup(folder: Path, practice_id: str) -> Backup | None:
    """The newest backup of that practice in its own folder."""
    return next((b for b in backups(folder) if b.practice_id == practice_id), None)


def backups_elsewhere(place: Path, practice_id: str) -> tuple[Backup, ...]:
    """A practice's backups in the second place, newest first; none where the place is not there."""
    return backups_in(folder_elsewhere(place, practice_id))


def folder_elsewhere(place: Path, practice_id: str) -> Path:
    """Where in the second place a practice's backups lie."""
    return place / f"{practice_id}.backups"


def backups_in(home: Path) -> tuple[Backup, ...]:
    """The backups in a folder of backups, newest first; what is damaged or half-made is none."""
    found: list[Backup] = []
    with suppress(OSError):
        for folder in home.iterdir():
            if is_name(folder.name) and is_own_folder(folder):
                with suppress(KnownError):
                    found.append(read_backup(folder))
    return tuple(sorted(found, key=lambda backup: (backup.made_at, backup.folder.name), reverse=True))


def read_backup(folder: Path) -> Backup:
    """The backup in that folder, whatever it is called: what it should hold is there, in its size.

    Raises:
        BackupError: there is none, or it is incomplete, damaged or too new.
    """
    if not folder.is_dir():
        raise BackupError("There is no backup in that folder.", "Choose a folder with a backup.json in it.")
    contents = backup_json.parse(read_small(folder / CONTENTS_NAME, backup_json.MOST_BYTES))
    names = [file.name for file in contents.files]
    for inner in folders_of(names):
        held = any(name.startswith(f"{inner}/") for name in names)
        if held and not is_own_folder(folder / inner):
            raise BackupError(f"The backup lacks its folder {inner}.", _ANOTHER)
    for file in contents.files:
        if size_of(path_in(folder, file.name)) != file.fingerprint.size:
            raise BackupError(f"{file.name} of the backup is missing or not as long as it was.", _ANOTHER)
    return Backup(folder, contents)


def check_backup(backup: Backup) -> None:
    """Read every file of a backup; nothing, where each is byte for byte as it was verified.

    Raises:
        BackupError: names the first one that is not.
    """
    for file in read_backup(backup.folder).contents.files:
        if fingerprint(path_in(backup.folder, file.name)) != file.fingerprint:
            raise BackupError(f"{file.name} of the backup was altered or is damaged.", _ANOTHER)


def backups_before(folder: Path, moment: datetime, second_place: Path | None = None) -> tuple[Backup, ...]:
    """A practice's backups, here and in the second place, that were begun before that moment.

    What is purged at a moment is still in each of these.

    Raises:
        PracticeError: there is no practice in that folder.
    """
    practice_id = Keyring.read(folder).practice_id
    found = backups(folder)
    if second_place is not None:
        found += backups_elsewhere(second_place, practice_id)
    return tuple(b for b in found if b.practice_id == practice_id and b.made_at < moment)


def remove_backups(unwanted: Iterable[Backup]) -> None:
    """Remove these backups for good.

    Raises:
        StorageError: one of them could not be removed; those before it are gone.
    """
    for backup in unwanted:
        remains = backup.folder.with_name(backup.folder.name + PARTIAL)
        try:
            # From this step on it counts no more, however far the rest of it comes.
            backup.folder.rename(remains)
            shutil.rmtree(remains)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise storage_error(error, f"The backup {backup.folder.name}") from error
        sync_folders([backup.folder.parent])


def thin_out(home: Path, practice_id: str, now: datetime) -> None:
    """Keep of a practice's backups in a folder those of 7 days, 4 weeks and 12 months.

    What is not ours stays, and so does what a clock that was wrong dated later than `now`: it must not push
    out the others.
    """
    ours = [b for b in backups_in(home) if b.practice_id == practice_id and b.made_at <= now]
    kept = to_keep(backup.made_at for backup in ours)
    # Whatever cannot be removed now is tried again after the next backup.
    with suppress(KnownError):
        remove_backups(backup for backup in ours if backup.made_at.astimezone(UTC) not in kept)


def sweep(home: Path) -> None:
    """Remove what a crash left half-made in a folder of backups.

    Raises:
        StorageError: it cannot be looked into.
    """
    try:
        for item in home.iterdir():
            if (
                item.name.endswith(PARTIAL)
                and is_name(item.name.removesuffix(PARTIAL))
                and is_own_folder(item)
            ):
                shutil.rmtree(item, ignore_errors=True)
    except OSError as error:
        raise storage_error(error, home.name) from error
