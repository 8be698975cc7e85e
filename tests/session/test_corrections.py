"""Amending and taking back, over real encrypted files."""

import pytest

from kap_companion.errors import SessionError
from kap_companion.session.timeline import project
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import SessionState
from tests.session.desks import Desk, newest


def test_taking_back_the_end_opens_the_session_again(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Planner: worries")
    desk.type(live, "> end")
    ended = newest(live)
    live.retract(ended.id, desk.clock.pass_time(1), "too early")
    assert (live.timeline.phase, live.session.state) == (Phase.PREPARATION, SessionState.PREPARATION)
    assert [here.part for here in live.timeline.present] == [part.id for part in live.roster.parts]
    assert desk.record.running_session() == live.session
    assert newest(live).reason == "too early"
    desk.type(live, "n going on")


def test_amending_keeps_the_time_and_shows_only_the_new_reading(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "v 118/67")
    old = newest(live)
    change = live.amend(old.id, "v 118/76", desk.clock.pass_time(300), "mistyped")
    new = newest(live)
    assert (new.amends, new.at, new.elapsed_ms, new.reason) == (old.id, old.at, old.elapsed_ms, "mistyped")
    assert new.typed_at > old.typed_at
    assert (change.added, change.removed) == ((new,), (old.id,))
    live.amend(old.id, "v 118/77", desk.clock.pass_time(1))
    assert newest(live).amends == new.id
    assert live.timeline.history(old.id) == (old, new, newest(live))


def test_amending_a_shift_counts_from_the_first_key_not_from_the_shifted_time(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "@-2m n reaches", after=600)
    old = newest(live)
    live.amend(old.id, "@-2m n reaches out", desk.clock.pass_time(60))
    assert newest(live).elapsed_ms == 480_000
    live.amend(old.id, "@-3m n reaches out", desk.clock.pass_time(60))
    assert newest(live).elapsed_ms == 420_000
    live.amend(old.id, "@9:10:30 n reaches out", desk.clock.pass_time(60))
    assert newest(live).elapsed_ms == 630_000


def test_a_dose_amended_into_a_note_no_longer_counts_in_the_record_read_alone(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    dose = newest(live)
    live.amend(dose.id, "n the dose is drawn up", desk.clock.pass_time(5))
    assert live.timeline.first_dose_ms is None
    assert live.session.state is SessionState.PREPARATION
    assert project(desk.record.entries(live.session.id)).doses == ()
    assert [entry.text for entry in project(desk.notebook.entries(live.session.id)).entries] == [
        "the dose is drawn up"
    ]
    live.take_back(desk.clock.pass_time(5))
    assert live.timeline.doses == (dose,)
    assert desk.record.session(live.session.id).state is SessionState.DOSING


def test_a_dose_amended_twice_and_then_into_a_note_counts_in_neither_file(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    dose = live.timeline.doses[0]
    live.amend(dose.id, "d 75mg im", desk.clock.pass_time(5))
    second = live.timeline.doses[0]
    live.amend(dose.id, "n no dose was given", desk.clock.pass_time(5))
    assert project(desk.record.entries(live.session.id)).doses == ()
    live.take_back(desk.clock.pass_time(5))
    assert live.timeline.doses == (second,)
    assert project(desk.record.entries(live.session.id)).doses == (second,)


def test_an_amendment_cut_off_between_the_files_is_finished_at_the_next_start(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    dose = newest(live)
    live.amend(dose.id, "n the dose is drawn up", desk.clock.pass_time(5))
    amendment = next(row for row in live.timeline.everything if row.amends == dose.id)
    other = desk.begin()
    again = dose.model_copy(update={"id": "0-dose", "session": other.session.id})
    desk.record.append(again, state=SessionState.DOSING)
    cut = {"id": "0-note", "session": other.session.id, "amends": "0-dose"}
    desk.notebook.append(amendment.model_copy(update=cut))
    resumed, _change = desk.resume(other)
    assert project(desk.record.entries(other.session.id)).doses == ()
    assert resumed.session.state is SessionState.PREPARATION
    assert desk.record.session(other.session.id).state is SessionState.PREPARATION


def test_taking_back_goes_from_act_to_act_and_never_touches_what_nobody_typed(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "n one")
    desk.type(live, "n two")
    one, two = live.timeline.entries[1:]
    live.amend(one.id, "n one, mended", desk.clock.pass_time(1))
    change = live.take_back(desk.clock.pass_time(1))
    assert change is not None
    assert change.added == (one,)
    assert live.timeline.entries[1:] == (one, two)
    live.take_back(desk.clock.pass_time(1))
    assert live.timeline.entries[1:] == (one,)
    live.take_back(desk.clock.pass_time(1))
    assert live.take_back(desk.clock.pass_time(1)) is None
    assert [entry.kind for entry in live.timeline.entries] == [EntryKind.PHASE]
    assert {row.raw for row in live.timeline.everything} >= {"n one", "n two", "n one, mended"}


def test_retracting_an_amended_entry_takes_all_its_readings_back(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "n one")
    one = newest(live)
    live.amend(one.id, "n one, mended", desk.clock.pass_time(1))
    live.retract(one.id, desk.clock.pass_time(1))
    assert [entry.kind for entry in live.timeline.entries] == [EntryKind.PHASE]
    with pytest.raises(SessionError, match="not there"):
        live.retract(one.id, desk.clock.now())
    with pytest.raises(SessionError, match="not there"):
        live.amend("nothing", "n", desk.clock.now())


def test_a_retraction_lies_where_its_entry_lies(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "v 118/76")
    desk.type(live, "n one")
    for _ in range(2):
        live.take_back(desk.clock.pass_time(1))
    for file in (desk.record, desk.notebook):
        assert file.entries(live.session.id)[-1].kind is EntryKind.RETRACTION
