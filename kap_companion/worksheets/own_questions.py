"""A practice's own questions and words: files in its folder `prompts`, each copied from the one that ships.

The questions for the room are one file. For paper there are two for each language: the questions, and the
words around them. They are not encrypted, for they hold no client's words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kap_companion.errors import StorageError
from kap_companion.worksheets.prompt_files import LANGUAGES, shipped
from kap_companion.worksheets.prompts import SIX_FS, wording_file
from kap_companion.worksheets.questions import questions_file
from kap_companion.worksheets.saving import save

_FOLDER_MODE: Final = 0o700

Purpose = Literal["room", "questions", "words"]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that a practice may have of its own.

    Attributes:
        name: the file's, in its folder.
        purpose: "room" for the questions asked in the room, "questions" and "words" for those on paper.
        language: its code; that of the room has one language.
        own: whether the practice has it.
    """

    name: str
    purpose: Purpose
    language: str
    own: bool


def own_files(folder: Path) -> tuple[OwnFile, ...]:
    """Every file a practice may have of its own in that folder, and whether it has it."""
    return tuple(
        OwnFile(name, purpose, language, (folder / name).exists()) for name, purpose, language in _possible()
    )


def copy_questions(own: Path, name: str = SIX_FS) -> Path:
    """A copy of a file that ships, in the practice's folder, to be edited; nothing is overwritten.

    Args:
        own: the practice's folder of questions, which is made where it is not there yet.
        name: which file, one of those in `own_files`; KeyError for any other.

    Raises:
        StorageError: there is one already, or the disk does not take it.
    """
    if name not in {possible for possible, _purpose, _language in _possible()}:
        raise KeyError(name)
    path = own / name
    try:
        own.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "The copy of the questions could not be saved.", "Check the disk or folder it is for."
        ) from error
    save(shipped(name), path, overwrite=False)
    return path


def _possible() -> Iterator[tuple[str, Purpose, str]]:
    yield SIX_FS, "room", "en"
    for language in LANGUAGES:
        yield questions_file(language), "questions", language
        yield wording_file(language), "words", language
