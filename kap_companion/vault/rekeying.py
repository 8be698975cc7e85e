"""The record under a new key, in one step that a crash at any byte leaves done or not done.

The copy under the new key is whole and on the disk as `record.db.next` before the keyring that knows the
new key takes the place of the old one: that is the step. Then the copy takes the record's place. Whoever
opens the practice next finds a copy that the keyring knows, and finishes; or one that it does not know, and
forgets it.
"""

from pathlib import Path

from kap_companion.errors import StorageError
from kap_companion.records import cipher
from kap_companion.records.copying import copy_under
from kap_companion.vault.belonging import has_our_seal
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.practice_folder import RECORD_NAME, next_record_path, record_path
from kap_companion.vault.private_files import storage_error, sync_folder


def copy_record(folder: Path, key: bytearray, new_key: bytearray) -> None:
    """A copy of the closed record under the new key, beside it and on the disk. The keys are overwritten.

    Raises:
        StorageError: the disk did not take it, or somebody still has the record open.
    """
    source, target = record_path(folder), next_record_path(folder)
    try:
        _remove(target)
        copy_under(source, key, target, new_key)
        if cipher.log_of(source).exists():
            raise StorageError(
                f"{RECORD_NAME} is still in use, so the keys were not changed.",
                "Wait until the backup is made and try again.",
            )
        sync_folder(folder)
    except OSError as error:
        raise storage_error(error, RECORD_NAME) from error
    finally:
        overwrite(key, new_key)


def finish_or_forget(folder: Path, key: bytearray) -> None:
    """Puts the copy in the record's place where this key, of today's keyring, is that of the copy alone.

    Where it is the record's, the copy is of no use and removed. The key is overwritten.

    Raises:
        StorageError: the disk did not take it; it can be tried again.
    """
    source, target = record_path(folder), next_record_path(folder)
    try:
        if not target.exists():
            return
        if source.exists() and has_our_seal(source, key):
            _remove(target)
        elif has_our_seal(target, key):
            # What SQLite may have left beside the old record belongs to that alone.
            for beside in cipher.beside(source):
                beside.unlink(missing_ok=True)
            target.replace(source)
        sync_folder(folder)
    except OSError as error:
        raise storage_error(error, RECORD_NAME) from error
    finally:
        overwrite(key)


def _remove(target: Path) -> None:
    for remains in (*cipher.beside(target), target):
        remains.unlink(missing_ok=True)
