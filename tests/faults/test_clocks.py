"""Clocks that are set, a computer that sleeps: each line keeps its place, and the log says what happened."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from kap_companion.clock import Moment
from kap_companion.session.live import Live
from kap_companion.session.rows import rows_of
from kap_companion.session.timeline import project
from kap_companion.vault.practice import Practice, open_with
from kap_companion.vocabulary.details import GapCause, GapDetail
from kap_companion.vocabulary.entry import Entry
from tests.fakes import MORNING, ManualClock
from tests.faults.day import Day
from tests.faults.practice_files import PracticeFiles

HOUR = 3_600.0


class Story(NamedTuple):
    """What befalls the clocks; `passes` is how many seconds of the session go by with it."""

    happens: Callable[[ManualClock], Moment]
    gap: GapDetail
    passes: float


STORIES = {
    "an hour forward": Story(
        lambda clock: clock.step_wall(HOUR), GapDetail(cause=GapCause.CLOCK_STEPPED, seconds=HOUR), 0
    ),
    "an hour back": Story(
        lambda clock: clock.step_wall(-HOUR), GapDetail(cause=GapCause.CLOCK_STEPPED, seconds=-HOUR), 0
    ),
    "two hours asleep": Story(
        lambda clock: clock.sleep_computer(2 * HOUR),
        GapDetail(cause=GapCause.SUSPENDED, seconds=2 * HOUR),
        2 * HOUR,
    ),
}


def _taken_up(practice: Practice, day: Day) -> tuple[Live, Entry]:
    """The session in a program that was started again, and the entry that says it was closed."""
    session = practice.record.session(day.live.session.id)
    live, change = Live.resume(practice.record, practice.notebook, day.clock, session, practice.person)
    (gap,) = change.added
    return live, gap


def _elapsed(live: Live, raw: str) -> float:
    return next(row.elapsed_ms for row in live.timeline.entries if row.raw == raw) / 1000


@pytest.mark.parametrize("name", STORIES)
def test_what_befalls_the_clocks_leaves_a_gap_entry_and_moves_no_line_also_after_a_restart(
    name: str, new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    story, folder = STORIES[name], place / "Stillwater.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        day.meet()
        day.begin()
        day.log("d 70mg im")
        change = day.live.watch(story.happens(clock))
        assert change is not None
        assert [entry.detail for entry in change.added] == [story.gap]
        assert day.live.watch(clock.pass_time(1)) is None
        day.log("m Watchman: stern")
        assert _elapsed(day.live, "m Watchman: stern") == 60 + story.passes + 61
    clock.restart_computer(30)
    with open_with(folder, new_practice.keys, clock) as practice:
        live, closed = _taken_up(practice, day)
        assert closed.detail == GapDetail(cause=GapCause.CLOSED, seconds=30)
        live.log("n after it all", clock.pass_time(60))
        live.log("> end", clock.pass_time(60))
        assert live.held == 0
        assert practice.verify().ok
    with open_with(folder, new_practice.keys, clock) as practice:
        timeline = project(rows_of(practice.record, practice.notebook, day.live.session.id))
        assert day.promises.broken(practice) == []
    lines = {row.raw: row.elapsed_ms / 1000 for row in timeline.entries}
    dosed = 60.0
    later = story.passes + 61
    assert (lines["d 70mg im"], timeline.first_dose_ms) == (dosed, dosed * 1000)
    assert lines["m Watchman: stern"] == dosed + later
    assert lines["n after it all"] == dosed + later + 30 + 60
    assert timeline.ended_ms == (dosed + later + 30 + 120) * 1000
    assert [row.elapsed_ms for row in timeline.entries] == sorted(row.elapsed_ms for row in timeline.entries)


def test_a_clock_that_was_set_back_while_the_program_was_closed_takes_no_line_behind_those_before(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        day.meet()
        day.begin()
        day.log("d 70mg im")
        day.log("m Watchman: stern")
    clock.restart_computer(-HOUR)
    with open_with(folder, new_practice.keys, clock) as practice:
        live, closed = _taken_up(practice, day)
        assert closed.detail == GapDetail(cause=GapCause.CLOSED, seconds=0)
        live.log("n after it all", clock.pass_time(60))
        assert _elapsed(live, "n after it all") == 120 + 60
        assert live.timeline.entries[-1].at == MORNING + timedelta(seconds=120 + 60) - timedelta(seconds=HOUR)
        assert day.promises.broken(practice) == []


def test_all_that_befalls_the_clocks_in_one_second_is_said(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        day.meet()
        day.begin()
        for story in STORIES.values():
            story.happens(clock)
        change = day.live.watch(clock.step_wall(-HOUR))
        assert change is not None
        assert [entry.detail for entry in change.added] == [
            GapDetail(cause=GapCause.SUSPENDED, seconds=2 * HOUR),
            GapDetail(cause=GapCause.CLOCK_STEPPED, seconds=-HOUR),
        ]
        day.log("n awake")
        assert _elapsed(day.live, "n awake") == 2 * HOUR + 60
