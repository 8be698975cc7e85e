"""How a sheet was put together: what was left off, in which order, in which words."""

from enum import StrEnum

from pydantic import Field

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.paper import PaperChoice
from kap_companion.vocabulary.texts import Text


class SheetKind(StrEnum):
    """The sheets of the library that are made of what a client agreed to; each has a template of its name."""

    MEETING = "meeting"
    ONE_PART = "one_part"
    LANDSCAPE = "landscape"
    BODY = "body"
    WEEK = "week"
    BEFORE_NEXT = "before_next"
    WORDS = "words"


class SpaceKind(StrEnum):
    """What there is to write on."""

    LINES = "lines"
    BOX = "box"


class Space(Frozen):
    """Room to write an answer in.

    Attributes:
        kind: lines, or a box without lines.
        lines: how many lines high, 0 to 20; 0 leaves no room.
    """

    kind: SpaceKind = SpaceKind.LINES
    lines: int = 2


class AddedQuestion(Frozen):
    """A question that was added to a section.

    Attributes:
        key: of this question on the sheet: "SECTION/own-ID", or "SECTION/KEY" for one out of the library.
        section: the key of the section it stands in.
        text: the question in the sheet's language, where it is not out of the library.
    """

    key: str
    section: str
    text: Text = ""


class Composition(Frozen):
    """A sheet as it was put together; it holds keys and words of ours, and nothing of what was agreed.

    Attributes:
        sheet: which one.
        language: BCP 47 code of our words on it.
        template: the name of the practice's own template; empty for the one that ships.
        part: the shared handle of the part a `ONE_PART` sheet is about; empty else.
        route: the route the practical preparation is for (a `Route`'s value); empty for any.
        visit: when it is to be brought back, in words; empty for no such line.
        named: whether the client's name stands on it.
        dropped: keys of sections and questions, and ids of shared items, that are left off.
        order: keys of sections in their order; those not named follow in their usual one.
        reworded: headings and questions in other words, by key.
        added: questions that were added, in their order.
        spaces: room to write where it is not the usual, by a question's key.
        paper: what it is set on.
    """

    sheet: SheetKind
    language: str = "en"
    template: str = ""
    part: str = ""
    route: str = ""
    visit: Text = ""
    named: bool = False
    dropped: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    reworded: dict[str, Text] = Field(default_factory=dict)
    added: tuple[AddedQuestion, ...] = ()
    spaces: dict[str, Space] = Field(default_factory=dict)
    paper: PaperChoice = PaperChoice()
