"""A session while it is held, over real encrypted files."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kap_companion.errors import SessionError
from kap_companion.session.rows import rows_of
from kap_companion.vocabulary.details import AskedDetail, DoseDetail
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.routes import Drug
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import SessionState
from tests.fakes import MORNING
from tests.session.desks import Desk, newest


def test_a_session_begins_in_preparation_with_the_entry_that_says_so(desk: Desk) -> None:
    live = desk.begin(intention="meet the one who hides", timezone="America/Los_Angeles")
    (entry,) = live.timeline.entries
    assert (entry.kind, entry.phase, entry.source) == (
        EntryKind.PHASE,
        Phase.PREPARATION,
        EntrySource.COMPANION,
    )
    assert live.session == desk.record.session(live.session.id) == desk.record.running_session()
    assert (live.session.number, live.session.state) == (1, SessionState.PREPARATION)
    assert desk.begin().session.number == 2


def test_an_entry_has_the_moment_of_its_first_key_and_of_enter(desk: Desk) -> None:
    live = desk.begin()
    first_key = desk.clock.pass_time(60)
    desk.clock.pass_time(45)
    live.log("n rain starts", first_key)
    entry = newest(live)
    assert (entry.at, entry.elapsed_ms) == (MORNING + timedelta(seconds=60), 60_000)
    assert entry.typed_at == MORNING + timedelta(seconds=105)
    assert (entry.raw, entry.text, entry.phase) == ("n rain starts", "rain starts", Phase.PREPARATION)


def test_the_first_dose_starts_dosing_and_is_of_the_protocols_drug(desk: Desk) -> None:
    live = desk.begin("intranasal")
    desk.type(live, "d 56mg in")
    dose = newest(live)
    assert isinstance(dose.detail, DoseDetail)
    assert (dose.detail.drug, dose.phase) == (Drug.ESKETAMINE, Phase.DOSING)
    assert desk.record.session(live.session.id).state is SessionState.DOSING
    live.take_back(desk.clock.pass_time(5))
    assert live.timeline.first_dose_ms is None
    assert desk.record.session(live.session.id).state is SessionState.PREPARATION


def test_phases_move_by_a_persons_act_and_the_end_closes_what_is_open(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "m Planner: worries")
    for phase in (Phase.DOSING, Phase.INTEGRATION, Phase.ENDED):
        live.enter(phase, desk.clock.pass_time(60))
        assert live.session.state.value == phase.value == desk.record.session(live.session.id).state.value
    (span,) = live.timeline.spans
    assert (span.end_ms, span.auto_closed) == (240_000, True)
    assert desk.record.running_session() is None
    acts: list[Callable[[], object]] = [
        lambda: live.log("late", desk.clock.now()),
        lambda: live.enter(Phase.DOSING, desk.clock.now()),
        lambda: live.rate(Quality.CALM, 3, desk.clock.now()),
        lambda: live.asked("What is it like?", "focus", desk.clock.now()),
    ]
    for act in acts:
        with pytest.raises(SessionError, match="has ended"):
            act()


def test_rating_and_asking_are_entries_and_leave_the_draft_alone(desk: Desk) -> None:
    live = desk.begin()
    live.keep_draft("m watch", desk.clock.now())
    live.rate(Quality.CONNECTEDNESS, 3, desk.clock.pass_time(1))
    assert dict(live.timeline.self_points[-1].levels) == {Quality.CONNECTEDNESS: 3}
    assert newest(live).raw == "s connectedness 3"
    assert live.draft() is not None
    desk.type(live, "m Watchman: stern")
    watchman = live.roster.parts[0].id
    live.keep_draft("m watch", desk.clock.now())
    live.asked("How do you feel toward it?", "feel toward", desk.clock.pass_time(1), watchman)
    asked = newest(live)
    assert (asked.text, asked.part) == ("How do you feel toward it?", watchman)
    assert asked.detail == AskedDetail(step="feel toward")
    assert live.draft() is not None


def test_looking_at_a_session_writes_nothing(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "n one")
    desk.clock.restart_computer(600)
    shown = desk.look(live)
    assert shown.timeline == live.timeline
    acts: list[Callable[[], object]] = [
        lambda: shown.log("n", desk.clock.now()),
        lambda: shown.amend(newest(live).id, "n", desk.clock.now()),
        lambda: shown.take_back(desk.clock.now()),
        lambda: shown.keep_draft("n", desk.clock.now()),
    ]
    for act in acts:
        with pytest.raises(SessionError, match="reading only"):
            act()
    assert shown.watch(desk.clock.step_wall(60)) is None
    assert rows_of(desk.record, desk.notebook, live.session.id) == live.timeline.everything


@pytest.mark.parametrize(
    "line", ["", " ", "\0", "\ud800 ‮ 🌿", "m : ", "m \ud800: ->\udfff", "p: -", "x" * 100_000]
)
def test_every_line_is_accepted_and_kept_as_typed(desk: Desk, line: str) -> None:
    live = desk.begin()
    desk.type(live, line)
    resumed, _change = desk.resume(live)
    assert line in [row.raw for row in resumed.timeline.everything]


def test_a_visit_without_a_dose_begins_in_its_own_phase(desk: Desk) -> None:
    live = desk.begin("integration")
    assert (live.timeline.phase, live.session.state) == (Phase.INTEGRATION, SessionState.INTEGRATION)
    assert desk.record.running_session() == live.session
    assert desk.begin("preparation").timeline.phase is Phase.PREPARATION
