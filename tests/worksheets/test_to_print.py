"""Which sessions wait for a sheet on paper."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from kap_companion.ids import new_id
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.vocabulary.composition import Composition, SheetKind
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Handed, KeptWorksheet, SharedField
from kap_companion.worksheets.consent import take_back
from kap_companion.worksheets.to_print import ToPrint, is_waiting, to_print
from tests.builders import a_client, a_session
from tests.session.desks import Desk, a_desk
from tests.worksheets.sharing import an_item

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=timezone(timedelta(hours=-8)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def held(desk: Desk, name: str, *, ago: timedelta, agreed: bool = True, **fields: Any) -> Session:
    client = a_client(name)
    desk.record.add_client(client)
    given = {"state": SessionState.ENDED, "anchor": NOW - ago} | fields
    session = a_session(client.id, desk.person.id, **given)
    desk.record.add_session(session)
    if agreed:
        kept: dict[str, Any] = {"client": client.id, "session": session.id, "author": desk.person.id}
        desk.record.share(an_item(SharedField.PROMISE, "tea", agreed_at=session.anchor, **kept))
    return session


def a_sheet_of(session: Session, handed: Handed | None = Handed.PRINTED, **fields: Any) -> KeptWorksheet:
    given: dict[str, Any] = {
        "id": new_id(),
        "session": session.id,
        "made_at": NOW,
        "author": "person-1",
        "paper": "letter",
        "sha256": "0" * 64,
        "handed": handed,
        "composition": Composition(sheet=SheetKind.MEETING),
    }
    return KeptWorksheet(**(given | fields))


def waiting(desk: Desk, now: datetime = NOW) -> tuple[ToPrint, ...]:
    return to_print(readers_for(Purpose.WORKSHEET, desk.record, None), now)


def names(desk: Desk) -> list[str]:
    return [each.client.name for each in waiting(desk)]


def test_those_of_today_come_first_and_each_day_goes_in_the_order_the_sessions_began(desk: Desk) -> None:
    held(desk, "Zoë", ago=timedelta(days=3))
    held(desk, "Ash", ago=timedelta(hours=2))
    held(desk, "Wren", ago=timedelta(hours=6), state=SessionState.SIGNED)
    held(desk, "Juniper", ago=timedelta(days=1))
    assert names(desk) == ["Wren", "Ash", "Juniper", "Zoë"]
    assert [each.ago for each in waiting(desk)] == [0, 0, 1, 3]


def test_only_the_last_seven_days_count(desk: Desk) -> None:
    held(desk, "Ash", ago=timedelta(days=6))
    held(desk, "Wren", ago=timedelta(days=7))
    held(desk, "Sage", ago=-timedelta(days=1))
    assert names(desk) == ["Ash"]


def test_the_day_is_the_rooms_own(desk: Desk) -> None:
    # In Tokyo it was the 22nd already when this session began, on the 21st by our clock.
    began = NOW.astimezone(timezone(timedelta(hours=9)))
    held(desk, "Wren", ago=timedelta(0), anchor=began)
    (each,) = waiting(desk)
    assert (each.day, each.ago) == (began.date(), 0)


def test_what_runs_and_what_has_nothing_agreed_waits_for_nothing(desk: Desk) -> None:
    held(desk, "Ash", ago=timedelta(hours=1), state=SessionState.INTEGRATION)
    held(desk, "Wren", ago=timedelta(hours=1), agreed=False)
    gone = held(desk, "Sage", ago=timedelta(hours=1))
    (row,) = desk.record.shared(gone.id)
    desk.record.share(take_back(row, author=desk.person.id, at=NOW))
    assert names(desk) == []


def test_what_was_printed_waits_no_more_until_something_else_is_agreed(desk: Desk) -> None:
    session = held(desk, "Wren", ago=timedelta(hours=3))
    desk.record.keep_worksheet(a_sheet_of(session, Handed.SAVED))
    assert names(desk) == ["Wren"]
    desk.record.keep_worksheet(a_sheet_of(session))
    assert names(desk) == []
    later = an_item(
        SharedField.PROMISE,
        "a walk",
        client=session.client,
        session=session.id,
        author=desk.person.id,
        agreed_at=NOW + timedelta(minutes=1),
    )
    desk.record.share(later)
    assert names(desk) == ["Wren"]


def test_the_sheet_proposed_is_the_one_this_client_was_given_last(desk: Desk) -> None:
    held(desk, "Ash", ago=timedelta(hours=1))
    session = held(desk, "Wren", ago=timedelta(hours=3))
    week = Composition(sheet=SheetKind.WEEK)
    early = NOW - timedelta(days=2)
    desk.record.keep_worksheet(a_sheet_of(session, Handed.SAVED, composition=week))
    desk.record.keep_worksheet(a_sheet_of(session, Handed.SAVED, made_at=early))
    desk.record.keep_worksheet(a_sheet_of(session, None, composition=None))
    assert {each.client.name: each.sheet for each in waiting(desk)} == {
        "Ash": SheetKind.MEETING,
        "Wren": SheetKind.WEEK,
    }


def test_taking_something_back_asks_for_no_other_print() -> None:
    first = an_item(SharedField.PROMISE, "tea", agreed_at=NOW - timedelta(hours=2))
    second = an_item(SharedField.PROMISE, "a walk", agreed_at=NOW - timedelta(hours=2))
    printed = a_sheet_of(a_session(), made_at=NOW - timedelta(hours=1))
    gone = take_back(second, author="person-1", at=NOW)
    assert not is_waiting((first, second, gone), (printed,))
