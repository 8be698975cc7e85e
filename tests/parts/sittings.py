"""A client's sessions and parts as values, read as the pages read them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from kap_companion.family.members import family_of
from kap_companion.parts.client_parts import ClientParts, client_parts
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import DoseDetail, PartDetail, PhaseDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.routes import Drug, Unit
from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import BEGAN, a_client, a_session, an_entry

WEEK = timedelta(days=7)


def sittings(
    parts: Sequence[Part], entries: Mapping[str, Sequence[Entry]], acts: Sequence[PartAct] = ()
) -> ClientParts:
    """One session a week, by the ids of the sessions, in their order."""
    sessions = tuple(
        a_session(id=session, number=number, anchor=BEGAN + WEEK * (number - 1))
        for number, session in enumerate(entries, 1)
    )
    timelines = {
        session.id: project(
            entry.model_copy(
                update={
                    "session": session.id,
                    "at": session.anchor + timedelta(milliseconds=entry.elapsed_ms),
                }
            )
            for entry in entries[session.id]
        )
        for session in sessions
    }
    return client_parts(a_client(), sessions, timelines, family_of(parts, acts), ())


def felt(part: Part, minutes: float, *body: str, **detail: Any) -> Entry:
    given = PartDetail(name=part.name, body=body, **detail)
    return an_entry(EntryKind.PART, given, minutes=minutes, part=part.id)


def settled(part: Part, minutes: float) -> Entry:
    return felt(part, minutes, settled=True)


def rated(minutes: float, by: Rater = Rater.FACILITATOR, **levels: int) -> Entry:
    qualities = {Quality(name): level for name, level in levels.items()}
    return an_entry(EntryKind.SELF, SelfDetail(by=by, qualities=qualities), minutes=minutes)


def dosed(minutes: float) -> Entry:
    detail = DoseDetail(drug=Drug.KETAMINE, amount=60, unit=Unit.MG)
    return an_entry(EntryKind.DOSE, detail, minutes=minutes)


def ended(minutes: float) -> Entry:
    return an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=minutes)
