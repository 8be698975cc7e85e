"""What a line leaves out and the session fills in: what is answered, what is acted on, what is granted."""

from typing import Any

import pytest

from kap_companion.errors import SessionError
from kap_companion.session.live import Live
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.consent import ConsentAct, ConsentDetail, ConsentScope
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.protocol import MaskPlan, Protocol, VitalsPlan, VitalsPoint
from tests.builders import a_protocol
from tests.session.desks import Desk, newest

MINUTE = 60_000
# Vitals are due 10 and 20 minutes after the dose, the mask comes off after 30.
PLANNED = a_protocol().model_copy(
    update={
        "vitals": VitalsPlan(points=(VitalsPoint(minutes=10), VitalsPoint(minutes=20))),
        "mask": MaskPlan(minutes=30),
    }
)


@pytest.fixture
def live(desk: Desk) -> Live:
    return begun(desk, PLANNED)


def begun(desk: Desk, protocol: Protocol) -> Live:
    return Live.begin(
        desk.record, desk.notebook, desk.clock, client=desk.client, protocol=protocol, author=desk.person
    )


def the(live: Live, kind: EntryKind) -> Entry:
    """The newest entry of a kind."""
    return next(entry for entry in reversed(live.timeline.everything) if entry.kind is kind)


def a_prompt(live: Live) -> PromptDetail:
    detail = newest(live).detail
    assert isinstance(detail, PromptDetail)
    return detail


def a_consent(live: Live) -> ConsentDetail:
    detail = newest(live).detail
    assert isinstance(detail, ConsentDetail)
    return detail


def test_done_answers_what_is_overdue_longest_and_then_what_comes_next(desk: Desk, live: Live) -> None:
    desk.type(live, "d 70mg im")
    desk.type(live, "> done too deep to disturb", after=25 * 60)
    assert (a_prompt(live).key, newest(live).text) == ("vitals:10", "too deep to disturb")
    desk.type(live, "> skip asleep", after=1)
    assert (a_prompt(live).key, a_prompt(live).outcome) == ("vitals:20", PromptOutcome.SKIPPED)
    desk.type(live, "> done", after=1)
    assert a_prompt(live).key == "mask"
    desk.type(live, "> done", after=1)
    assert a_prompt(live).key == ""


def test_a_line_that_names_what_it_answers_means_that(desk: Desk, live: Live) -> None:
    desk.type(live, "d 70mg im")
    desk.type(live, "> done mask", after=60)
    assert a_prompt(live).key == "mask"


@pytest.mark.parametrize(("line", "minutes"), [("> snooze", 5), ("> snooze 10", 10), ("> snooze 7 min", 7)])
def test_what_is_put_off_says_when_it_comes_back(line: str, minutes: int, desk: Desk, live: Live) -> None:
    desk.type(live, "d 70mg im")
    desk.type(live, line, after=12 * 60)
    assert a_prompt(live).until_ms == newest(live).elapsed_ms + minutes * MINUTE
    assert a_prompt(live).key == "vitals:10"


def test_an_answer_from_the_screen_is_the_line_it_would_be(desk: Desk, live: Live) -> None:
    desk.type(live, "d 70mg im")
    live.keep_draft("m watch", desk.clock.now())
    change = live.answer("vitals:20", PromptOutcome.SKIPPED, desk.clock.pass_time(60), "they sleep")
    entry = newest(live)
    assert change.added == (entry,)
    assert (entry.raw, entry.text, entry.source) == (
        "> skip vitals:20 they sleep",
        "they sleep",
        EntrySource.TYPED,
    )
    assert a_prompt(live) == PromptDetail(key="vitals:20", outcome=PromptOutcome.SKIPPED)
    live.answer("vitals:10", PromptOutcome.SNOOZED, desk.clock.pass_time(60), minutes=3)
    assert a_prompt(live).until_ms == newest(live).elapsed_ms + 3 * MINUTE
    assert live.draft() is not None
    desk.type(live, "> end")
    with pytest.raises(SessionError, match="has ended"):
        live.answer("mask", PromptOutcome.DONE, desk.clock.now())


def test_an_answer_that_is_amended_answers_the_same(desk: Desk, live: Live) -> None:
    desk.type(live, "d 70mg im")
    desk.type(live, "> skip", after=12 * 60)
    live.amend(newest(live).id, "> snooze 3", desk.clock.pass_time(60))
    assert a_prompt(live).key == "vitals:10"
    assert a_prompt(live).until_ms == newest(live).elapsed_ms + 3 * MINUTE


def test_after_a_restart_the_answers_are_the_same(desk: Desk, live: Live) -> None:
    desk.type(live, "d 70mg im")
    desk.type(live, "> snooze", after=12 * 60)
    desk.clock.restart_computer(60)
    resumed, _change = desk.resume(live)
    assert the(resumed, EntryKind.PROMPT) == the(live, EntryKind.PROMPT)


def test_an_action_is_about_the_newest_open_event_or_the_one_that_is_named(desk: Desk, live: Live) -> None:
    first = desk.type(live, "ae nausea mild").added[0]
    second = desk.type(live, "ae dizzy moderate").added[0]
    desk.type(live, "> action turned on side")
    assert newest(live).about == second.id
    desk.type(live, "> told #1 Marta")
    assert (newest(live).about, newest(live).detail) == (
        first.id,
        ActionDetail(what=ActionWhat.TOLD, who="Marta", number=1),
    )
    desk.type(live, "> resolved #2")
    assert newest(live).about == second.id
    desk.type(live, "> action a sip of water")
    assert newest(live).about == first.id
    live.amend(newest(live).id, "> action two sips of water", desk.clock.pass_time(1))
    assert newest(live).about == first.id
    live.amend(newest(live).id, "> action #2 two sips of water", desk.clock.pass_time(1))
    assert newest(live).about == second.id
    desk.type(live, "> action #9 what")
    assert newest(live).about is None


def test_before_the_first_dose_a_consent_is_given(desk: Desk, live: Live) -> None:
    desk.type(live, "> consent touch hand on shoulder by Ana")
    assert (a_consent(live).act, a_consent(live).scope) == (ConsentAct.GIVEN, ConsentScope.TOUCH)


def test_after_it_what_would_widen_one_was_asked_and_what_would_not_is_given(desk: Desk, live: Live) -> None:
    desk.type(live, "> consent touch hand on shoulder by Ana")
    given = newest(live)
    desk.type(live, "d 70mg im")
    for line in ("> consent touch hand on shoulder by Kim", "@-30m > consent recording audio"):
        desk.type(live, line)
        assert (a_consent(live).act, newest(live).raw) == (ConsentAct.ASKED, line)
    desk.type(live, "> consent touch hand on shoulder by Ana")
    assert a_consent(live).act is ConsentAct.GIVEN
    live.amend(given.id, "> consent touch anywhere by Ana", desk.clock.pass_time(1))
    assert a_consent(live).act is ConsentAct.ASKED


def test_withdrawing_and_stopping_are_one_act_each_and_leave_the_draft_alone(desk: Desk, live: Live) -> None:
    desk.type(live, "> consent touch hand on shoulder by Ana")
    desk.type(live, "d 70mg im")
    live.keep_draft("m watch", desk.clock.now())
    acts: list[tuple[Any, EntryKind]] = [(live.withdraw, EntryKind.CONSENT), (live.stop, EntryKind.STOP)]
    for act, kind in acts:
        moment = desk.clock.pass_time(7)
        act(moment)
        assert (newest(live).kind, newest(live).at) == (kind, moment.at)
    withdrawn = the(live, EntryKind.CONSENT).detail
    assert withdrawn == ConsentDetail(act=ConsentAct.WITHDRAWN)
    assert live.draft() is not None
