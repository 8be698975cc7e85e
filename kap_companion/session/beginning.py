"""The first rows of a session: what is set about it, that it is in preparation, and the limits that stand."""

from collections.abc import Iterator

from kap_companion.clock import Moment
from kap_companion.ids import new_id
from kap_companion.records.record import Record
from kap_companion.session.interpret import Hand, written
from kap_companion.session.placing import When
from kap_companion.vocabulary.details import Detail, PhaseDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitDetail, LimitScope
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.vocabulary.session import Protocol, Session, SessionState


def begun(
    record: Record,
    now: Moment,
    client: Client,
    protocol: Protocol,
    author: Person,
    intention: str,
    weight_kg: float | None,
    zone: str,
    device: str,
) -> Session:
    """Adds a session whose anchor is now to the record, with the limits that stand as it begins.

    Raises:
        StorageError: the disk did not take it.
    """
    first = first_phase(protocol)
    session = Session(
        id=new_id(),
        client=client.id,
        number=record.next_number(client.id),
        protocol=protocol,
        facilitator=author.id,
        intention=intention,
        anchor=now.at,
        timezone=zone,
        weight_kg=weight_kg,
        state=SessionState(first.value),
    )
    hand = Hand(session, author.id, device)
    details: tuple[Detail, ...] = (PhaseDetail(phase=first), *_standing(record, client))
    record.add_session(session, *(_first_entry(detail, first, now, hand) for detail in details))
    return session


def first_phase(protocol: Protocol) -> Phase:
    """The phase a visit begins in: preparation, or what its protocol begins with where it has no dose."""
    if protocol.visit is VisitKind.DOSING or not protocol.phases:
        return Phase.PREPARATION
    return protocol.phases[0].phase


def _standing(record: Record, client: Client) -> Iterator[LimitDetail]:
    """The newest limits of the client, and those of the practice, unless they were taken away."""
    for scope, whose in ((LimitScope.CLIENT, client.id), (LimitScope.FACILITY, None)):
        for newest in record.standing_limits(whose)[:1]:
            if newest.limits:
                yield LimitDetail(
                    scope=scope,
                    limits=newest.limits,
                    ordered_by=newest.ordered_by,
                    ordered_at=newest.ordered_at,
                    source=newest.source,
                )


def _first_entry(detail: Detail, phase: Phase, now: Moment, hand: Hand) -> Entry:
    when = When(now.at, 0, now.at, 0)
    entry = written(EntryKind(detail.kind), detail, when, hand, source=EntrySource.COMPANION)
    return entry.model_copy(update={"phase": phase})
