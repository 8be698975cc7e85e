"""One round of backing up: where it is needed, here and in the second place, and how old the newest are."""

from dataclasses import dataclass
from pathlib import Path

from kap_companion.clock import Moment
from kap_companion.errors import KnownError
from kap_companion.vault.backup_drafts import Watch
from kap_companion.vault.backup_elsewhere import copy_elsewhere, refuse_absent
from kap_companion.vault.backup_making import is_unchanged, make_backup
from kap_companion.vault.backups import Backup, BackupAge, backups_elsewhere, newest_backup
from kap_companion.vault.keys import Keys


@dataclass(frozen=True, slots=True)
class Round:
    """What came of it: the backup that was made, None where none was needed, and the newest there are now."""

    made: Backup | None
    age: BackupAge


def back_up(
    folder: Path,
    keys: Keys,
    moment: Moment,
    place: Path | None,
    watch: Watch | None = None,
    *,
    only_if_changed: bool,
) -> Round:
    """Make a backup and bring it to the second place; may be called in any thread.

    With `only_if_changed` none is made where the newest holds everything; it is brought to the second place
    all the same, where that was away when it was made.

    Raises:
        what `make_backup` raises.
    """
    newest = newest_backup(folder, keys.practice_id)
    if newest is None or not (only_if_changed and is_unchanged(folder, keys, newest)):
        made = make_backup(folder, keys, moment, place, watch)
        return Round(made, _age(folder, keys.practice_id, place, made.not_elsewhere))
    why_not = ""
    if place is not None:
        try:
            copy_elsewhere(newest, place, watch)
        except KnownError as error:
            why_not = str(error)
    return Round(None, _age(folder, keys.practice_id, place, why_not))


def look(folder: Path, practice_id: str, place: Path | None) -> BackupAge:
    """How old the newest backups are; may take long where the second place is far away."""
    why_not = ""
    if place is not None:
        try:
            refuse_absent(place)
        except KnownError as error:
            why_not = str(error)
    return _age(folder, practice_id, place, why_not)


def _age(folder: Path, practice_id: str, place: Path | None, why_not: str) -> BackupAge:
    here = newest_backup(folder, practice_id)
    there = backups_elsewhere(place, practice_id) if place is not None else ()
    return BackupAge(here.made_at if here else None, there[0].made_at if there else None, why_not)
