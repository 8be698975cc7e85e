"""A part is a handle; what is known of it are the entries that speak of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kap_companion.vocabulary.frozen import Frozen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.texts import Text


class Part(Frozen):
    """A handle for one part of one client.

    Attributes:
        name: the client's own name for it; empty where it has none yet.
        aliases: other names it goes by.
        first_entry: the entry in which it first came up; empty where it was made beside a session's log.
        merged_into: the part it turned out to be, or None.
    """

    id: str
    client: str
    name: Text = ""
    aliases: tuple[Text, ...] = ()
    role: Role = Role.UNKNOWN
    first_entry: str
    made_at: datetime
    merged_into: str | None = None


class PartLink(Frozen):
    """How one part stands to another, by the entry that said so.

    `from_part` and `to_part` are ids; an undirected kind has the smaller id first. `state` is None where the
    entry does not say how it stands.
    """

    id: str
    client: str
    kind: LinkKind
    from_part: str
    to_part: str
    entry: str
    made_at: datetime
    state: LinkState | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The parts a client already has, as names to be recognised in a line.

    A part's own name comes before another's alias. Where two parts' names differ only by case or accent, the
    one written exactly so wins, then the one that came first.
    """

    parts: tuple[Part, ...] = ()

    def find(self, name: str) -> Part | None:
        """The part of that name or alias, ignoring case, accents and a leading "the"; None for no one."""
        if not name.strip():
            return None
        wanted = fold(name)
        by_fold = [part for part in self.parts if any(fold(n) == wanted for n in self.names_of(part))]
        own = [part for part in by_fold if fold(part.name) == wanted] or by_fold
        exact = [part for part in own if name.strip() in self.names_of(part)]
        return next(iter(exact or own), None)

    def names(self) -> Iterable[tuple[str, Part]]:
        """Every name and alias with its part, in the order the parts came."""
        return ((name, part) for part in self.parts for name in self.names_of(part))

    @staticmethod
    def names_of(part: Part) -> tuple[str, ...]:
        """The part's name and aliases, without empty ones."""
        return tuple(name for name in (part.name, *part.aliases) if name.strip())
