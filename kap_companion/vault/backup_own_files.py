"""A practice's own protocols, questions and templates in its backups: small files, by safe names.

They are no secret: they hold no client's words. Whatever else lies in their folders is left out: links,
folders, files that are too large or too many to be read by the program itself.
"""

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from kap_companion.toml_file import MOST_BYTES
from kap_companion.vault.backup_files import is_own_folder, size_of
from kap_companion.vault.practice_folder import NOTEBOOKS_NAME, PROMPTS_NAME, PROTOCOLS_NAME, WORKSHEETS_NAME
from kap_companion.vault.private_files import storage_error

# Each folder, and how the names in it end.
_ENDINGS: Final = {PROTOCOLS_NAME: ".toml", PROMPTS_NAME: ".toml", WORKSHEETS_NAME: ".typ"}
OWN_FOLDERS: Final = tuple(_ENDINGS)
MOST_OWN_FILES: Final = 100
"""In each of the folders."""
LARGEST_OWN_BYTES: Final = MOST_BYTES

_LONGEST_STEM: Final = 60
_MOST_LOOKED_AT: Final = 1_000
# What leads out of a folder on one system or another.
_LEADING_ELSEWHERE: Final = frozenset("/\\:")


def is_own_file(name: str) -> bool:
    """Whether it is the name of one in a practice, such as `protocols/im-2.toml`."""
    folder, _, file = name.partition("/")
    ending = _ENDINGS.get(folder, "")
    stem = file.removesuffix(ending)
    return (
        ending != ""
        and stem != file
        and 0 < len(stem) <= _LONGEST_STEM
        and stem[0].isalnum()
        and stem.isprintable()
        and not _LEADING_ELSEWHERE & set(stem)
    )


def folders_of(names: Iterable[str]) -> tuple[str, ...]:
    """The folders in a copy with files of these names: that of the notebooks, and those needed besides."""
    own = {name.partition("/")[0] for name in names if is_own_file(name)}
    return (NOTEBOOKS_NAME, *sorted(own))


def own_files(folder: Path) -> tuple[str, ...]:
    """The names of those a practice has, in the order of the alphabet; links are not followed.

    Raises:
        StorageError: one of their folders cannot be looked into.
    """
    return tuple(name for own in OWN_FOLDERS for name in _in(folder / own))


def _in(own: Path) -> list[str]:
    if not is_own_folder(own):
        return []
    try:
        with os.scandir(own) as listed:
            names = sorted(f"{own.name}/{item.name}" for item in islice(listed, _MOST_LOOKED_AT))
    except OSError as error:
        raise storage_error(error, f"The folder {own.name}") from error
    whole = (name for name in names if is_own_file(name) and _is_small(own.parent / name))
    return list(islice(whole, MOST_OWN_FILES))


def _is_small(path: Path) -> bool:
    size = size_of(path)
    return size is not None and size <= LARGEST_OWN_BYTES
