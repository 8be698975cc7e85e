"""Makers of a client's parts from plain values, for tests of what is computed from them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from kap_companion.family.kin import links_of
from kap_companion.family.members import family_of
from kap_companion.parts.client_parts import ClientParts, client_parts
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import PartDetail, PhaseDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import Deed, PartAct
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Session
from tests.builders import BEGAN, a_client, a_session, an_entry

DAY = timedelta(days=1)


def sessions(count: int) -> tuple[Session, ...]:
    """That many, a day apart."""
    return tuple(
        a_session(id=f"session-{number}", number=number, anchor=BEGAN + DAY * (number - 1))
        for number in range(1, count + 1)
    )


def a_line(session: Session, part: Part, minutes: float = 0, **detail: object) -> Entry:
    """A line about a part."""
    at = session.anchor + timedelta(minutes=minutes)
    told = PartDetail.model_validate({"name": part.name, **detail})
    return an_entry(
        EntryKind.PART, told, session=session.id, minutes=minutes, part=part.id, at=at, typed_at=at
    )


def the_end(session: Session, minutes: float) -> Entry:
    """The line that ends a session."""
    at = session.anchor + timedelta(minutes=minutes)
    return an_entry(
        EntryKind.PHASE,
        PhaseDetail(phase=Phase.ENDED),
        session=session.id,
        minutes=minutes,
        at=at,
        typed_at=at,
    )


def an_act(deed: Deed, days: float, session: str | None = None) -> PartAct:
    """Something done that many days after the first session began."""
    return PartAct(
        id=f"act-{deed.kind}-{days}",
        client="client-1",
        session=session,
        author="person-1",
        at=BEGAN + DAY * days,
        deed=deed,
    )


def known(
    held: Sequence[Session],
    parts: Iterable[Part],
    entries: Iterable[Entry] = (),
    acts: Iterable[PartAct] = (),
) -> ClientParts:
    """All that follows from these."""
    rows = tuple(entries)
    timelines = {session.id: project(row for row in rows if row.session == session.id) for session in held}
    family = family_of(parts, acts)
    by_id = {entry.id: entry for timeline in timelines.values() for entry in timeline.entries}
    return client_parts(a_client(), tuple(held), timelines, family, links_of(family, (), by_id))
