"""What could be agreed about each part that came forward in a session. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kap_companion.family.kin import Link
from kap_companion.family.observations import Observation, newest_first
from kap_companion.parts.client_parts import ClientParts
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import RoleSaid
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.map_place import written_place
from kap_companion.worksheets.offer import Offer, handle
from kap_companion.worksheets.place_offers import OnMap, places_on_map
from kap_companion.worksheets.prompts import LinkWords

# Of these the newest reading is offered; places and words are those of the session itself.
NEWEST_OF: dict[PartField, SharedField] = {
    PartField.FEELINGS: SharedField.FEELINGS,
    PartField.BELIEFS: SharedField.BELIEFS,
    PartField.IMAGE: SharedField.IMAGE,
    PartField.AGE: SharedField.AGE,
    PartField.JOB: SharedField.JOB,
    PartField.FEARS: SharedField.FEARS,
    PartField.PROTECTS_FROM: SharedField.PROTECTS_FROM,
    PartField.NEEDS: SharedField.NEEDS,
    PartField.BURDEN: SharedField.BURDEN,
    PartField.GIFT: SharedField.GIFT,
    PartField.TOWARD: SharedField.TOWARD,
}


@dataclass(frozen=True, slots=True)
class PartOffers:
    """What could be agreed about one part.

    Attributes:
        part: its id in the notebook; empty for one that another's notebook knows.
        about: its handle in what is shared.
        label: what to call it on a screen of its author's.
    """

    part: str
    about: str
    label: str
    role: Role
    items: tuple[Offer, ...]


def part_offers(parts: ClientParts, session: str, words: LinkWords) -> tuple[PartOffers, ...]:
    """What could be agreed about the parts of a session, in the order they came forward."""
    came = came_forward(parts, session)
    on_map = places_on_map(parts, session, came)
    return tuple(
        PartOffers(
            part.id,
            handle(session, part.id),
            parts.label(part.id),
            part.role,
            tuple(_Offering(parts, session, part, position, words, on_map).items()),
        )
        for position, part in enumerate(came)
    )


def came_forward(parts: ClientParts, session: str) -> tuple[Part, ...]:
    """Who came in a session, in that order, as they are known now."""
    entries = parts.timelines[session].entries
    came = dict.fromkeys(parts.family.of(entry) for entry in entries if entry.kind is EntryKind.PART)
    found = (parts.family.part(part_id) for part_id in came)
    return tuple(dict.fromkeys(part for part in found if part is not None))


def who_said_the_role(parts: ClientParts, part: Part) -> Rater:
    """Who said the role a part has now; what a line's first letter says is the facilitator's."""
    for act in reversed(parts.family.acts):
        if isinstance(act.deed, RoleSaid) and parts.family.itself(act.deed.part) == part.id:
            return act.deed.by if act.deed.role is part.role else Rater.FACILITATOR
    return Rater.FACILITATOR


class _Offering:
    """The offers about one part, while they are made."""

    def __init__(
        self,
        parts: ClientParts,
        session: str,
        part: Part,
        position: int,
        words: LinkWords,
        on_map: Mapping[str, OnMap],
    ) -> None:
        self._parts = parts
        self._session = session
        self._part = part
        self._position = position
        self._words = words
        self._on_map = on_map
        self._about = handle(session, part.id)
        self._known = newest_first(parts.observations, part.id)

    def items(self) -> Iterator[Offer]:
        """Name and role, what it said, where it was felt, what is known, the others, its place on the map."""
        part = self._part
        first = next(
            each.id
            for each in self._parts.timelines[self._session].entries
            if each.kind is EntryKind.PART and self._parts.family.of(each) == part.id
        )
        if part.name.strip():
            yield self._offer("name", SharedField.NAME, part.name, first)
        if part.role is not Role.UNKNOWN:
            by = who_said_the_role(self._parts, part)
            yield self._offer("role", SharedField.ROLE, part.role.value, first, by=by)
        yield from self._of_the_session(PartField.WORDS, SharedField.WORDS)
        yield from self._of_the_session(PartField.BODY, SharedField.BODY)
        for known, field in NEWEST_OF.items():
            yield from self._newest(known, field)
        for link in self._parts.links:
            if part.id in (link.from_part, link.to_part):
                yield from self._link(link)
        yield from self._place(first)

    def _place(self, came: str) -> Iterator[Offer]:
        """Where it stands on the map; of a part without a name nobody could tell who that is."""
        found = self._on_map.get(self._part.id)
        if found is None or not self._part.name.strip():
            return
        value = written_place(found.x, found.y)
        by = Rater.CLIENT if found.act else Rater.FACILITATOR
        yield self._offer("place", SharedField.PLACE, value, found.act or came, by=by)

    def _of_the_session(self, known: PartField, field: SharedField) -> Iterator[Offer]:
        told: set[str] = set()
        counted: dict[str, int] = {}
        for each in reversed(self._known.get(known, ())):
            if each.session != self._session:
                continue
            number = counted.get(each.source, 0)
            counted[each.source] = number + 1
            same = fold(each.value) if known is PartField.BODY else each.value
            if each.value.strip() and same not in told:
                told.add(same)
                yield self._reading(each, field, number)

    def _newest(self, known: PartField, field: SharedField) -> Iterator[Offer]:
        """The newest reading; where that is a guess, the client's own newest too."""
        readings = tuple(each for each in self._known.get(known, ()) if each.value.strip())
        of_client = tuple(each for each in readings if each.by is Rater.CLIENT)
        told: set[str] = set()
        for newest in dict.fromkeys((*readings[:1], *of_client[:1])):
            same_line = [each for each in readings if each.source == newest.source and each.by is newest.by]
            for number, each in enumerate(reversed(same_line)):
                if each.value not in told:
                    told.add(each.value)
                    yield self._reading(each, field, number)

    def _reading(self, each: Observation, field: SharedField, number: int) -> Offer:
        seconds = None
        if field is SharedField.WORDS and each.elapsed_ms is not None:
            seconds = seconds_from_dose(self._parts.timelines[self._session], each.elapsed_ms)
        what = f"{field.value} {each.source} {number}"
        return self._offer(what, field, each.value, each.source, seconds=seconds, by=each.by)

    def _link(self, link: Link) -> Iterator[Offer]:
        outwards = link.from_part == self._part.id
        other = self._parts.family.part(link.to_part if outwards else link.from_part)
        if other is None or not other.name.strip():
            return
        yield self._offer(
            f"link {link.kind.value} {'to' if outwards else 'from'} {other.id}",
            SharedField.LINK,
            self._words.say(link.kind, other.name, link.state, outwards=outwards),
            link.history[-1].source,
            by=Rater.FACILITATOR,
            other=handle(self._session, other.id),
        )

    def _offer(
        self,
        what: str,
        field: SharedField,
        value: str,
        origin: str,
        *,
        seconds: float | None = None,
        by: Rater = Rater.CLIENT,
        other: str = "",
    ) -> Offer:
        key = f"{self._about} {what}"
        return Offer(key, self._about, self._position, field, value, origin, seconds, by, other)
