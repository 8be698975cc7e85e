"""Makers of values for tests: every field has a plain default, a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from kap_companion.ids import new_id
from kap_companion.vocabulary.details import Detail, PartDetail, PlainDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind, compartment_of
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.routes import Drug, Route
from kap_companion.vocabulary.session import Protocol, Session

BEGAN = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


def a_person(name: str = "Ana Ruiz") -> Person:
    return Person(id=new_id(), name=name, made_at=BEGAN)


def a_client(name: str = "Wren", pronouns: str = "they/them") -> Client:
    return Client(id=new_id(), name=name, pronouns=pronouns, made_at=BEGAN)


def a_protocol() -> Protocol:
    return Protocol(key="im", name="IM ketamine", route=Route.IM, drug=Drug.KETAMINE)


def a_session(client: str = "client-1", facilitator: str = "person-1", **fields: Any) -> Session:
    given: dict[str, Any] = {
        "id": new_id(),
        "client": client,
        "number": 1,
        "protocol": a_protocol(),
        "facilitator": facilitator,
        "anchor": BEGAN,
        "intention": "meet the one who hides",
    }
    return Session(**(given | fields))


def an_entry(
    kind: EntryKind = EntryKind.NOTE,
    detail: Detail | None = None,
    *,
    session: str = "session-1",
    minutes: float = 0,
    **fields: Any,
) -> Entry:
    if detail is None:
        detail = (
            PlainDetail.model_validate({"kind": kind.value}) if kind is not EntryKind.PART else PartDetail()
        )
    at = BEGAN + timedelta(minutes=minutes)
    given: dict[str, Any] = {
        "id": new_id(),
        "session": session,
        "kind": kind,
        "detail": detail,
        "compartment": compartment_of(kind),
        "author": "person-1",
        "raw": "",
        "at": at,
        "elapsed_ms": round(minutes * 60_000),
        "typed_at": at,
        "typed_ms": round(minutes * 60_000),
    }
    return Entry(**(given | fields))


def a_part(
    name: str = "The Watchman", role: Role = Role.MANAGER, *, client: str = "client-1", **fields: Any
) -> Part:
    given: dict[str, Any] = {
        "id": new_id(),
        "client": client,
        "name": name,
        "role": role,
        "first_entry": new_id(),
        "made_at": BEGAN,
    }
    return Part(**(given | fields))


def a_roster(*names: str) -> Roster:
    return Roster(tuple(a_part(name) for name in names))
