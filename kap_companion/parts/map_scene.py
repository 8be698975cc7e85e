"""What a map shows, as a value: parts, how they stand to each other, where somebody put them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality

Point = tuple[float, float]
"""A place on the map: Self at (0, 0), the outermost ring at distance 1; x to the right, y downwards."""


class Seen(StrEnum):
    """Whether a part came in the session that is looked at."""

    HERE = "here"
    ABSENT = "absent"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class MapPart:
    """A part on the map; one that was not known yet keeps its place and is not shown."""

    id: str
    label: str
    role: Role = Role.UNKNOWN
    seen: Seen = Seen.HERE


@dataclass(frozen=True, slots=True)
class MapLink:
    """How two parts of the map stood to each other."""

    kind: LinkKind
    from_part: str
    to_part: str
    state: LinkState = LinkState.ACTIVE


@dataclass(frozen=True, slots=True)
class MapScene:
    """One map.

    Attributes:
        parts: in the order made; that order and the links decide where a part stands that nobody placed.
        placed: where a part was put by hand, by its id.
        self_qualities: the qualities of Self that were there, in the order they were first told.
        role_words: whether roles may be named in words, or are told by their glyph alone.
        in_session: whether one session is looked at, so that a part can be known and absent.
    """

    parts: tuple[MapPart, ...] = ()
    links: tuple[MapLink, ...] = ()
    placed: Mapping[str, Point] = field(default_factory=dict)
    self_qualities: tuple[Quality, ...] = ()
    role_words: bool = True
    in_session: bool = False

    @property
    def shown(self) -> tuple[MapPart, ...]:
        """The parts that were known by then."""
        return tuple(part for part in self.parts if part.seen is not Seen.NOT_YET)

    def part(self, part_id: str | None) -> MapPart | None:
        """A part that is shown, by its id."""
        return next((part for part in self.shown if part.id == part_id), None)

    def links_of(self, part_id: str) -> tuple[MapLink, ...]:
        """The links that begin or end at a part, in the order first said."""
        return tuple(link for link in self.links if part_id in (link.from_part, link.to_part))

    def between(self, one: str, other: str) -> tuple[MapLink, ...]:
        """The links between two parts."""
        return tuple(link for link in self.links_of(one) if other in (link.from_part, link.to_part))

    def only(self, part_ids: Collection[str]) -> "MapScene":
        """The same map with these parts alone, and the links among them; each stands where it would."""
        wanted = set(part_ids)
        return MapScene(
            tuple(part for part in self.parts if part.id in wanted),
            tuple(link for link in self.links if {link.from_part, link.to_part} <= wanted),
            {part: at for part, at in self.placed.items() if part in wanted},
            self.self_qualities,
            self.role_words,
            self.in_session,
        )
