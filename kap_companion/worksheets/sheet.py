"""A sheet for a client as values: what stands on it, in order, before it is set on paper.

Every section and question has a key by which a composition leaves it off, moves or rewords it.
"""

from dataclasses import dataclass, field

from kap_companion.vocabulary.composition import SheetKind, Space
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were said, and when, such as "17 minutes after the dose"; empty where not known.

    Attributes:
        key: the id of the shared item.
        part: whose words they are, where that is not said by what they stand under.
    """

    key: str
    sentence: Sentence
    when: str = ""
    part: Sentence = field(default_factory=lambda: Sentence(()))


@dataclass(frozen=True, slots=True)
class Question:
    """A question with room to answer it.

    Attributes:
        about: the shared handle of the part it asks about; empty for none.
    """

    key: str
    sentence: Sentence
    space: Space = field(default_factory=Space)
    about: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing a client agreed to; `key` is the id of the shared item."""

    key: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is known of a part: what it is about, in our words, and what was said."""

    about: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """How much of a quality was noticed: `level` of 4, `spoken` for those who hear the page."""

    key: str
    quality: str
    level: int
    spoken: str


@dataclass(frozen=True, slots=True)
class SelfBox:
    """The qualities of Self-energy that were noticed, strongest first."""

    key: str
    heading: str
    sentence: Sentence
    levels: tuple[Level, ...]
    kind: str = field(default="self_box", init=False)


@dataclass(frozen=True, slots=True)
class PartSection:
    """One part that came forward; `role` only where the client agreed to have it on paper.

    Attributes:
        heading: its agreed name, or our words for a part without one.
        names: the ids of the shared items that the heading and `about` were made of (name, role, places).
    """

    key: str
    about_part: str
    heading: Sentence
    role: Role | None
    about: Sentence
    names: tuple[Said, ...]
    quotes: tuple[Quote, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    kind: str = field(default="part", init=False)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Words as they were said."""

    key: str
    heading: str
    quotes: tuple[Quote, ...]
    kind: str = field(default="quotes", init=False)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Things to do or to bring, each with a box to tick; `Said.key` is a shared item's id where it is one."""

    key: str
    heading: str
    lead: str
    items: tuple[Said, ...]
    kind: str = field(default="ticks", init=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions under a heading, each with room for its answer."""

    key: str
    heading: str
    lead: str
    questions: tuple[Question, ...]
    kind: str = field(default="asking", init=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one part: a salutation, openings each with room to go on, and how it ends."""

    key: str
    heading: str
    lead: str
    salutation: Sentence
    openings: tuple[Question, ...]
    closing: str
    kind: str = field(default="letter", init=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A part on the map: `x` and `y` with Self at 0, 0 and the outermost ring at distance 1, y downwards."""

    key: str
    name: Sentence
    role: Role | None
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Landscape:
    """The map as it was agreed; without marks it is an empty one to draw.

    Attributes:
        to_place: names that were agreed without a place: to be put there by hand.
        links: how parts stand to each other, in words.
    """

    key: str
    heading: str
    lead: str
    self_name: str
    marks: tuple[Mark, ...]
    to_place: tuple[Said, ...]
    to_place_heading: str
    links: tuple[Said, ...]
    links_heading: str
    kind: str = field(default="landscape", init=False)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the figure: a stroke as `parts.body_spots.Spot` has it, in the units of the picture.

    Attributes:
        key: the id of the shared item.
        view: "front" or "back".
        manner: a `Manner`'s value.
        label: whose place it is and what it is called.
    """

    key: str
    view: str
    x: float
    y: float
    to_x: float
    to_y: float
    r: float
    manner: str
    label: Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure with the agreed places; without spots it is an empty one.

    Attributes:
        elsewhere: places that are not on it, in words.
    """

    key: str
    heading: str
    lead: str
    front: str
    back: str
    spots: tuple[Spot, ...]
    elsewhere_heading: str
    elsewhere: tuple[Said, ...]
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True, slots=True)
class Week:
    """A table of seven days and the qualities of Self, to be marked by hand."""

    key: str
    heading: str
    lead: str
    days: tuple[str, ...]
    qualities: tuple[str, ...]
    kind: str = field(default="week", init=False)


Section = SelfBox | PartSection | Quotes | Ticks | Asking | Letter | Landscape | Figure | Week


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands on every page.

    Attributes:
        practice: its name; may be empty.
        contact: whom to call; may be empty.
        logo: PNG or SVG in base64; empty for none.
        notice: what a page must say when it leaves, such as that of 42 CFR Part 2; empty for nothing.
        page: the words for "1 of 2", with `{page}` and `{pages}`.
    """

    practice: str
    contact: str
    page: str
    logo: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet for a client.

    Attributes:
        title: ours, and the title of the file; never holds a client's words.
        language: BCP 47 code of our words.
        lead: what the sheet is for, in a sentence or two; may be empty.
        nothing: what is said where nothing was agreed that could stand on it; empty else.
    """

    kind: SheetKind
    title: str
    language: str
    subtitle: Sentence
    sections: tuple[Section, ...]
    foot: Foot
    lead: str = ""
    nothing: str = ""
