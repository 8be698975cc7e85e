"""The second place for backups: a disk, a stick or a synced folder that need not always be there."""

from pathlib import Path

from kap_companion.errors import BackupError
from kap_companion.vault.backup_drafts import Steps, Watch, draft, make_home, refuse_too_small
from kap_companion.vault.backup_files import copy_file, fingerprint
from kap_companion.vault.backup_json import CONTENTS_NAME, path_in, to_text
from kap_companion.vault.backup_own_files import folders_of
from kap_companion.vault.backups import Backup, backups_in, folder_elsewhere, sweep, thin_out
from kap_companion.vault.private_files import write_whole


def copy_elsewhere(backup: Backup, place: Path, watch: Watch | None = None) -> Backup:
    """Bring a backup to the second place too, read it again there, and thin out the older ones.

    The place itself is never made: the empty folder where a disk that is away would be is not that disk.

    Raises:
        BackupError: the place is not there, is inside the practice, or the copy is not what it should be.
        StorageError: the place did not take it.
        whatever `watch` raises. In each case nothing half-made is left.
    """
    refuse_absent(place)
    practice_folder = backup.folder.parent.parent.resolve()
    if place.resolve().is_relative_to(practice_folder):
        raise BackupError(
            "The second place for backups lies inside the practice itself.", "Choose another disk for it."
        )
    home = folder_elsewhere(place, backup.practice_id)
    make_home(home)
    sweep(home)
    if (there := _already(backup, home)) is not None:
        return there
    steps = Steps(watch, (file.fingerprint.size for file in backup.contents.files))
    refuse_too_small(home, backup.size)
    inner = folders_of(file.name for file in backup.contents.files)
    with draft(home, backup.made_at, inner) as (partial, named):
        for file in backup.contents.files:
            target = path_in(partial, file.name)
            copied = copy_file(path_in(backup.folder, file.name), target, file.fingerprint.size)
            if not copied == fingerprint(target) == file.fingerprint:
                raise BackupError(f"{file.name} of the backup did not arrive whole in the second place.")
            steps.done(file.fingerprint.size)
        write_whole(partial / CONTENTS_NAME, to_text(backup.contents))
    thin_out(home, backup.practice_id, backup.made_at)
    return Backup(named, backup.contents)


def refuse_absent(place: Path) -> None:
    """Nothing, where the second place is there.

    Raises:
        BackupError: it is not.
    """
    if not place.is_dir():
        raise BackupError(
            "The second place for backups is not there at the moment.", "Connect its disk, or choose another."
        )


def _already(backup: Backup, home: Path) -> Backup | None:
    return next((there for there in backups_in(home) if there.contents == backup.contents), None)
