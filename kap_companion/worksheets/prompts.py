"""The words on a worksheet and the questions for the room, read from `resources/prompts`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field

from kap_companion.errors import WorksheetError
from kap_companion.session.six_fs import SixFs, Step
from kap_companion.toml_file import MOST_BYTES, read_toml
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.expected import expected

__all__ = [
    "Prompts",
    "SixFs",
    "Step",
    "load",
    "load_six_fs",
    "read_prompts",
    "read_six_fs",
    "table",
]

SIX_FS: Final = "six_fs.toml"
Questions = Annotated[tuple[str, ...], Field(min_length=1)]


class SelfWords(Frozen):
    """What is said about Self-energy: with some qualities standing out, and with all alike."""

    heading: str
    most: str
    only: str
    level: str
    qualities: dict[Quality, str]


class TimeWords(Frozen):
    """How long before or after the dose something was said."""

    minute: str
    minutes: str
    hour: str
    hours: str
    after: str
    before: str
    just_after: str
    just_before: str


class BodyWords(Frozen):
    """Where a part was felt: in a known place, in one of the client's own, in one that says where itself."""

    felt: str
    known: str
    own: str
    as_written: tuple[str, ...]


class PartWords(Frozen):
    """What a part is called by its role, in gentle words, and what is asked about it."""

    label: str = ""
    questions: Questions


class PartsWords(Frozen):
    """Words for parts of each role, and for those whose role is not on the page."""

    this_part: str
    neutral: PartWords
    manager: PartWords
    firefighter: PartWords
    exile: PartWords
    self_like: PartWords

    def of(self, role: Role | None) -> PartWords:
        """The words for that role; the neutral ones for none and for unknown."""
        by_role = {
            Role.MANAGER: self.manager,
            Role.FIREFIGHTER: self.firefighter,
            Role.EXILE: self.exile,
            Role.SELF_LIKE: self.self_like,
        }
        return self.neutral if role is None else by_role.get(role, self.neutral)


class RowWords(Frozen):
    """What is said before each of what is known of a part, in gentle words."""

    feelings: str
    beliefs: str
    image: str
    age: str
    job: str
    fears: str
    protects_from: str
    needs: str
    burden: str
    gift: str
    toward: str
    links: str
    answers: str

    def of(self, field: SharedField) -> str:
        """The words for that field; empty for one that has no row."""
        return str(getattr(self, field.value, ""))


class LinkWords(Frozen):
    """How a part stands to another, told from the one and from the other end; `{name}` is the other's."""

    to: dict[LinkKind, str]
    back: dict[LinkKind, str] = Field(alias="from")
    easing: str
    resolved: str

    def say(self, kind: LinkKind, name: str, state: LinkState, *, outwards: bool) -> str:
        """The words for one link; `outwards` where it begins at the part that is spoken of."""
        template = (self.to if outwards else self.back).get(kind) or self.to[kind]
        said = template.replace("{name}", name)
        around = {LinkState.EASING: self.easing, LinkState.RESOLVED: self.resolved}.get(state, "{link}")
        return around.replace("{link}", said)


class Headed(Frozen):
    """A section that has only a heading of ours."""

    heading: str


class ClosingWords(Frozen):
    """The questions every worksheet ends with."""

    heading: str
    questions: Questions


class Prompts(Frozen):
    """All words of ours on a worksheet, in one language.

    Attributes:
        language: the BCP 47 code the page is marked with.
        quotes: the opening and the closing quote mark.
        contact: the line at the foot of every page that says whom to reach in a crisis; may be empty.
        months: the twelve names.
    """

    language: str
    source: str
    title: str
    subtitle: str
    subtitle_without_name: str
    to_bring: str
    unnamed_part: str
    quotes: tuple[str, str]
    contact: str
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


def load() -> Prompts:
    """The words of the worksheet."""
    return read_prompts(_shipped("worksheet"))


def load_six_fs(own: Path | None = None, say: Callable[[WorksheetError], None] | None = None) -> SixFs:
    """The questions for the room.

    Args:
        own: a folder that may hold a `six_fs.toml` of the practice's own; it then counts.
        say: hears why such a file cannot be used; the shipped questions are used then.

    Raises:
        WorksheetError: such a file cannot be used, and nobody hears why.
    """
    if own is not None:
        file = own / SIX_FS
        try:
            with suppress(FileNotFoundError):
                return read_six_fs(_read_own(file), SIX_FS)
        except WorksheetError as error:
            if say is None:
                raise
            say(error)
    return read_six_fs(_shipped("six_fs"))


def read_prompts(data: bytes) -> Prompts:
    """The words of the worksheet that a file holds.

    Raises:
        WorksheetError: it is no such file, or words are missing or too many.
    """
    with _whole("The words for the worksheet cannot be read."):
        return Prompts.model_validate(read_toml(data))


def read_six_fs(data: bytes, name: str = "") -> SixFs:
    """The questions for the room that a file holds; `name` is the file's, where it is not ours.

    Raises:
        WorksheetError: it is no such file, or questions are missing or too many; says what was expected.
    """
    try:
        return SixFs.model_validate(read_toml(data))
    except ValueError as error:
        message = "The questions for the room cannot be read."
        advice = "Put its file back as it was."
        if name:
            advice = f"{name}: {expected(error, data)}. The questions that came with the companion are used."
        raise WorksheetError(message, advice) from error


def table(name: str) -> dict[str, Any]:
    """What `resources/prompts/NAME.toml` holds."""
    return read_toml(_shipped(name))


def _read_own(file: Path) -> bytes:
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
        message = "The questions for the room cannot be read."
        advice = f"{file.name} cannot be opened. The questions that came with the companion are used."
        raise WorksheetError(message, advice) from error


def _shipped(name: str) -> bytes:
    return (files("resources") / "prompts" / f"{name}.toml").read_bytes()


@contextmanager
def _whole(sentence: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise WorksheetError(sentence, "Put its file back as it was.") from error
