"""Risks: marked in the notebook, open until the record knows or somebody says why not."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.ids import new_id
from kap_companion.session.following import follow
from kap_companion.session.live import Live
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import PlainDetail, RiskDetail, RiskKind
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind
from tests.builders import an_entry
from tests.session.desks import Desk, a_nurse, newest


def marked(desk: Desk, line: str = 'e the little one: "I would rather not be here"') -> tuple[Live, Entry]:
    live = desk.begin()
    desk.type(live, line)
    entry = newest(live)
    live.mark_risk(entry.id, RiskKind.SUICIDALITY, "", desk.clock.pass_time(5))
    return live, entry


def a_copy(of: Entry) -> Entry:
    copied = {"id": new_id(), "kind": EntryKind.NOTE, "compartment": Compartment.RECORD}
    detail = PlainDetail(kind="note")
    return of.model_copy(update={**copied, "detail": detail, "copied_from": of.id, "part": None})


def test_a_mark_is_a_row_of_the_notebook_and_stands_beside_the_entries(desk: Desk) -> None:
    live, entry = marked(desk)
    mark = newest(live)
    assert (mark.kind, mark.detail, mark.about) == (
        EntryKind.RISK,
        RiskDetail(what=RiskKind.SUICIDALITY),
        entry.id,
    )
    assert mark in desk.notebook.entries(live.session.id)
    assert mark not in live.timeline.entries
    (risk,) = live.timeline.risks
    assert (risk.entry, risk.mark, risk.is_open) == (entry, mark, True)
    assert live.timeline == project(desk.entries(live))


def test_a_copy_in_the_record_answers_it_also_of_an_older_reading(desk: Desk) -> None:
    live, entry = marked(desk)
    desk.record.append(a_copy(entry))
    seen = desk.look(live)
    assert [risk.is_open for risk in seen.timeline.risks] == [False]
    live, entry = marked(desk)
    live.amend(entry.id, "e the little one: wants to go", desk.clock.pass_time(5))
    assert [(risk.entry.raw, risk.is_open) for risk in live.timeline.risks] == [
        ("e the little one: wants to go", True)
    ]
    desk.record.append(a_copy(entry))
    assert [risk.is_open for risk in desk.look(live).timeline.risks] == [False]


def test_a_copy_in_somebody_elses_notebook_answers_nothing() -> None:
    entry = an_entry(EntryKind.QUOTE, PlainDetail(kind="note"))
    mark = an_entry(EntryKind.RISK, RiskDetail(), about=entry.id, minutes=1)
    handed_over = a_copy(entry).model_copy(update={"compartment": Compartment.PROCESS})
    assert [risk.is_open for risk in project([entry, mark, handed_over]).risks] == [True]


def test_a_reason_why_it_is_not_copied_answers_it() -> None:
    entry = an_entry()
    mark = an_entry(EntryKind.RISK, RiskDetail(), about=entry.id, minutes=1)
    answer = an_entry(EntryKind.RISK_ANSWER, about=mark.id, reason="known to the prescriber", minutes=2)
    timeline = project([entry, mark, answer])
    assert [risk.answer for risk in timeline.risks] == [answer]
    assert timeline.marks == (mark, answer)
    assert timeline == follow(follow(project([entry]), [mark]), [answer])


def test_taking_back_the_mark_or_what_it_marks_closes_it(desk: Desk) -> None:
    live, entry = marked(desk)
    live.take_back(desk.clock.pass_time(5))
    assert live.timeline.risks == ()
    assert entry in live.timeline.entries
    live, entry = marked(desk)
    live.retract(live.timeline.risks[0].mark.id, desk.clock.pass_time(5))
    assert live.timeline.risks == ()
    live, entry = marked(desk)
    live.retract(entry.id, desk.clock.pass_time(5))
    assert live.timeline.risks == ()


def test_an_entry_that_is_moved_into_the_record_answers_itself(desk: Desk) -> None:
    live, entry = marked(desk, "n blood pressure went up")
    live.amend(entry.id, "v 190/110", desk.clock.pass_time(5))
    assert [risk.is_open for risk in live.timeline.risks] == [False]


def test_only_process_entries_are_marked_and_each_once_a_kind(desk: Desk) -> None:
    live, entry = marked(desk)
    with pytest.raises(SessionError, match="marked so already"):
        live.mark_risk(entry.id, RiskKind.SUICIDALITY, "", desk.clock.now())
    live.mark_risk(entry.id, RiskKind.ABUSE, "an uncle", desk.clock.now())
    assert [risk.what for risk in live.timeline.risks] == [RiskKind.SUICIDALITY, RiskKind.ABUSE]
    assert newest(live).text == "an uncle"
    desk.type(live, "ae nausea mild")
    with pytest.raises(SessionError, match="in the record already"):
        live.mark_risk(newest(live).id, RiskKind.MEDICAL, "", desk.clock.now())
    with pytest.raises(SessionError, match="cannot be amended"):
        live.amend(live.timeline.risks[0].mark.id, "n something", desk.clock.now())
    with pytest.raises(SessionError, match="not there"):
        live.mark_risk("nothing", RiskKind.MEDICAL, "", desk.clock.now())


def test_nobody_else_sees_that_something_was_marked(desk: Desk) -> None:
    live, _entry = marked(desk)
    seen = desk.take_a_seat(live, a_nurse(desk)).timeline
    assert (seen.risks, seen.marks) == ((), ())
