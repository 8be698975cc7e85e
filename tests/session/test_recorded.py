"""What the record says of a session: its own rows and whoever wrote, signed or facilitated."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.recorded import SessionRecord, read_record
from kap_companion.vocabulary.kinds import Compartment
from tests.builders import a_person
from tests.session.desks import Desk


def recorded(desk: Desk, session_id: str) -> SessionRecord:
    return read_record(readers_for(Purpose.RECORD_EXPORT, desk.record, desk.notebook), session_id)


def test_it_holds_the_rows_of_the_record_alone(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "n a private word")
    desk.type(live, "d 70mg im")
    found = recorded(desk, live.session.id)
    assert {row.compartment for row in found.timeline.everything} == {Compartment.RECORD}
    assert "d 70mg im" in [row.raw for row in found.timeline.entries]


def test_it_says_how_each_row_reads_now(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    dose = next(row for row in live.timeline.entries if row.raw == "d 70mg im")
    live.amend(dose.id, "d 75mg im", desk.clock.pass_time(5), "misread")
    desk.type(live, "> stop")
    stop = next(row for row in live.timeline.entries if row.raw == "> stop")
    live.retract(stop.id, desk.clock.pass_time(5))
    found = recorded(desk, live.session.id)
    readings = {row.raw: found.reading_of(row) for row in found.timeline.everything if row.raw}
    assert readings == {"d 70mg im": "amended", "d 75mg im": "current", "> stop": "retracted"}


def test_people_are_those_who_wrote_or_facilitated_and_others_are_called_by_their_id(desk: Desk) -> None:
    desk.record.add_person(a_person("Somebody Else"))
    live = desk.begin()
    found = recorded(desk, live.session.id)
    assert [person.name for person in found.people.values()] == ["Ana Ruiz"]
    assert found.name_of(desk.person.id) == "Ana Ruiz"
    assert found.name_of("nobody") == "nobody"


def test_there_is_no_record_of_a_session_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(SessionError):
        recorded(desk, "nobody's")
