"""All that the record says of one session, through a reader that has no notebook to open."""

from collections.abc import Mapping
from dataclasses import dataclass

from kap_companion.records.readers import RecordReader
from kap_companion.records.signatures import holds
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Signature


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """All that the record says of one session.

    Attributes:
        people: everyone who wrote or signed in it, and who facilitated it, by id.
        timeline: of the record's entries alone.
        signatures: in the order signed, each with whether it holds under the key the practice knows.
    """

    session: Session
    client: Client
    people: Mapping[str, Person]
    timeline: Timeline
    signatures: tuple[tuple[Signature, bool], ...]

    def name_of(self, person_id: str) -> str:
        """A person's name; their id where the record does not know them."""
        person = self.people.get(person_id)
        return person.name if person else person_id

    def reading_of(self, entry: Entry) -> str:
        """Whether an entry counts: "current", "amended" or "retracted"."""
        if entry.id in self.timeline.taken_back:
            return "retracted"
        counts = entry.kind is EntryKind.RETRACTION or any(
            each.id == entry.id for each in self.timeline.current
        )
        return "current" if counts else "amended"


def read_record(reader: RecordReader, session_id: str) -> SessionRecord:
    """What the record says of a session.

    Raises:
        SessionError: there is no such session.
        PracticeDamagedError: the file does not read.
    """
    session = reader.session(session_id)
    timeline = project(reader.entries(session_id))
    everyone = {person.id: person for person in reader.people()}
    signatures = reader.signatures(session_id)
    wrote = {row.author for row in timeline.everything} | {each.person for each in signatures}
    return SessionRecord(
        session=session,
        client=reader.client(session.client),
        people={
            person_id: everyone[person_id]
            for person_id in everyone
            if person_id in wrote | {session.facilitator}
        },
        timeline=timeline,
        signatures=tuple((each, _holds(each, everyone.get(each.person))) for each in signatures),
    )


def _holds(signature: Signature, person: Person | None) -> bool:
    return person is not None and signature.key == person.signing_key and holds(signature)
