"""What a part's page is given: one part with all that the page shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kap_companion.family.alike import alike
from kap_companion.family.kin import Link
from kap_companion.family.roles import RoleReading, roles_of
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.history import Strip, by_part, history
from kap_companion.parts.what_is_known import FieldKnown, what_is_known
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part as its page shows it.

    Attributes:
        label: what it is called on the screen.
        roles: the roles it was said to have, newest first.
        links: those that it is an end of.
        others: the client's other parts, those that share a name with it first.
        alike: how many of `others` share a name with it.
        about: the entries about it, by time.
        today: the day in the place of whoever looks.
    """

    parts: ClientParts
    part: Part
    label: str
    strips: tuple[Strip, ...]
    known: tuple[FieldKnown, ...]
    roles: tuple[RoleReading, ...]
    links: tuple[Link, ...]
    others: tuple[Part, ...]
    alike: int
    about: tuple[Entry, ...]
    today: date

    @property
    def source_sessions(self) -> Mapping[str, str]:
        """The session of every entry about the part, by the entry's id."""
        return {entry.id: entry.session for entry in self.about}


def part_shown(parts: ClientParts, part_id: str, today: date) -> PartShown | None:
    """One part with all that its page shows; None where there is no such part any more."""
    part = parts.family.part(part_id)
    if part is None:
        return None
    entries = (entry for session in parts.sessions for entry in parts.timelines[session.id].entries)
    about = by_part(parts.family, entries).get(part.id, ())
    same_name = [
        other.id
        for pair in alike(parts.family)
        if part.id in {p.id for p in pair}
        for other in pair
        if other.id != part.id
    ]
    others = [other for other in parts.parts if other.id != part.id]
    others.sort(key=lambda other: other.id not in same_name)
    return PartShown(
        parts=parts,
        part=part,
        label=parts.label(part.id),
        strips=history(parts, part.id),
        known=what_is_known(parts, part.id),
        roles=roles_of(parts.family, about, part.id),
        links=tuple(link for link in parts.links if part.id in (link.from_part, link.to_part)),
        others=tuple(others),
        alike=len(same_name),
        about=about,
        today=today,
    )
