"""Time in a session: shifts, restarts and what the clocks do."""

from collections.abc import Callable
from datetime import timedelta

from kap_companion.clock import Moment
from kap_companion.vocabulary.details import GapCause, GapDetail
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import Compartment
from tests.fakes import MORNING
from tests.session.desks import Desk, newest


def test_lines_place_themselves_in_time(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "@-2m little one: reaches", after=600)
    assert (newest(live).elapsed_ms, newest(live).at) == (480_000, MORNING + timedelta(minutes=8))
    desk.type(live, "@9:05 n the door", after=60)
    assert newest(live).elapsed_ms == 300_000
    desk.type(live, "@9:11:30 n a watch that runs fast", after=0)
    assert newest(live).elapsed_ms == 690_000
    desk.type(live, "@23:50 n the evening before", after=0)
    assert newest(live).at == MORNING.replace(hour=23, minute=50) - timedelta(days=1)
    desk.type(live, "@-99999999999999999999m n nonsense", after=0)
    assert newest(live).raw == "@-99999999999999999999m n nonsense"


def test_after_a_kill_the_session_is_there_again_with_a_gap_entry_and_the_draft(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im")
    desk.type(live, "m Watchman: stern", after=300)
    live.keep_draft("watchman st", desk.clock.pass_time(30))
    desk.clock.restart_computer(90)
    resumed, change = desk.resume(live)
    (gap,) = change.added
    assert gap.detail == GapDetail(cause=GapCause.CLOSED, seconds=90)
    assert (gap.source, gap.compartment, gap.elapsed_ms) == (
        EntrySource.COMPANION,
        Compartment.RECORD,
        480_000,
    )
    draft = resumed.draft()
    assert draft is not None
    assert draft.text == "watchman st"
    assert resumed.timeline.everything[:-1] == live.timeline.everything
    assert (resumed.roster, resumed.session) == (live.roster, live.session)
    assert resumed.elapsed_ms(desk.clock.pass_time(10)) == 490_000
    assert change.timeline == resumed.timeline


def test_an_ended_session_is_taken_up_without_a_gap(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "> end")
    desk.clock.pass_time(86_400)
    resumed, change = desk.resume(live)
    assert (change.added, change.removed) == ((), ())
    assert resumed.timeline == live.timeline


def test_the_clocks_never_move_elapsed_time_and_each_story_leaves_an_entry(desk: Desk) -> None:
    live = desk.begin()
    desk.type(live, "d 70mg im", after=600)
    assert live.watch(desk.clock.pass_time(1)) is None
    stories: list[tuple[Callable[[], Moment], GapCause, float, int]] = [
        (lambda: desk.clock.step_wall(-3600), GapCause.CLOCK_STEPPED, -3600.0, 601_000),
        (lambda: desk.clock.sleep_computer(120), GapCause.SUSPENDED, 120.0, 721_000),
        (lambda: desk.clock.change_zone(-7), GapCause.ZONE_CHANGED, 3600.0, 721_000),
    ]
    for happen, cause, seconds, elapsed_ms in stories:
        change = live.watch(happen())
        assert change is not None
        (gap,) = change.added
        assert (gap.detail, gap.elapsed_ms) == (GapDetail(cause=cause, seconds=seconds), elapsed_ms)
        assert live.watch(desk.clock.now()) is None
    desk.type(live, "n after it all", after=10)
    assert newest(live).elapsed_ms == 731_000
    assert [entry.elapsed_ms for entry in live.timeline.entries] == sorted(
        entry.elapsed_ms for entry in live.timeline.entries
    )
    desk.clock.restart_computer(60)
    resumed, _change = desk.resume(live)
    assert resumed.elapsed_ms(desk.clock.now()) == 791_000
    assert resumed.timeline.everything[:-1] == live.timeline.everything


def test_a_clock_set_back_just_before_a_kill_is_bridged_by_the_gap_entry(desk: Desk) -> None:
    live = desk.begin()
    desk.clock.step_wall(-7200)
    desk.type(live, "n before the watch looked", after=60)
    desk.clock.restart_computer(30)
    resumed, _change = desk.resume(live)
    assert resumed.elapsed_ms(desk.clock.now()) == 90_000
