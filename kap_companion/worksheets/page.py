"""A worksheet as values: what stands on it, in order, before it is set on paper."""

import re
from dataclasses import dataclass

from kap_companion.vocabulary.roles import Role

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `own` where it is somebody's own words and not the worksheet's."""

    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Our words around somebody's own, kept apart so that the latter can never disturb the former."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The sentence as one text."""
        return "".join(piece.text for piece in self.pieces)

    def __add__(self, other: "Sentence") -> "Sentence":
        return Sentence(self.pieces + other.pieces)


def ours(text: str) -> Sentence:
    """A sentence of the worksheet's own."""
    return Sentence((Piece(text),))


def own(text: str) -> Sentence:
    """Somebody's own words, as they are."""
    return Sentence((Piece(text, own=True),))


def fill(template: str, **slots: Sentence) -> Sentence:
    """A template of ours with its `{slots}` filled; what fills one is never read for slots itself."""
    pieces: list[Piece] = []
    for at, text in enumerate(_SLOT.split(template)):
        if at % 2:
            pieces.extend(slots[text].pieces)
        elif text:
            pieces.append(Piece(text))
    return Sentence(tuple(pieces))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were said, and when, such as "17 minutes after the dose"; empty where not known."""

    sentence: Sentence
    when: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with so many lines to write on."""

    sentence: Sentence
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is known of a part: what it is about, in our words, and what was said."""

    about: str
    said: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """How much of a quality was noticed: `level` of 4, `spoken` for those who hear the page."""

    quality: str
    level: int
    spoken: str


@dataclass(frozen=True, slots=True)
class SelfBox:
    """The qualities of Self-energy that were noticed, strongest first."""

    heading: str
    sentence: Sentence
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class PartSection:
    """One part that came forward; `role` only where the client agreed to have it on paper."""

    heading: Sentence
    role: Role | None
    about: Sentence
    quotes: tuple[Quote, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The client's own words."""

    heading: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """What the client means to do, each with a box to tick."""

    heading: str
    promises: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The questions a worksheet ends with."""

    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet.

    Attributes:
        title: ours, and the title of the file; never holds a client's words.
        language: BCP 47 code of our words.
        page: the words for "1 of 2", with `{page}` and `{pages}`.
    """

    title: str
    language: str
    subtitle: Sentence
    self_box: SelfBox | None
    parts: tuple[PartSection, ...]
    own_words: Quotes | None
    promises: Promises | None
    closing: Closing
    practice: str
    contact: str
    page: str
