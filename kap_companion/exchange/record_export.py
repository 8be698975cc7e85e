"""The record of one session, as data and as plain text, through a reader that has no notebook to open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from pydantic import BaseModel

from kap_companion.records.readers import RecordReader
from kap_companion.records.signatures import holds
from kap_companion.session.timeline import Timeline, phase_of, project, seconds_from_dose
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.signature import Signature

FORMAT = "kap-companion/record/1"


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


def record_json(found: SessionRecord) -> dict[str, object]:
    """The record of a session as plain data: `session`, `people`, `entries`, `signatures`, `addenda`.

    `entries` holds every row but addenda by time, each with its `reading`. Where an entry was copied from
    somebody's notes, `copied` says so with who, when and why; the notes themselves are named nowhere.
    """
    timeline = found.timeline
    addenda = {row.id for row in timeline.addenda}
    rows = sorted(timeline.everything, key=lambda row: (row.elapsed_ms, row.id))
    return {
        "format": FORMAT,
        "session": _session(found),
        "people": [
            {"id": each.id, "name": each.name, "role": each.role.value, "left_at": _plain(each.left_at)}
            for each in found.people.values()
        ],
        "entries": [_entry(found, row) for row in rows if row.id not in addenda],
        "signatures": [_signature(each, good) for each, good in found.signatures],
        "addenda": [_entry(found, row) for row in timeline.addenda],
    }


def _holds(signature: Signature, person: Person | None) -> bool:
    return person is not None and signature.key == person.signing_key and holds(signature)


def _session(found: SessionRecord) -> dict[str, object]:
    session, timeline = found.session, found.timeline
    return {
        "id": session.id,
        "client": found.client.name,
        "pronouns": found.client.pronouns,
        "number": session.number,
        "protocol": _plain(session.protocol),
        "facilitator": found.name_of(session.facilitator),
        "intention": session.intention,
        "began_at": _plain(session.anchor),
        "first_dose_at": _plain(timeline.doses[0].at if timeline.doses else None),
        "timezone": session.timezone,
        "weight_kg": session.weight_kg,
        "state": session.state.value,
        "source": session.source.value,
    }


def _entry(found: SessionRecord, row: Entry) -> dict[str, object]:
    timeline = found.timeline
    detail = {name: value for name, value in _fields(row.detail).items() if name != "kind"}
    copied = {"by": found.name_of(row.author), "at": _plain(row.typed_at), "why": row.reason}
    return {
        "id": row.id,
        "kind": row.kind.value,
        "reading": found.reading_of(row),
        "phase": _plain(phase_of(row, timeline)),
        "at": _plain(row.at),
        "elapsed_seconds": seconds_from_dose(timeline, row.elapsed_ms),
        "typed_at": _plain(row.typed_at),
        "author": found.name_of(row.author),
        "raw": row.raw,
        "text": row.text,
        "detail": detail,
        "not_understood": list(row.not_understood),
        "source": row.source.value,
        "amends": _known(row.amends, timeline.everything),
        "retracts": _known(row.retracts, timeline.everything),
        "about": _known(row.about, timeline.everything),
        "reason": row.reason,
        "addition": _plain(row.addition),
        "copied": copied if row.copied_from is not None else None,
    }


def _known(entry_id: str | None, rows: Iterable[Entry]) -> str | None:
    # An amendment may have moved an entry here from a notebook; that one is nobody's business.
    return entry_id if any(row.id == entry_id for row in rows) else None


def _signature(signature: Signature, good: bool) -> dict[str, object]:  # noqa: FBT001 - a pair's second half
    return {**_fields(signature), "holds": good}


def _fields(value: BaseModel) -> dict[str, object]:
    return {name: _plain(getattr(value, name)) for name in type(value).model_fields}


def _plain(value: object) -> object:
    # Not pydantic's own JSON: it refuses lone surrogates, which a client's line may hold.
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
