"""A practice's own questions for the room: one file in its folder `prompts`, copied from the one that ships.

It is not encrypted, for it holds no client's words.
"""

from importlib.resources import files
from pathlib import Path
from typing import Final

from kap_companion.errors import StorageError
from kap_companion.worksheets.prompts import SIX_FS
from kap_companion.worksheets.saving import save

_FOLDER_MODE: Final = 0o700


def copy_questions(own: Path) -> Path:
    """A copy of the questions that ship, in the practice's folder, to be edited; nothing is overwritten.

    Raises:
        StorageError: there is one already, or the disk does not take it.
    """
    path = own / SIX_FS
    try:
        own.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "The copy of the questions could not be saved.", "Check the disk or folder it is for."
        ) from error
    save((files("resources") / "prompts" / SIX_FS).read_bytes(), path, overwrite=False)
    return path
