"""Elapsed time stays right whatever the computer's clocks do."""

from datetime import timedelta
from typing import Any

import pytest

from kap_companion.clock import Moment
from kap_companion.session.session_clock import SessionClock, closed_seconds, drift
from kap_companion.vocabulary.details import GapCause
from kap_companion.vocabulary.entry import Entry
from tests.builders import an_entry
from tests.fakes import MORNING, ManualClock


def a_row(moment: Moment, elapsed_ms: int, **fields: Any) -> Entry:
    return an_entry(**{"at": moment.at, "typed_at": moment.at, "elapsed_ms": elapsed_ms, **fields})


def test_elapsed_time_counts_on_the_steady_clock() -> None:
    clock = ManualClock()
    session_clock = SessionClock.resumed(MORNING, (), clock.now())
    clock.pass_time(60)
    clock.step_wall(-3600)
    clock.sleep_computer(600)
    clock.change_zone(1)
    assert session_clock.elapsed_ms(clock.now()) == 660_000


def test_after_a_restart_the_wall_bridges_the_gap() -> None:
    clock = ManualClock()
    last = a_row(clock.pass_time(100), 100_000)
    resumed = SessionClock.resumed(MORNING, [last], clock.restart_computer(50))
    assert resumed.elapsed_ms(clock.now()) == 150_000
    assert resumed.elapsed_ms(clock.pass_time(10)) == 160_000


def test_a_step_before_the_restart_does_not_move_elapsed_time_after_it() -> None:
    clock = ManualClock()
    clock.pass_time(100)
    stepped = a_row(clock.step_wall(7200), 100_000)
    resumed = SessionClock.resumed(MORNING, [stepped], clock.restart_computer(50))
    assert resumed.elapsed_ms(clock.now()) == 150_000


def test_an_amendment_of_an_entry_from_before_a_step_does_not_bring_the_step_back() -> None:
    clock = ManualClock()
    before = a_row(clock.pass_time(100), 100_000)
    stepped = a_row(clock.step_wall(7200), 100_000)
    amended = before.model_copy(update={"id": "z", "amends": before.id, "typed_at": stepped.at})
    resumed = SessionClock.resumed(MORNING, [before, stepped, amended], clock.restart_computer(50))
    assert resumed.elapsed_ms(clock.now()) == 150_000


def test_a_wall_set_back_while_closed_never_takes_elapsed_time_behind_what_was_written() -> None:
    clock = ManualClock()
    last = a_row(clock.pass_time(3600), 3_600_000)
    resumed = SessionClock.resumed(MORNING, [last], clock.restart_computer(-7200))
    assert resumed.elapsed_ms(clock.now()) == 3_600_000


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ([("pass_time", 7200.0)], []),
        ([("step_wall", 1.5)], []),
        ([("step_wall", 3.0)], [(GapCause.CLOCK_STEPPED, 3.0)]),
        ([("step_wall", -3600.0)], [(GapCause.CLOCK_STEPPED, -3600.0)]),
        ([("sleep_computer", 1.0)], []),
        ([("sleep_computer", 900.0)], [(GapCause.SUSPENDED, 900.0)]),
        ([("change_zone", -7.0)], [(GapCause.ZONE_CHANGED, 3600.0)]),
        ([("change_zone", -9.0)], [(GapCause.ZONE_CHANGED, -3600.0)]),
        (
            [("sleep_computer", 60.0), ("step_wall", 10.0), ("change_zone", -7.0)],
            [(GapCause.SUSPENDED, 60.0), (GapCause.CLOCK_STEPPED, 10.0), (GapCause.ZONE_CHANGED, 3600.0)],
        ),
        ([("step_wall", 1.2), ("pass_time", 5.0), ("step_wall", 1.2)], [(GapCause.CLOCK_STEPPED, 2.4)]),
    ],
)
def test_what_the_clocks_did_is_noticed(
    story: list[tuple[str, float]], expected: list[tuple[GapCause, float]]
) -> None:
    clock = ManualClock()
    noted = clock.now()
    for act, amount in story:
        getattr(clock, act)(amount)
    assert [(gap.cause, gap.seconds) for gap in drift(noted, clock.now())] == expected


def test_a_gap_counts_from_the_last_row_or_the_draft_and_is_never_negative() -> None:
    now = MORNING + timedelta(minutes=10)
    row = an_entry(at=MORNING, typed_at=MORNING)
    assert closed_seconds([row], None, now) == 600.0
    assert closed_seconds([row], MORNING + timedelta(minutes=4), now) == 360.0
    assert closed_seconds([row], None, MORNING - timedelta(hours=1)) == 0.0
    assert closed_seconds((), None, now) == 0.0
