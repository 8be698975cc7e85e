"""What lies on the table in a review with the client: what its author put there, and nothing else. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.map_sessions import placed_in
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.part_act import Fit, Reviewed
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offer import Offer, handle
from kap_companion.worksheets.to_lay import ToLay

Point = tuple[float, float]
_BESIDE = frozenset({SharedField.ROLE, SharedField.LINK, SharedField.PLACE})


@dataclass(frozen=True, slots=True)
class TablePart:
    """One part as it lies on the table.

    Attributes:
        about: its handle; the table knows no ids of the notebook.
        name: empty where the name does not lie there, or there is none yet.
        role: unknown where the role does not lie there.
        items: what of it could go home, in the order of the page.
        is_here: whether it came in this session.
        is_known: whether its author's notebook knows it, so that an answer about it can be kept.
        met_in: the number of the session in which it first came; None where that is not known.
        visits: in how many sessions it came.
        place: where it was put on the map; None where nobody did.
        fit: what the client answered last in this session; None where they were not asked.
        spans: when it was there, in milliseconds from the session's anchor; no end while it lasted.
    """

    about: str
    name: str
    role: Role = Role.UNKNOWN
    items: tuple[Offer, ...] = ()
    is_here: bool = True
    is_known: bool = True
    met_in: int | None = None
    visits: int = 0
    place: Point | None = None
    fit: Fit | None = None
    spans: tuple[tuple[int, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class TableLink:
    """How two parts on the table stand to each other, by their handles."""

    kind: LinkKind
    from_part: str
    to_part: str
    state: LinkState


@dataclass(frozen=True, slots=True)
class Table:
    """All that a review shows. Whatever is not in it cannot be seen there.

    Attributes:
        client: the name as they want it shown.
        day: of the session, where it was held.
        glyphs_only: whether roles are told by their glyph alone.
        parts: those who came, in that order; then those who are known and did not.
        phases: when each phase began, in milliseconds from the session's anchor.
        ended_ms: when the session ended; None while it lasts.
    """

    client: str
    number: int
    day: date
    glyphs_only: bool = False
    parts: tuple[TablePart, ...] = ()
    links: tuple[TableLink, ...] = ()
    own_words: tuple[Offer, ...] = ()
    self_energy: tuple[Offer, ...] = ()
    promises: tuple[Offer, ...] = ()
    phases: tuple[tuple[Phase, int], ...] = ()
    ended_ms: int | None = None

    def part(self, about: str) -> TablePart | None:
        """The part of a handle; None where none of it lies here."""
        return next((part for part in self.parts if part.about == about), None)

    def offer(self, key: str) -> Offer | None:
        """What of that key could go home; None where it does not lie here."""
        return next((offer for offer in self if offer.key == key), None)

    def __iter__(self) -> Iterator[Offer]:
        for part in self.parts:
            yield from part.items
        yield from (*self.own_words, *self.self_energy, *self.promises)


def table(parts: ClientParts, session: Session, choice: ToLay, laid: Collection[str]) -> Table:
    """The table with exactly what was laid.

    A link is there where the names of both its parts are.

    Args:
        parts: all that is known of the client's parts.
        session: the one that is reviewed.
        choice: what could be laid.
        laid: the keys of what was.
    """
    timeline = parts.timelines[session.id]
    everyone = (*choice.offers.parts, *choice.absent)
    named = {
        part.about
        for part in everyone
        for offer in part.items
        if offer.field is SharedField.NAME and offer.key in laid
    }
    here = {part.about for part in choice.offers.parts}
    placed = {handle(session.id, part): at for part, at in placed_in(parts, session.id).items()}
    visits = _visits(parts)
    lying: list[TablePart] = []
    for part in everyone:
        items = tuple(each for each in part.items if each.key in laid and _may_lie(each, named))
        # A role, a link or a place alone is about somebody who does not lie there.
        if any(each.field not in _BESIDE for each in items):
            lying.append(
                TablePart(
                    about=part.about,
                    name=next((each.value for each in items if each.field is SharedField.NAME), ""),
                    role=next(
                        (Role(each.value) for each in items if each.field is SharedField.ROLE), Role.UNKNOWN
                    ),
                    items=items if part.about in here else (),
                    is_here=part.about in here,
                    is_known=bool(part.part),
                    met_in=next(iter(visits.get(part.part, ())), None),
                    visits=len(visits.get(part.part, ())),
                    place=placed.get(part.about),
                    fit=_fit(parts, session.id, part.part),
                    spans=_spans(parts, session.id, part.part) if part.about in here else (),
                )
            )
    on_table = {each.about for each in lying}
    offered = choice.offers
    return Table(
        client=parts.client.name,
        number=session.number,
        day=session.anchor.date(),
        glyphs_only=bool(parts.client.glyphs_only),
        parts=tuple(lying),
        links=tuple(_links(parts, session.id, choice, laid, on_table & named)),
        own_words=tuple(each for each in offered.own_words if each.key in laid),
        self_energy=tuple(each for each in offered.self_energy if each.key in laid),
        promises=tuple(each for each in offered.promises if each.key in laid),
        phases=tuple((span.phase, span.start_ms) for span in timeline.phases),
        ended_ms=timeline.ended_ms,
    )


def _may_lie(offer: Offer, named: Collection[str]) -> bool:
    return offer.field is not SharedField.LINK or not offer.other or {offer.about, offer.other} <= set(named)


def _links(
    parts: ClientParts, session: str, choice: ToLay, laid: Collection[str], named: Collection[str]
) -> Iterator[TableLink]:
    """Those of which at least one end's words lie on the table, each once."""
    told = {
        frozenset((offer.about, offer.other))
        for offer in choice.offers
        if offer.field is SharedField.LINK and offer.other and offer.key in laid
    }
    for link in parts.links:
        ends = handle(session, link.from_part), handle(session, link.to_part)
        if frozenset(ends) in told and set(ends) <= set(named):
            yield TableLink(link.kind, *ends, link.state)


def _visits(parts: ClientParts) -> dict[str, list[int]]:
    """The numbers of the sessions in which each part came, by its id, in their order."""
    visits: dict[str, list[int]] = {}
    for session in parts.sessions:
        entries = parts.timelines[session.id].entries
        came = {parts.family.of(entry) for entry in entries if entry.kind is EntryKind.PART}
        for part in came - {None}:
            visits.setdefault(str(part), []).append(session.number)
    return visits


def _fit(parts: ClientParts, session: str, part_id: str) -> Fit | None:
    for act in reversed(parts.family.acts):
        if not isinstance(act.deed, Reviewed) or act.session != session:
            continue
        if parts.family.about(act.id, act.deed.part) == part_id:
            return act.deed.fit
    return None


def _spans(parts: ClientParts, session: str, part_id: str) -> tuple[tuple[int, int | None], ...]:
    return tuple(
        (span.start_ms, span.end_ms)
        for span in parts.timelines[session].spans
        if parts.family.about(span.opened_by, span.part) == part_id
    )
