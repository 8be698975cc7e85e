"""What asks for something to be done, until it is over or said what was done."""

from typing import Any

import pytest

from kap_companion.session.concerns import ConcernKind, about_of, concerns, open_concerns
from kap_companion.session.timeline import project
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import AdverseEventDetail, PhaseDetail, VitalsDetail, VitalsStatus
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.limits import LimitScope, Measure
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from tests.builders import a_protocol, an_entry
from tests.session.test_limits import at_most, planned, stated
from tests.session.test_timeline import a_retraction, amended

PROTOCOL = planned(at_most(140))
DONE, TOLD, RESOLVED = ActionWhat.DONE, ActionWhat.TOLD, ActionWhat.RESOLVED


def an_event(minutes: float, term: str = "nausea", severity: int | None = None, **fields: Any) -> Entry:
    detail = AdverseEventDetail(term=term, severity=severity)
    return an_entry(EntryKind.ADVERSE_EVENT, detail, minutes=minutes, **fields)


def a_pressure(minutes: float, systolic: int, **fields: Any) -> Entry:
    detail = VitalsDetail(systolic=systolic, diastolic=80)
    return an_entry(EntryKind.VITALS, detail, minutes=minutes, **fields)


def an_action(minutes: float, about: Entry, what: ActionWhat = DONE, **detail: Any) -> Entry:
    said = ActionDetail(what=what, **detail)
    return an_entry(EntryKind.ACTION, said, minutes=minutes, about=about.id)


def an_answer(minutes: float, about: Entry, outcome: PromptOutcome) -> Entry:
    detail = PromptDetail(key=f"recheck:{about.id}", outcome=outcome)
    return an_entry(EntryKind.PROMPT, detail, minutes=minutes)


def open_entries(*rows: Entry) -> list[Entry]:
    return [concern.entry for concern in open_concerns(project(rows), PROTOCOL)]


def test_an_adverse_event_is_open_until_it_is_over() -> None:
    event = an_event(10, severity=1)
    rows = [event, an_action(12, event), an_action(13, event, TOLD, who="Dr. Okafor")]
    (concern,) = concerns(project(rows), PROTOCOL)
    assert (concern.number, concern.what, concern.entry) == (1, ConcernKind.ADVERSE, event)
    assert (concern.onset_ms, concern.resolved_ms, concern.is_open) == (600_000, None, True)
    assert (concern.actions, concern.told) == ((rows[1],), (rows[2],))
    rows.append(an_action(30, event, RESOLVED))
    (concern,) = concerns(project(rows), PROTOCOL)
    assert (concern.resolved_ms, concern.is_open, len(concern.actions)) == (1_800_000, False, 1)


def test_the_end_of_the_session_closes_no_adverse_event() -> None:
    event = an_event(10)
    assert open_entries(event, an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=60)) == [
        event
    ]


def test_an_expected_effect_is_no_concern() -> None:
    assert open_entries(an_entry(EntryKind.EXPECTED_EFFECT, text="floating", minutes=5)) == []


def test_the_severity_is_the_one_that_was_said_last() -> None:
    event = an_event(10, severity=1)
    rows = [event, an_action(12, event, severity=3), an_action(14, event)]
    assert [each.severity for each in concerns(project(rows), PROTOCOL)] == [3]
    rows.append(an_action(20, event, RESOLVED, severity=2))
    assert [each.severity for each in concerns(project(rows), PROTOCOL)] == [2]
    assert [each.severity for each in concerns(project([an_event(1)]), PROTOCOL)] == [None]


@pytest.mark.parametrize("what", list(ActionWhat))
def test_vitals_outside_a_limit_are_open_until_it_is_said_what_was_done(what: ActionWhat) -> None:
    high, fine = a_pressure(15, 152), a_pressure(16, 140)
    assert open_entries(high, fine) == [high]
    assert open_entries(high, fine, an_action(17, high, what)) == []


def test_vitals_outside_a_limit_say_which_value_and_which_limit() -> None:
    (concern,) = concerns(project([a_pressure(15, 152)]), PROTOCOL)
    assert concern.what is ConcernKind.VITALS
    assert [(each.bound.measure, each.value, each.bound.upper) for each in concern.outside] == [
        (Measure.SYSTOLIC, 152, 140)
    ]


def test_taking_vitals_again_does_not_say_what_was_done() -> None:
    high = a_pressure(15, 152)
    assert open_entries(high, a_pressure(20, 130)) == [high]


@pytest.mark.parametrize(
    ("outcome", "still_open"),
    [(PromptOutcome.DONE, False), (PromptOutcome.SKIPPED, False), (PromptOutcome.SNOOZED, True)],
)
def test_answering_the_recheck_answers_the_vitals_but_putting_it_off_does_not(
    outcome: PromptOutcome, still_open: bool
) -> None:
    high = a_pressure(15, 152)
    assert bool(open_entries(high, an_answer(20, high, outcome))) is still_open


def test_an_answer_to_something_else_that_was_due_closes_nothing() -> None:
    high = a_pressure(15, 152)
    other = an_entry(EntryKind.PROMPT, PromptDetail(key="vitals:15"), minutes=20)
    assert open_entries(high, other) == [high]


def test_vitals_are_held_against_the_limits_in_force_when_they_were_taken() -> None:
    before, after = a_pressure(10, 150), a_pressure(30, 150)
    order = stated(LimitScope.CLIENT, 20, at_most(160))
    assert open_entries(before, order, after) == [before]


def test_without_a_limit_no_vitals_are_a_concern() -> None:
    assert concerns(project([a_pressure(10, 300)]), a_protocol()) == ()
    declined = an_entry(EntryKind.VITALS, VitalsDetail(status=VitalsStatus.DECLINED), minutes=1)
    assert open_entries(declined) == []


def test_concerns_keep_the_number_they_were_first_written_with() -> None:
    first, second = an_event(10, "nausea"), a_pressure(12, 152)
    earlier = an_event(5, "dizziness", typed_ms=900_000)
    mended = amended(first, detail=AdverseEventDetail(term="vomiting"), typed_ms=1_000_000)
    numbers = [(each.number, each.entry) for each in concerns(project([first, second]), PROTOCOL)]
    assert numbers == [(1, first), (2, second)]
    numbers = [(e.number, e.entry) for e in concerns(project([first, second, earlier, mended]), PROTOCOL)]
    assert numbers == [(1, mended), (2, second), (3, earlier)]


def test_what_was_said_of_an_entry_is_said_of_its_later_readings_too() -> None:
    event = an_event(10)
    mended = amended(event, detail=AdverseEventDetail(term="vomiting"))
    rows = [event, an_action(12, event), mended, an_action(13, mended, TOLD), an_action(14, event, RESOLVED)]
    (concern,) = concerns(project(rows), PROTOCOL)
    assert (concern.actions, concern.told, concern.resolved_ms) == ((rows[1],), (rows[3],), 840_000)


def test_an_event_or_an_action_that_was_taken_back_counts_no_more() -> None:
    event = an_event(10)
    over = an_action(20, event, RESOLVED)
    assert open_entries(event, over, a_retraction(over)) == [event]
    assert concerns(project([event, over, a_retraction(event)]), PROTOCOL) == ()


def test_an_action_is_about_the_newest_open_one_or_the_one_it_names() -> None:
    nausea, high, panic = an_event(10), a_pressure(12, 152), an_event(14, "panic")
    rows = [nausea, high, panic]

    def about(number: int | None = None) -> str | None:
        return about_of(ActionDetail(number=number), project(rows), PROTOCOL)

    assert about() == panic.id
    assert [about(number) for number in (1, 2, 3, 4, 0)] == [nausea.id, high.id, panic.id, None, None]
    rows.append(an_action(20, panic, RESOLVED))
    assert (about(), about(3)) == (high.id, panic.id)
    rows.append(an_action(21, high))
    assert about() == nausea.id
    rows.append(an_action(22, nausea, RESOLVED))
    assert about() is None
