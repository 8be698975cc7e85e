"""Making a backup: copied while the practice is written to, read again, and only then named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from kap_companion.clock import Moment
from kap_companion.errors import BackupError, KnownError
from kap_companion.records.cipher import log_of
from kap_companion.records.copying import check_copy, copy_whole
from kap_companion.records.file_kind import FileKind
from kap_companion.records.notebook import NOTEBOOK_FILE
from kap_companion.records.record import RECORD_FILE
from kap_companion.vault.backup_drafts import Steps, Watch, alone_in, draft, make_home, refuse_too_small
from kap_companion.vault.backup_elsewhere import copy_elsewhere
from kap_companion.vault.backup_files import copy_file, fingerprint, is_own_folder, size_of
from kap_companion.vault.backup_json import (
    CONTENTS_NAME,
    BackupFile,
    Contents,
    is_file_name,
    path_in,
    to_text,
)
from kap_companion.vault.backup_ledgers import head_of
from kap_companion.vault.backup_own_files import LARGEST_OWN_BYTES, folders_of, own_files
from kap_companion.vault.backups import Backup, sweep, thin_out
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice_folder import (
    BACKUPS_NAME,
    KEYRING_NAME,
    NOTEBOOKS_NAME,
    RECORD_NAME,
    notebook_path,
)
from kap_companion.vault.private_files import write_whole


def make_backup(
    folder: Path,
    keys: Keys,
    moment: Moment,
    second_place: Path | None = None,
    watch: Watch | None = None,
) -> Backup:
    """Make a backup of the practice in `folder` that is open with these keys, and thin out the older ones.

    May be called in any thread. A second place that is not there, or does not take its copy, is said in the
    backup that is returned; the backup counts all the same.

    Raises:
        BackupError: another backup is being made, or the copy is not what it should be.
        StorageError: the disk did not take it.
        PracticeError: a file of the practice cannot be read.
        whatever `watch` raises. In each case nothing half-made is left.
    """
    home, at = folder / BACKUPS_NAME, moment.at.astimezone(UTC)
    make_home(home)
    with alone_in(home):
        sweep(home)
        sources = _sources(folder, keys)
        refuse_too_small(home, sum(source.size for source in sources))
        steps = Steps(watch, (2 * source.size for source in sources))
        inner = folders_of(source.name for source in sources)
        with draft(home, at, inner) as (partial, named):
            files = [_copy(source, partial, steps) for source in sources]
            _check_keyring(partial, keys)
            contents = Contents(keys.practice_id, at, tuple(files))
            write_whole(partial / CONTENTS_NAME, to_text(contents))
        thin_out(home, keys.practice_id, at)
        made = Backup(named, contents)
        if second_place is None:
            return made
        try:
            return replace(made, elsewhere=copy_elsewhere(made, second_place, watch).folder)
        except KnownError as error:
            return replace(made, not_elsewhere=str(error))


def is_unchanged(folder: Path, keys: Keys, newest: Backup) -> bool:
    """Whether nothing was written to the practice since that backup; may be called in any thread.

    Raises:
        PracticeError: a file of the practice cannot be read.
    """
    sources = _sources(folder, keys)
    same = {source.name for source in sources} == {file.name for file in newest.contents.files}
    return same and all(_is_unchanged(source, newest.contents.file(source.name)) for source in sources)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file of the practice; of a kind where it may be open and its key is ours.

    One that anybody may have edited meanwhile has a bound.
    """

    name: str
    path: Path
    kind: FileKind | None = None
    key: bytes | bytearray = b""
    most_bytes: int | None = None

    @property
    def size(self) -> int:
        """Its bytes, those of its write-ahead log among them."""
        log = (size_of(log_of(self.path)) or 0) if self.kind else 0
        return (size_of(self.path) or 0) + log


def _sources(folder: Path, keys: Keys) -> Sequence[_Source]:
    own = notebook_path(folder, keys.person_id)
    sources = [
        _Source(KEYRING_NAME, folder / KEYRING_NAME),
        _Source(RECORD_NAME, folder / RECORD_NAME, RECORD_FILE, keys.record_key()),
    ]
    notebooks = folder / NOTEBOOKS_NAME
    for path in sorted(notebooks.iterdir()) if is_own_folder(notebooks) else ():
        name = f"{NOTEBOOKS_NAME}/{path.name}"
        if path == own:
            sources.append(_Source(name, path, NOTEBOOK_FILE, keys.notebook_key()))
        # One's own log goes into the copy; another's was left by a crash, and only they can open it.
        elif is_file_name(name) and path != log_of(own) and (size_of(path) or path.suffix == ".db"):
            sources.append(_Source(name, path))
    sources += (
        _Source(name, path_in(folder, name), most_bytes=LARGEST_OWN_BYTES) for name in own_files(folder)
    )
    return sources


def _copy(source: _Source, partial: Path, steps: Steps) -> BackupFile:
    target = path_in(partial, source.name)
    if source.kind is None:
        copied = copy_file(source.path, target, source.most_bytes)
        steps.done(source.size)
        if fingerprint(target) != copied:
            raise _not_whole(source.name, "")
        steps.done(source.size)
        return BackupFile(source.name, copied)
    copy_whole(source.path, source.key, target)
    steps.done(source.size)
    found = check_copy(target, source.key, source.kind)
    if not found.ok:
        raise _not_whole(source.name, found.problems[0])
    head = head_of(target, source.key, source.kind, open_elsewhere=False)
    steps.done(source.size)
    return BackupFile(source.name, fingerprint(target), head)


def _check_keyring(partial: Path, keys: Keys) -> None:
    # Keys that changed while we copied would leave a backup that nobody can open.
    Keyring.read(partial).check(keys)


def _is_unchanged(source: _Source, kept: BackupFile | None) -> bool:
    if kept is None:
        return False
    if source.kind is None:
        return kept.head is None and fingerprint(source.path) == kept.fingerprint
    return head_of(source.path, source.key, source.kind) == kept.head


def _not_whole(name: str, problem: str) -> BackupError:
    return BackupError(
        f"The copy of {name} is not what it should be, so no backup was made. {problem}".strip(),
        "Leave the practice's folder and its older backups as they are, and check the disk.",
    )
