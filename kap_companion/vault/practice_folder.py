"""What lies in a practice's folder, and making such a folder without leaving a half-made one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kap_companion.errors import PracticeError, StorageError
from kap_companion.vault.private_files import FOLDER_MODE, storage_error, sync_folder

KEYRING_NAME = "keyring.json"
RECORD_NAME = "record.db"
NOTEBOOKS_NAME = "notebooks"
BACKUPS_NAME = "backups"
PROTOCOLS_NAME = "protocols"
PROMPTS_NAME = "prompts"
WORKSHEETS_NAME = "worksheets"
LOCK_NAME = "open.lock"

_AS_KNOWN = "The practice's folder"


def record_path(folder: Path) -> Path:
    """Where the practice's record lies."""
    return folder / RECORD_NAME


def next_record_path(folder: Path) -> Path:
    """Where the record lies under the practice's new key, while that is changed."""
    return folder / f"{RECORD_NAME}.next"


def notebook_path(folder: Path, person_id: str) -> Path:
    """Where that person's notebook lies."""
    return folder / NOTEBOOKS_NAME / f"{person_id}.db"


def own_protocols(folder: Path) -> Path:
    """Where the practice's own protocols lie, if it has any: plain files that hold no client's data."""
    return folder / PROTOCOLS_NAME


def own_prompts(folder: Path) -> Path:
    """Where the practice's own questions lie, if it has any: plain files as well."""
    return folder / PROMPTS_NAME


def own_worksheets(folder: Path) -> Path:
    """Where the practice's own templates for sheets lie, if it has any: plain files as well."""
    return folder / WORKSHEETS_NAME


def refuse_taken(folder: Path) -> None:
    """Nothing, where a practice can be made in `folder`: it is not there yet, or empty but for our lock.

    Raises:
        PracticeError: something is there.
        StorageError: it cannot be looked into.
    """
    advice = "Choose a new or empty folder."
    try:
        if folder.exists() and not folder.is_dir():
            raise PracticeError("There is a file of that name already.", advice)
        if folder.is_dir() and any(item.name != LOCK_NAME for item in folder.iterdir()):
            raise PracticeError("That folder is not empty.", advice)
    except OSError as error:
        raise storage_error(error, _AS_KNOWN) from error


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """The folder, private to its owner; what had to be made of it and above it goes again on failure.

    Raises:
        StorageError: it cannot be made.
    """
    made: list[Path] = []
    try:
        try:
            for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
                missing.mkdir(mode=FOLDER_MODE)
                made.append(missing)
                with suppress(PermissionError):  # a folder that can be entered and not listed
                    sync_folder(missing.parent)
            folder.chmod(FOLDER_MODE)
        except OSError as error:
            raise storage_error(error, _AS_KNOWN) from error
        except ValueError as error:  # a NUL byte or a lone surrogate in its name
            raise StorageError("No folder can have that name.", "Choose another one.") from error
        yield
    except BaseException:
        for place in reversed(made):
            with suppress(OSError):
                place.rmdir()
        raise


@contextmanager
def filled_or_emptied(folder: Path) -> Iterator[None]:
    """A practice's inner folders, and room to fill them; on failure nothing but the lock is left.

    Only for a folder that is locked and was empty: everything in it is taken to be ours.

    Raises:
        StorageError: the folders cannot be made.
    """
    try:
        try:
            for name in (NOTEBOOKS_NAME, BACKUPS_NAME):
                (folder / name).mkdir(mode=FOLDER_MODE)
        except OSError as error:
            raise storage_error(error, _AS_KNOWN) from error
        yield
    except BaseException:
        for item in folder.iterdir():
            if item.is_dir():
                shutil.rmtree(item, ignore_errors=True)
            elif item.name != LOCK_NAME:
                with suppress(OSError):
                    item.unlink()
        raise
