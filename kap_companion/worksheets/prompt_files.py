"""The files that hold our words: those that ship, and a practice's own, whose whole file counts instead."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

from kap_companion.errors import WorksheetError
from kap_companion.toml_file import MOST_BYTES, read_toml
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.worksheets.expected import expected

Words = TypeVar("Words", bound=Frozen)
Say = Callable[[WorksheetError], None]
Check = Callable[[Mapping[str, Any], Mapping[str, Any]], None]

# Each in its own words, for the screen; the first is used where none else is known.
LANGUAGES: Final = {"en": "English", "es": "Español", "de": "Deutsch"}


def languages() -> dict[str, str]:
    """The languages that sheets can be in: what each calls itself, by its code."""
    return dict(LANGUAGES)


def known_language(code: str) -> str:
    """The language that a BCP 47 code such as "de-AT" is served in; English where we have none of it."""
    base = code.strip().casefold().replace("_", "-").partition("-")[0]
    return base if base in LANGUAGES else next(iter(LANGUAGES))


def shipped(name: str) -> bytes:
    """What is in `resources/prompts/NAME`."""
    return (files("resources") / "prompts" / name).read_bytes()


def read_words(
    kind: type[Words], data: bytes, sentence: str, name: str = "", check: Check | None = None
) -> Words:
    """The words that a file holds.

    Args:
        kind: what they are read as.
        data: the file.
        sentence: what is said where it cannot be read.
        name: the file's, where it is not ours.
        check: is shown what it says, and what ours of that name says; raises a ValueError.

    Raises:
        WorksheetError: it is no such file, or words are missing or too many; says what was expected.
    """
    try:
        said = read_toml(data)
        words = kind.model_validate(said)
        if name and check is not None:
            check(said, read_toml(shipped(name)))
    except ValueError as error:
        advice = "Put its file back as it was."
        if name:
            advice = f"{name}: {expected(error, data)}. What came with the companion is used."
        raise WorksheetError(sentence, advice) from error
    return words


def words_of(
    kind: type[Words],
    name: str,
    sentence: str,
    own: Path | None,
    say: Say | None,
    *,
    check: Check | None = None,
) -> Words:
    """The words of the practice's own file where it has one that can be read, else those that ship.

    Args:
        kind: what they are read as.
        name: the file's.
        sentence: what is said where the practice's own cannot be read.
        own: the practice's folder; None for none.
        say: hears why such a file cannot be used; what ships is used then.
        check: as in `read_words`, for the practice's own file.

    Raises:
        WorksheetError: such a file cannot be used, and nobody hears why.
    """
    if own is not None:
        try:
            with suppress(FileNotFoundError):
                return read_words(kind, _read_own(own / name, sentence), sentence, name, check)
        except WorksheetError as error:
            if say is None:
                raise
            say(error)
    # What is of that kind already comes back as it is.
    return kind.model_validate(_shipped_words(kind, name, sentence))


@cache
def _shipped_words(kind: type[Frozen], name: str, sentence: str) -> Frozen:
    return read_words(kind, shipped(name), sentence)


def _read_own(file: Path, sentence: str) -> bytes:
    try:
        # What is no file, such as a pipe, might never end.
        if file.exists() and not file.is_file():
            raise IsADirectoryError(file.name)
        with file.open("rb") as opened:
            # One byte more than may be read, so that what is too large is seen to be.
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        advice = f"{file.name} cannot be opened. What came with the companion is used."
        raise WorksheetError(sentence, advice) from error
