"""The first rows of a session: what is set about it, and the entry that says it is in preparation."""

from kap_companion.clock import Moment
from kap_companion.ids import new_id
from kap_companion.records.record import Record
from kap_companion.session.interpret import Hand, written
from kap_companion.session.placing import When
from kap_companion.vocabulary.details import PhaseDetail
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import Protocol, Session


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
    """Adds a session whose anchor is now to the record.

    Raises:
        StorageError: the disk did not take it.
    """
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
    )
    hand = Hand(session, author.id, device)
    preparing = PhaseDetail(phase=Phase.PREPARATION)
    when = When(now.at, 0, now.at, 0)
    entry = written(EntryKind.PHASE, preparing, when, hand, source=EntrySource.COMPANION)
    record.add_session(session, entry.model_copy(update={"phase": Phase.PREPARATION}))
    return session
