"""Which parts are there at all: those that a line, a link or an act that counts speaks of. Pure."""

from collections.abc import Iterable
from typing import Protocol

from kap_companion.family.kin import ends_of
from kap_companion.family.members import Family, Told
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import (
    AlsoCalled,
    LinkDropped,
    LinkSaid,
    Observed,
    PartAct,
    Placed,
    Renamed,
    Reviewed,
    RoleSaid,
    SplitOff,
    Stepped,
)

# A place on the map, a review or a link that was dropped tells nothing that would make a part be there.
_SPEAKING = (AlsoCalled, LinkSaid, Observed, Renamed, RoleSaid, SplitOff, Stepped)


class Said(Told, Protocol):
    """Anything written, of a kind, that may be about a part, such as an entry."""

    @property
    def kind(self) -> EntryKind:
        """That of the entry."""


def spoken_of(family: Family, entries: Iterable[Said], rows: Iterable[PartLink]) -> tuple[Part, ...]:
    """The parts that stand for themselves and that something which counts speaks of, in the order made.

    A part whose every line was taken back, or whose split was, keeps its row and is not among them.

    Args:
        family: who is who.
        entries: current entries of any sessions.
        rows: the links as stored.
    """
    linking: dict[str, list[PartLink]] = {}
    for row in rows:
        linking.setdefault(row.entry, []).append(row)
    found: set[str | None] = set()
    for entry in entries:
        if entry.kind is EntryKind.PART:
            found.add(family.of(entry))
            for row in linking.get(entry.id, ()):
                found.update(ends_of(family, row, entry))
    for act in family.acts:
        if isinstance(act.deed, _SPEAKING):
            found |= parts_of(family, act)
    return tuple(part for part in family.parts if part.id in found)


def parts_of(family: Family, act: PartAct) -> set[str]:
    """The ids of the parts that an act is about by now: a split about the one it made, a merge about none."""
    match act.deed:
        case (
            Renamed(part=part)
            | AlsoCalled(part=part)
            | RoleSaid(part=part)
            | Observed(part=part)
            | Stepped(part=part)
            | Placed(part=part)
            | Reviewed(part=part)
        ):
            ids = {family.about(act.id, part)}
        case LinkSaid(from_part=start, to_part=end) | LinkDropped(from_part=start, to_part=end):
            ids = {family.end(act.id, start), family.end(act.id, end)}
        case SplitOff(new=new):
            ids = {family.about("", new)}
        case _:
            ids = set()
    return {part_id for part_id in ids if part_id is not None}
