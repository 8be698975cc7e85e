"""The words of ours on a client's sheet, in one language, as values."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import Field, field_validator

from kap_companion.vocabulary.body import KNOWN_PLACES
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.shared import SharedField

Key = TypeVar("Key", bound=StrEnum)


def all_there(said: Mapping[Key, object], expected: type[Key]) -> None:
    """That something is said for each of them.

    Raises:
        ValueError: names what is missing.
    """
    missing = [each.value for each in expected if each not in said]
    if missing:
        message = f"words were expected for {', '.join(missing)}"
        raise ValueError(message)


class SelfWords(Frozen):
    """What is said about Self-energy: with some qualities standing out, and with all alike."""

    heading: str
    most: str
    only: str
    level: str
    qualities: dict[Quality, str]

    @field_validator("qualities")
    @classmethod
    def _each(cls, qualities: dict[Quality, str]) -> dict[Quality, str]:
        all_there(qualities, Quality)
        return qualities


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
    """Where a part was felt.

    Attributes:
        known: around a known place.
        own: around a place in the client's own words.
        as_written: known places that say where by themselves.
        places: known places in this language, as they stand in `known`; those not named stand as they are.
    """

    felt: str
    known: str
    own: str
    as_written: tuple[str, ...] = ()
    places: dict[str, str] = Field(default_factory=dict)

    @field_validator("places")
    @classmethod
    def _known(cls, places: dict[str, str]) -> dict[str, str]:
        if not places.keys() <= set(KNOWN_PLACES):
            message = "places that the companion knows were expected"
            raise ValueError(message)
        return places


class PartWords(Frozen):
    """What a part of a role is called, in gentle words."""

    label: str = ""


class PartsWords(Frozen):
    """Words for parts of each role, and for those whose role is not on the page.

    Attributes:
        this_part: stands in a question for a part without a name.
        articles: beginnings of names, such as "The ", that take a small letter inside a sentence.
    """

    this_part: str
    articles: tuple[str, ...] = ()
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

    @field_validator("to")
    @classmethod
    def _each(cls, to: dict[LinkKind, str]) -> dict[LinkKind, str]:
        all_there(to, LinkKind)
        return to

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
    """The heading of the questions a sheet ends with, and of those on single sheets that have another."""

    heading: str
    on: dict[SheetKind, str] = Field(default_factory=dict)

    def of(self, kind: SheetKind) -> str:
        """The heading on that sheet."""
        return self.on.get(kind, self.heading)


class SheetWords(Frozen):
    """What a sheet is called, and what is said below that; the latter may be empty."""

    title: str
    lead: str = ""


class LetterWords(Frozen):
    """A letter to one part, and room for what it answers.

    Attributes:
        salutation: with {name}, where the part's name was agreed.
        salutation_unnamed: where it was not.
        closing: what stands above the signature.
    """

    heading: str
    lead: str
    salutation: str
    salutation_unnamed: str
    closing: str
    answer_heading: str
    answer_lead: str


class LandscapeWords(Frozen):
    """The map as it was agreed, and an empty one.

    Attributes:
        to_place: above the names that were agreed without a place.
        links: above how parts stand to each other.
    """

    heading: str
    lead: str
    self_name: str
    to_place: str
    links: str
    empty_heading: str
    empty_lead: str


class FigureWords(Frozen):
    """The figure with the agreed places, and an empty one; `elsewhere` is above places that are not on it."""

    heading: str
    lead: str
    front: str
    back: str
    elsewhere: str
    empty_heading: str
    empty_lead: str


class WeekWords(Frozen):
    """Seven days, and small things to do in them; `days` are short and begin where weeks begin."""

    heading: str
    lead: str
    days: Annotated[tuple[str, ...], Field(min_length=7, max_length=7)]
    practices_heading: str
    practices_lead: str
    practices: tuple[str, ...]


class BeforeWords(Frozen):
    """Before the next session: what parts fear and need, what is asked, what is made ready."""

    protectors_heading: str
    intention_heading: str
    practical_heading: str
    practical_lead: str
