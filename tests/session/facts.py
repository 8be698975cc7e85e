"""Makers of the facts, answers and doses that the gate and "ready to leave" are computed from."""

from typing import Any

from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.details import DoseDetail, PlainDetail, VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind, GateDetail, GatePoint, OverrideDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.protocol import Protocol
from kap_companion.vocabulary.routes import Drug, Route
from kap_companion.vocabulary.session import Session
from tests.builders import a_session, an_entry


def a_fact(what: FactKind, text: str = "", *, minutes: float = 0, at: Any = None, **said: Any) -> Entry:
    """A fact; `at` is the wall time of the entry where the time of day matters."""
    when = {} if at is None else {"at": at, "typed_at": at}
    return an_entry(EntryKind.FACT, FactDetail(what=what, **said), minutes=minutes, text=text, **when)


def a_check(key: str, answer: bool | None, text: str = "", minutes: float = 0) -> Entry:
    return a_fact(FactKind.CHECK, text, key=key, answer=answer, minutes=minutes)


def an_override(
    key: str, by: str = "Dr. Okafor", reason: str = "as talked over", minutes: float = 0
) -> Entry:
    return an_entry(EntryKind.OVERRIDE, OverrideDetail(key=key, by=by), minutes=minutes, text=reason)


def some_vitals(minutes: float = 0, systolic: int = 128, **said: Any) -> Entry:
    values: dict[str, Any] = {"systolic": systolic, "diastolic": 82, "heart_rate": 72, "spo2": 97}
    return an_entry(EntryKind.VITALS, VitalsDetail(**(values | said)), minutes=minutes)


def no_vitals(status: VitalsStatus, reason: str, minutes: float = 0) -> Entry:
    return an_entry(EntryKind.VITALS, VitalsDetail(status=status, reason=reason), minutes=minutes)


def a_consent(
    scope: ConsentScope, act: ConsentAct = ConsentAct.GIVEN, *, minutes: float = 0, **said: Any
) -> Entry:
    return an_entry(EntryKind.CONSENT, ConsentDetail(act=act, scope=scope, **said), minutes=minutes)


def a_dose(minutes: float = 60, **fields: Any) -> Entry:
    detail = DoseDetail(amount=70, drug=Drug.KETAMINE)
    return an_entry(EntryKind.DOSE, detail, minutes=minutes, **fields)


def a_gate(dose: Entry, *points: GatePoint, minutes: float = 60) -> Entry:
    return an_entry(EntryKind.GATE, GateDetail(points=points), minutes=minutes, about=dose.id)


def taking_back(row: Entry, minutes: float) -> Entry:
    plain = PlainDetail(kind="retraction")
    return an_entry(EntryKind.RETRACTION, plain, minutes=minutes, retracts=row.id)


def a_protocol(**said: Any) -> Protocol:
    given: dict[str, Any] = {"key": "im", "name": "IM ketamine", "route": Route.IM, "drug": Drug.KETAMINE}
    return Protocol(**(given | said))


def a_session_of(protocol: Protocol | None = None, **fields: Any) -> Session:
    return a_session(protocol=protocol or a_protocol(), **fields)


def told(*rows: Entry) -> Timeline:
    return project(rows)


def ms(minutes: float) -> int:
    return round(minutes * 60_000)
