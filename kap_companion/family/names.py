"""The names of one part while they are worked out."""

from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role


class Names:
    """What a part is called, by its row and by the acts that came after.

    Attributes:
        name: what it is called by now; empty where it has no name.
        aliases: other names it goes by, in the order they came.
        role: the one said last.
    """

    def __init__(self, part: Part) -> None:
        """As its row says."""
        self._part = part
        self.name = part.name
        self.aliases: dict[str, None] = dict.fromkeys(part.aliases)
        self.role = part.role

    def rename(self, name: str) -> None:
        """It is called so from now on; the name before stays an alias. An empty name changes nothing."""
        if name.strip():
            self.also(self.name)
            self.name = name

    def also(self, name: str) -> None:
        """It goes by that name too; an empty one is none."""
        if name.strip():
            self.aliases[name] = None

    def take_in(self, other: "Names") -> None:
        """Another part turned out to be this one: its names are this one's, and what this one lacks."""
        for name in (other.name, *other.aliases):
            self.also(name)
        if not self.name.strip():
            self.name = next(iter(self.aliases), "")
        if self.role is Role.UNKNOWN:
            self.role = other.role

    def part(self) -> Part:
        """The part under these names, standing for itself."""
        aliases = tuple(name for name in self.aliases if name != self.name)
        if (self.name, aliases, self.role, None) == (
            self._part.name,
            self._part.aliases,
            self._part.role,
            self._part.merged_into,
        ):
            return self._part
        changed = {"name": self.name, "aliases": aliases, "role": self.role, "merged_into": None}
        return self._part.model_copy(update=changed)
