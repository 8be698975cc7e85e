"""The words on a worksheet and the questions for the room, read from `resources/prompts`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Self

from pydantic import Field, model_validator

from kap_companion.session.six_fs import SixFs, Step
from kap_companion.toml_file import KeyPath, TomlError, read_toml
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.routes import Route
from kap_companion.worksheets.prompt_files import (
    LANGUAGES,
    Say,
    known_language,
    languages,
    read_words,
    shipped,
    words_of,
)
from kap_companion.worksheets.sheet_words import (
    BeforeWords,
    BodyWords,
    ClosingWords,
    FigureWords,
    Headed,
    LandscapeWords,
    LetterWords,
    LinkWords,
    PartsWords,
    PartWords,
    RowWords,
    SelfWords,
    SheetWords,
    TimeWords,
    WeekWords,
    all_there,
)

__all__ = [
    "LANGUAGES",
    "SIX_FS",
    "BodyWords",
    "LinkWords",
    "PartWords",
    "Prompts",
    "SelfWords",
    "SixFs",
    "Step",
    "TimeWords",
    "languages",
    "load",
    "load_six_fs",
    "read_prompts",
    "read_six_fs",
    "table",
    "wording_file",
]

SIX_FS: Final = "six_fs.toml"
ANY_ROUTE: Final = "any"
_SLOT = re.compile(r"\{\w+\}")
_WORDS_UNREADABLE: Final = "The words for the worksheets cannot be read."
_SIX_FS_UNREADABLE: Final = "The questions for the room cannot be read."


class Prompts(Frozen):
    """All words of ours on a client's sheets but the questions, in one language.

    Attributes:
        language: the BCP 47 code the page is marked with.
        sheets: what each is called.
        nothing_shared: what is said where nothing was agreed that could stand on a sheet.
        quotes: the opening and the closing quote mark.
        contact: the line at the foot of every page that says whom to reach in a crisis; may be empty.
        contact_source: where a number in it comes from.
        months: the twelve names.
        practical: what to make ready for a session: under "any", and by a route's value what else there is.
    """

    language: str
    source: str
    sheets: dict[SheetKind, SheetWords]
    nothing_shared: str
    subtitle: str
    subtitle_without_name: str
    to_bring: str
    unnamed_part: str
    quotes: tuple[str, str]
    contact: str
    contact_source: str
    page: str
    listed: str
    listed_last: str
    date: str
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    self_energy: SelfWords
    time: TimeWords
    body: BodyWords
    parts: PartsWords
    rows: RowWords
    links: LinkWords
    own_words: Headed
    promises: Headed
    closing: ClosingWords
    letter: LetterWords
    landscape: LandscapeWords
    figure: FigureWords
    week: WeekWords
    before_next: BeforeWords
    practical: dict[str, tuple[str, ...]]

    @property
    def title(self) -> str:
        """What the first of the sheets is called."""
        return self.sheets[SheetKind.MEETING].title

    def preparation(self, route: str) -> tuple[str, ...]:
        """What to make ready for a session by that route (a `Route`'s value); empty for any."""
        return (*self.practical[ANY_ROUTE], *(self.practical.get(route, ()) if route != ANY_ROUTE else ()))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        all_there(self.sheets, SheetKind)
        if ANY_ROUTE not in self.practical or not self.practical.keys() <= {ANY_ROUTE, *Route}:
            message = f"practical was expected with {ANY_ROUTE}, and routes out of {', '.join(Route)}"
            raise ValueError(message)
        return self


def load(language: str = "en", own: Path | None = None, say: Say | None = None) -> Prompts:
    """The words of the sheets in a language; in English where we have none of it.

    Args:
        language: its BCP 47 code.
        own: a folder that may hold a `worksheet.LANG.toml` of the practice's own; its whole file then counts.
        say: hears why such a file cannot be used; the shipped words are used then.

    Raises:
        WorksheetError: such a file cannot be used, and nobody hears why.
    """
    return words_of(Prompts, wording_file(language), _WORDS_UNREADABLE, own, say, check=_only_known_slots)


def _only_known_slots(own: Mapping[str, Any], shipped_words: Mapping[str, Any]) -> None:
    """That a practice's own words have no place to fill in that is not there in ours.

    Raises:
        TomlError: there is one, which nothing would fill.
    """
    known = dict(_texts((), shipped_words))
    for path, text in _texts((), own):
        there = dict.fromkeys(_SLOT.findall(known.get(path, "")))
        if not set(_SLOT.findall(text)) <= there.keys():
            expected = f"no place to fill in but {', '.join(there) or 'none'}"
            raise TomlError("a place that nothing fills", expected, path=path)


def _texts(path: KeyPath, said: object) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(said, str):
        yield path, said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield from _texts((*path, name), value)
    elif isinstance(said, list):
        for at, value in enumerate(said):
            yield from _texts((*path, at), value)


def wording_file(language: str) -> str:
    """The name of the file that holds the words of a language."""
    return f"worksheet.{known_language(language)}.toml"


def load_six_fs(own: Path | None = None, say: Say | None = None) -> SixFs:
    """The questions for the room.

    Args:
        own: a folder that may hold a `six_fs.toml` of the practice's own; it then counts.
        say: hears why such a file cannot be used; the shipped questions are used then.

    Raises:
        WorksheetError: such a file cannot be used, and nobody hears why.
    """
    return words_of(SixFs, SIX_FS, _SIX_FS_UNREADABLE, own, say)


def read_prompts(data: bytes, name: str = "") -> Prompts:
    """The words of the sheets that a file holds; `name` is the file's, where it is not ours.

    Raises:
        WorksheetError: it is no such file, or words are missing or too many; says what was expected.
    """
    return read_words(Prompts, data, _WORDS_UNREADABLE, name)


def read_six_fs(data: bytes, name: str = "") -> SixFs:
    """The questions for the room that a file holds; `name` is the file's, where it is not ours.

    Raises:
        WorksheetError: it is no such file, or questions are missing or too many; says what was expected.
    """
    return read_words(SixFs, data, _SIX_FS_UNREADABLE, name)


def table(name: str) -> dict[str, Any]:
    """What `resources/prompts/NAME.toml` holds."""
    return read_toml(shipped(f"{name}.toml"))
