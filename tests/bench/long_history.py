"""A client with a long history: sessions full of parts, words and ratings, written quickly."""

from collections.abc import Iterator
from datetime import timedelta

from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.details import (
    Detail,
    DoseDetail,
    PartDetail,
    PhaseDetail,
    PlainDetail,
    SelfDetail,
)
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from kap_companion.vocabulary.links import LinkKind
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import Merged, PartAct, Renamed
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route, Unit
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Session, SessionState
from tests.builders import BEGAN, a_client, a_part, a_session, an_entry

SESSIONS = 100
PARTS = 60
ENTRIES = 20_000
EACH = ENTRIES // SESSIONS
PLACES = ("chest", "throat", "belly", "behind the eyes", "left hand")
WORDS = ("keep it locked", "nobody gets in", "I am four", "just sleep now", "I will not be caught out again")
ROLES = (Role.MANAGER, Role.FIREFIGHTER, Role.EXILE, Role.UNKNOWN)


def write_long_history(record: Record, notebook: Notebook) -> Client:
    """Writes a client with all their sessions; some parts are unnamed, some were renamed, some merged."""
    client = a_client()
    record.add_client(client)
    parts = [_part(number, client) for number in range(PARTS)]
    for number in range(SESSIONS):
        anchor = BEGAN + timedelta(days=7 * number)
        session = a_session(
            client.id, number=number + 1, anchor=anchor, state=SessionState.ENDED, intention=WORDS[number % 5]
        )
        entries = tuple(_entries(session, number, parts))
        of_record = [entry for entry in entries if entry.compartment is Compartment.RECORD]
        record.add_session(session, *of_record)
        about = [entry for entry in entries if entry.compartment is Compartment.PROCESS]
        about += _corrections(about)
        notebook.append(
            *about, parts=parts if number == 0 else (), links=tuple(_links(client, about, parts, number))
        )
    notebook.act(*_acts(client, parts))
    return client


def _part(number: int, client: Client) -> Part:
    name = "" if number % 10 == 9 else f"the one of {number}"
    return a_part(name, ROLES[number % 4], client=client.id)


def _entries(session: Session, number: int, parts: list[Part]) -> Iterator[Entry]:
    yield _entry(session, EntryKind.PHASE, PhaseDetail(phase=Phase.PREPARATION), 0)
    for at in range(1, EACH - 1):
        match at % 10:
            case 0 if at == 20:
                dose = DoseDetail(drug=Drug.KETAMINE, amount=70, unit=Unit.MG, route=Route.IM)
                yield _entry(session, EntryKind.DOSE, dose, at)
            case 1:
                levels = {Quality.CALM: at % 5, Quality.CURIOSITY: at // 5 % 5}
                yield _entry(session, EntryKind.SELF, SelfDetail(qualities=levels), at)
            case 2 | 3:
                yield _entry(session, EntryKind.NOTE, None, at, text=f"far away, hands feel large {at}")
            case 4:
                yield _entry(session, EntryKind.EXPECTED_EFFECT, None, at, text="far away")
            case _:
                yield _about(session, _who(parts, number, at), at)
    yield _entry(session, EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), EACH - 1)


def _who(parts: list[Part], number: int, at: int) -> Part:
    """Seven parts a session; one without a name comes in a session of its own, as it does in a log."""
    part = parts[(number + at % 7) % PARTS]
    return part if part.name or parts.index(part) == number else parts[(number + at % 7 + 1) % PARTS]


def _about(session: Session, part: Part, at: int) -> Entry:
    told = PartDetail(
        name=part.name,
        role=part.role if at % 12 == 0 else Role.UNKNOWN,
        intensity=at % 11,
        body=(PLACES[at % 5],),
        words=(WORDS[at % 5],) if at % 2 else (),
        settled=at % 9 == 8,
    )
    return _entry(session, EntryKind.PART, told, at, text=f"tight, looks away {at}", part=part.id)


def _corrections(about: list[Entry]) -> Iterator[Entry]:
    """What was mistyped: of each session two lines amended and one taken back."""
    lines = [entry for entry in about if entry.part is not None][5:8]
    for amended in lines[:2]:
        yield amended.model_copy(update={"id": new_id(), "amends": amended.id, "text": "as it was said"})
    for gone in lines[2:]:
        detail = PlainDetail.model_validate({"kind": EntryKind.RETRACTION.value})
        update = {"id": new_id(), "kind": EntryKind.RETRACTION, "detail": detail, "retracts": gone.id}
        yield gone.model_copy(update=update)


def _entry(
    session: Session,
    kind: EntryKind,
    detail: Detail | None,
    minutes: int,
    *,
    text: str = "",
    part: str | None = None,
) -> Entry:
    at = session.anchor + timedelta(minutes=minutes)
    raw = f"{kind.value} {text}"
    made = an_entry(kind, detail, session=session.id, minutes=minutes, part=part, text=text, raw=raw)
    return made.model_copy(update={"at": at, "typed_at": at})


def _links(client: Client, about: list[Entry], parts: list[Part], number: int) -> Iterator[PartLink]:
    for entry in [entry for entry in about if entry.part is not None][:2]:
        other = parts[(number + 11) % PARTS].id
        if other != entry.part:
            yield PartLink(
                id=new_id(),
                client=client.id,
                kind=LinkKind.PROTECTS,
                from_part=entry.part or "",
                to_part=other,
                entry=entry.id,
                made_at=entry.typed_at,
            )


def _acts(client: Client, parts: list[Part]) -> Iterator[PartAct]:
    for part, other in zip(parts[:3], parts[30:33], strict=True):
        for deed in (Renamed(part=part.id, name="another name"), Merged(part=other.id, into=part.id)):
            yield PartAct(id=new_id(), client=client.id, author="person-1", at=BEGAN, deed=deed)
