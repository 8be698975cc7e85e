"""What is known of a client's parts, made of the entries and acts that a test is about."""

from collections.abc import Sequence

from kap_companion.family.kin import links_of
from kap_companion.family.members import family_of
from kap_companion.ids import new_id
from kap_companion.parts.client_parts import ClientParts, client_parts
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.part import Part, PartLink
from kap_companion.vocabulary.part_act import Deed, Observed, PartAct
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.worksheets.offers import Offers, offers
from kap_companion.worksheets.prompts import load
from tests.builders import BEGAN, a_client, a_session, an_entry

SESSION = "session-1"


def what_is_known(
    entries: Sequence[Entry],
    *parts: Part,
    acts: Sequence[PartAct] = (),
    links: Sequence[PartLink] = (),
    client: Client | None = None,
) -> ClientParts:
    """Of the entries of any sessions; `session-1` is always among them."""
    ids = dict.fromkeys([SESSION, *(entry.session for entry in entries)])
    sessions = tuple(a_session(id=each, number=number) for number, each in enumerate(ids, 1))
    timelines = {each: project(entry for entry in entries if entry.session == each) for each in ids}
    family = family_of(parts, acts)
    current = {entry.id: entry for each in timelines.values() for entry in each.entries}
    return client_parts(client or a_client(), sessions, timelines, family, links_of(family, links, current))


def offered(entries: Sequence[Entry], *parts: Part, acts: Sequence[PartAct] = ()) -> Offers:
    """What of the first session could be agreed."""
    return offers(what_is_known(entries, *parts, acts=acts), SESSION, load().links)


def an_act(deed: Deed, session: str | None = SESSION) -> PartAct:
    return PartAct(id=new_id(), client="client-1", session=session, author="person-1", at=BEGAN, deed=deed)


def observed(
    part: Part, field: PartField, value: str, by: Rater = Rater.CLIENT, session: str | None = SESSION
) -> PartAct:
    return an_act(Observed(part=part.id, known=Known(field=field, value=value, by=by)), session)


def a_sighting(
    part: Part,
    minutes: float = 0,
    *,
    body: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    known: tuple[Known, ...] = (),
    session: str = SESSION,
    text: str = "",
) -> Entry:
    detail = PartDetail(name=part.name, role=part.role, body=body, words=words, known=known)
    return an_entry(EntryKind.PART, detail, minutes=minutes, part=part.id, session=session, text=text)
