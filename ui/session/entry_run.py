"""What an entry's words are made of: runs of text in a look, a sign before them, and what they depend on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kap_companion.session.timeline import Risk
from kap_companion.vocabulary.roles import Role


class Look(StrEnum):
    """How a run of text is painted."""

    NAME = "name"
    PLAIN = "plain"
    STRONG = "strong"
    QUOTE = "quote"
    QUIET = "quiet"
    WARNING = "warning"


class Sign(StrEnum):
    """What stands before a line: a part's role or the leaf by their glyphs, anything else by a small mark."""

    PART = "part"
    LEAF = "leaf"
    DOT = "dot"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look, on one line, without anything that could not be painted."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class EntryWords:
    """An entry as it reads.

    Attributes:
        role: the part's role as known now; it means nothing unless `sign` is `PART`.
        right: what stands on the right, from the entry's own details to "amended".
    """

    sign: Sign
    role: Role
    runs: tuple[Run, ...]
    right: tuple[str, ...]

    @property
    def line(self) -> str:
        """The line without its right side, as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def detail(self) -> str:
        """The right side as plain text, such as "chest · 9"."""
        return " · ".join(self.right)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the session knows that an entry's words depend on.

    Attributes:
        names: how each part is called now, by its id; unnamed parts by a description.
        named: the ids of the parts that have a name of their own.
        roles: the role of each part as known now, by its id.
        dose_numbers: 1 for the first dose, by the id of its entry.
        risks: the risk marks on an entry, by its id.
        held: the ids of the entries that are not on the disk yet.
        spoken_of: in few words, the entries that other entries speak about, by their id.
        first_dose_ms: when the first dose was given, counted from the session's anchor; None before it.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    roles: Mapping[str, Role] = field(default_factory=dict)
    dose_numbers: Mapping[str, int] = field(default_factory=dict)
    first_dose_ms: int | None = None
    risks: Mapping[str, tuple[Risk, ...]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    spoken_of: Mapping[str, str] = field(default_factory=dict)


def after(text: str, joint: str = " · ") -> Run:
    """Free text behind what was understood; an empty run where there is none."""
    return Run(joint + text if text else "")
