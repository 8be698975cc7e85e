"""The card of a handoff: all that whoever takes over needs, and not a word of a notebook."""

import pytest

from kap_companion.errors import BugError
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.session.handoff_card import card
from kap_companion.session.timeline import project
from kap_companion.vocabulary.consent import ConsentScope
from kap_companion.vocabulary.details import AdverseEventDetail, PeopleDetail, VitalsStatus
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.protocol import DischargePlan, VitalsPlan, VitalsPoint
from tests.builders import an_entry
from tests.session.desks import Desk
from tests.session.facts import (
    a_consent,
    a_dose,
    a_protocol,
    a_session_of,
    ms,
    no_vitals,
    some_vitals,
    told,
)

CANARY = "quetzalcoatlus"


def test_it_says_how_the_session_stands() -> None:
    points = tuple(VitalsPoint(minutes=minutes) for minutes in (15, 30, 45))
    protocol = a_protocol(
        vitals=VitalsPlan(points=points), discharge=DischargePlan(first_dose_minutes=120, escort=True)
    )
    nausea = an_entry(EntryKind.ADVERSE_EVENT, AdverseEventDetail(term="nausea", severity=1), minutes=80)
    promise = an_entry(EntryKind.PROMISE, minutes=85, text="nobody opens the door")
    here = an_entry(EntryKind.PEOPLE, PeopleDetail(action="present", names=("Ana", "Kim")), minutes=0)
    gone = an_entry(EntryKind.PEOPLE, PeopleDetail(action="out", names=("Kim",)), minutes=70)
    vitals, declined = some_vitals(76), no_vitals(VitalsStatus.DEFERRED, "not to disturb", 88)
    touch = a_consent(ConsentScope.TOUCH, people=("Ana",), touch="hand")
    rows = [here, touch, a_dose(60), gone, vitals, nausea, promise, declined]
    made = card(told(*rows), a_session_of(protocol), ms(90))
    assert (made.elapsed_ms, made.from_dose_ms) == (ms(90), ms(30))
    assert [line.mg for line in made.doses] == [None]
    assert (made.vitals, made.vitals_not_taken) == (vitals, declined)
    assert made.overdue == ()
    assert [due.key for due in made.next_due] == ["vitals:45", "discharge"]
    assert [concern.entry for concern in made.concerns] == [nausea]
    assert [one.entry for one in made.consents.standing] == [touch]
    assert made.promises == (promise,)
    assert [stay.name for stay in made.people] == ["Ana"]


def test_what_is_overdue_is_all_there() -> None:
    points = tuple(VitalsPoint(minutes=minutes) for minutes in (15, 30, 45))
    made = card(told(a_dose(0)), a_session_of(a_protocol(vitals=VitalsPlan(points=points))), ms(35))
    assert [due.key for due in made.overdue] == ["vitals:15", "vitals:30"]
    assert [due.key for due in made.next_due] == ["vitals:45"]


def test_an_empty_session_has_a_card() -> None:
    made = card(told(), a_session_of(), 0)
    assert (made.from_dose_ms, made.vitals, made.doses, made.ceiling) == (None, None, (), None)


def test_a_row_of_a_notebook_is_a_bug_and_not_left_out_in_silence() -> None:
    with pytest.raises(BugError, match="notebook"):
        card(told(an_entry(EntryKind.NOTE, text=CANARY)), a_session_of(), 0)


def test_no_word_of_a_notebook_comes_onto_the_card(desk: Desk) -> None:
    live = desk.begin()
    for line in (
        f"n {CANARY} in a note",
        f'm {CANARY}: "{CANARY}"',
        f'"{CANARY}"',
        f"h {CANARY}",
        "d 70 mg im",
        "v 128/82 72 97",
        "ae nausea mild",
    ):
        desk.type(live, line)
    assert any(CANARY in entry.raw for entry in live.timeline.everything)
    rows = readers_for(Purpose.HANDOFF, desk.record, desk.notebook).entries(live.session.id)
    made = card(project(rows), live.session, live.elapsed_ms(desk.clock.now()))
    assert len(made.doses) == 1
    assert CANARY not in repr(made)
