"""What a line that was read becomes: an entry, and the parts and links it is the first to name.

Live capture and the transcription of a script share it. Pure, but for the ids it makes.
"""

from dataclasses import dataclass

from kap_companion.ids import new_id
from kap_companion.session.capture import Reading
from kap_companion.session.known_parts import KnownParts
from kap_companion.session.placing import When
from kap_companion.vocabulary.details import Detail, DoseDetail, PartDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import Compartment, EntryKind, compartment_of
from kap_companion.vocabulary.links import UNDIRECTED, LinkKind
from kap_companion.vocabulary.observation import PathStep
from kap_companion.vocabulary.part import Part, PartLink, Roster
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand writes in which session.

    Attributes:
        author: the person's id.
        device: the computer's id.
    """

    session: Session
    author: str
    device: str = ""
    source: EntrySource = EntrySource.TYPED


@dataclass(frozen=True, slots=True)
class Rows:
    """An entry with the new parts and links that are saved together with it."""

    entry: Entry
    parts: tuple[Part, ...] = ()
    links: tuple[PartLink, ...] = ()


def interpret(
    reading: Reading,
    when: When,
    hand: Hand,
    known: KnownParts,
    roster: Roster,
    compartment: Compartment | None = None,
) -> Rows:
    """The rows a line becomes.

    An unnamed part is new each time. A link to a name nobody has makes a part of unknown role.

    Args:
        reading: the line as read.
        when: where it stands in time.
        hand: whose it is.
        known: the client's parts as stored.
        roster: those of them that are spoken of, against which the line was read.
        compartment: where it is kept; None for where its kind belongs.
    """
    entry = written(reading.kind, reading.detail, when, hand, reading=reading, compartment=compartment)
    if not isinstance(reading.detail, PartDetail):
        return Rows(entry)
    made: list[Part] = []

    def named(name: str, role: Role) -> str:
        found = roster.find(name) or known.find(name) or Roster(tuple(made)).find(name)
        if found is None:
            found = _new_part(name, role, entry, hand)
            made.append(found)
        return found.id

    part_id = reading.part or named(reading.detail.name, reading.detail.role)
    entry = entry.model_copy(update={"part": part_id})
    links: list[PartLink] = []
    for mention in reading.detail.links:
        ends = (part_id, named(mention.name, Role.UNKNOWN))
        if ends[0] == ends[1]:
            continue
        from_part, to_part = sorted(ends) if mention.kind in UNDIRECTED else ends
        link = PartLink(
            id=new_id(),
            client=hand.session.client,
            kind=mention.kind,
            from_part=from_part,
            to_part=to_part,
            entry=entry.id,
            made_at=when.typed_at,
            state=mention.state,
        )
        links.append(link)
        if mention.kind is LinkKind.CONCERNED_ABOUT:
            entry = _in_the_place_of(entry, to_part)
    return Rows(entry, tuple(made), tuple(links))


def _in_the_place_of(entry: Entry, part: str) -> Entry:
    """An entry in which a part became the next one to meet, because it is concerned about that other part."""
    detail = entry.detail
    if not isinstance(detail, PartDetail):
        return entry
    steps = tuple(
        taken.model_copy(update={"instead_of": part})
        if taken.step is PathStep.BECAME_NEXT and not taken.instead_of
        else taken
        for taken in detail.steps
    )
    return entry.model_copy(update={"detail": detail.model_copy(update={"steps": steps})})


def written(
    kind: EntryKind,
    detail: Detail,
    when: When,
    hand: Hand,
    *,
    reading: Reading | None = None,
    text: str = "",
    source: EntrySource | None = None,
    compartment: Compartment | None = None,
    retracts: str | None = None,
    reason: str = "",
) -> Entry:
    """An entry by a hand at a time; its free text and raw line are the reading's where there is one.

    The drug of a dose is that of the session's protocol. `compartment` is the kind's own unless told.
    """
    if isinstance(detail, DoseDetail) and detail.drug is None:
        detail = detail.model_copy(update={"drug": hand.session.protocol.drug})
    return Entry(
        id=new_id(),
        session=hand.session.id,
        kind=kind,
        detail=detail,
        compartment=compartment or compartment_of(kind),
        part=reading.part if reading else None,
        author=hand.author,
        device=hand.device,
        source=source or hand.source,
        raw=reading.raw if reading else "",
        text=reading.text if reading else text,
        not_understood=reading.not_understood if reading else (),
        at=when.at,
        elapsed_ms=when.elapsed_ms,
        typed_at=when.typed_at,
        typed_ms=when.typed_ms,
        retracts=retracts,
        reason=reason,
    )


def _new_part(name: str, role: Role, entry: Entry, hand: Hand) -> Part:
    return Part(
        id=new_id(),
        client=hand.session.client,
        name=name,
        role=role,
        first_entry=entry.id,
        made_at=entry.typed_at,
    )
