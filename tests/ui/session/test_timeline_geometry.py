"""Time and pixels of the timeline."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.session.timeline_geometry import (
    LONGEST_MS,
    MINUTE_MS,
    SHORTEST_MS,
    Axis,
    Track,
    Window,
    tick_label,
    ticks,
    whole_session,
)
from ui.session.timeline_sight import NOW_AT, Sight

HOUR = 60 * MINUTE_MS
moments = st.integers(-10 * HOUR, 10 * HOUR)
windows = st.builds(
    lambda start, span: Window(start, start + span), moments, st.integers(SHORTEST_MS, 8 * HOUR)
)
spans = st.lists(st.tuples(moments, st.integers(0, 2 * HOUR)), max_size=60)


def wide(text: str) -> float:
    return 7.0 * len(text)


@settings(deadline=None, max_examples=60)
@given(windows, st.floats(80, 3000))
def test_a_moment_and_its_place_say_the_same(window: Window, x: float) -> None:
    axis = Axis(window, 80, 1000)
    assert axis.x(axis.ms(x)) == pytest.approx(x, abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(windows, st.floats(0.05, 20), st.floats(0, 1))
def test_zooming_leaves_the_moment_under_the_cursor_in_its_place(
    window: Window, factor: float, share: float
) -> None:
    at = window.start_ms + share * window.span_ms
    nearer = window.zoomed(factor, at)
    place = (at - nearer.start_ms) / nearer.span_ms
    assert place == pytest.approx(share, abs=1e-6)
    assert SHORTEST_MS - 1 <= nearer.span_ms <= LONGEST_MS + 1


@settings(deadline=None, max_examples=60)
@given(windows, windows)
def test_panning_never_loses_the_session(window: Window, session: Window) -> None:
    near = window.kept_near(session)
    assert near.span_ms == pytest.approx(window.span_ms)
    assert near.start_ms <= session.end_ms
    assert near.end_ms >= session.start_ms


def test_the_whole_session_reaches_ninety_minutes_past_the_dose_then_a_fifth_past_now() -> None:
    early = whole_session(0, 50 * MINUTE_MS, 40 * MINUTE_MS)
    assert early.start_ms <= 0
    assert early.end_ms == 130 * MINUTE_MS
    late = whole_session(0, 200 * MINUTE_MS, 40 * MINUTE_MS)
    assert late.end_ms == 240 * MINUTE_MS
    empty = whole_session(None, 0, None)
    assert empty.holds(0)


@pytest.mark.parametrize(
    ("seconds", "from_dose", "label"),
    [
        (-2400, True, "−40 min"),
        (0, True, "dose"),
        (0, False, "start"),
        (600, True, "+10"),
        (4200, True, "+70"),
        (90, True, "+1:30"),
        (-10, True, "−0:10"),
    ],
)
def test_ticks_count_from_the_dose_or_else_from_the_start(seconds: int, from_dose: bool, label: str) -> None:
    assert tick_label(seconds, from_dose=from_dose) == label


@settings(deadline=None, max_examples=60)
@given(windows, st.one_of(st.none(), moments), st.integers(300, 2500))
def test_tick_labels_never_touch_and_are_round_times(window: Window, dose: int | None, width: int) -> None:
    axis = Axis(window, 80, width)
    shown = ticks(axis, dose, wide)
    for one, other in pairwise(shown):
        assert other.x - one.x >= (wide(one.label) + wide(other.label)) / 2
    assert all(axis.left - 0.01 <= tick.x <= axis.right + 0.01 for tick in shown)


@settings(deadline=None, max_examples=80)
@given(spans, windows)
def test_what_is_in_view_is_found_by_bisection_as_by_looking_at_all(
    rows: list[tuple[int, int]], window: Window
) -> None:
    track = Track.of((start, start + length, number) for number, (start, length) in enumerate(rows))
    found = {
        track.items[p]
        for p in track.within(window)
        if track.ends[p] >= window.start_ms and track.starts[p] <= window.end_ms
    }
    looked = {
        number
        for number, (start, length) in enumerate(rows)
        if start + length >= window.start_ms and start <= window.end_ms
    }
    assert found == looked


def test_a_crowded_track_is_thinned_to_what_the_pixels_can_show() -> None:
    track = Track.of((float(ms), float(ms), ms) for ms in range(0, HOUR, 100))
    axis = Axis(Window(0, HOUR), 0, 900)
    shown = [axis.x(track.starts[place]) for place in track.thinned(axis, 3)]
    assert 200 < len(shown) <= 301
    assert all(later - sooner >= 3 for sooner, later in pairwise(shown))


def test_thinning_never_leaves_out_what_is_long_enough_to_be_seen() -> None:
    track = Track.of([(0.0, 10.0, "short"), (1.0, HOUR, "long"), (2.0, 3.0, "short too")])
    axis = Axis(Window(0, HOUR), 0, 900)
    assert "long" in [track.items[place] for place in track.thinned(axis, 3)]


def test_the_nearest_item_is_found_on_both_sides() -> None:
    track = Track.of((float(ms), float(ms), ms) for ms in (0, 100, 1000))
    assert [track.nearest(ms) for ms in (-50, 40, 60, 600, 5000)] == [0, 0, 1, 2, 2]
    nothing: Track[int] = Track.of([])
    assert nothing.nearest(0) is None


WHOLE = Window(0, 100_000)


def test_now_is_caught_up_with_when_it_leaves_the_view() -> None:
    grown = Window(0, 200_000)
    assert Sight(WHOLE).caught_up(99_000, grown) == Sight(WHOLE)
    assert Sight(WHOLE).caught_up(101_000, grown).shown == grown
    near = Sight(WHOLE).zoomed(2, 50_000, WHOLE)
    caught = near.caught_up(101_000, WHOLE)
    assert (101_000 - caught.shown.start_ms) / caught.shown.span_ms == pytest.approx(NOW_AT)


def test_who_panned_away_from_now_is_left_there_and_who_pans_back_is_taken_along() -> None:
    away = Sight(Window(0, 100_000)).panned(Window(-90_000, 10_000), now_ms=50_000, whole=WHOLE)
    assert away.caught_up(60_000, WHOLE) is away
    back = away.panned(Window(0, 100_000), now_ms=50_000, whole=WHOLE)
    assert back.caught_up(120_000, WHOLE) is not back
