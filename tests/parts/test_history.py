"""When a part came in each session, how long, how strong, what it said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.parts.history import histories, history
from kap_companion.vocabulary.part_act import Merged, SplitOff
from tests.builders import a_part
from tests.parts.families import a_line, an_act, known, sessions, the_end

WATCHMAN, GUARD, OTHER = a_part("The Watchman"), a_part("the guard"), a_part("")
FIRST, SECOND, THIRD = sessions(3)


def test_a_strip_tells_when_a_part_came_how_long_how_strong_and_what_it_said() -> None:
    lines = (
        a_line(FIRST, WATCHMAN, 5, intensity=6, words=("not yet",)),
        a_line(FIRST, WATCHMAN, 9, intensity=7, words=("well",)),
        a_line(FIRST, WATCHMAN, 20, settled=True),
    )
    (strip,) = history(known([FIRST], [WATCHMAN], lines), WATCHMAN.id)
    (stay,) = strip.stays
    assert (stay.start_ms, stay.end_ms) == (5 * 60_000, 20 * 60_000)
    assert (stay.intensities, stay.words) == ((6, 7), ("not yet", "well"))
    assert stay.sources == tuple(line.id for line in lines)


def test_sessions_before_the_first_it_came_in_are_left_out_and_those_between_are_empty() -> None:
    lines = (a_line(SECOND, WATCHMAN, 1),)
    strips = history(known([FIRST, SECOND, THIRD], [WATCHMAN], lines), WATCHMAN.id)
    assert [(strip.session.id, len(strip.stays)) for strip in strips] == [(SECOND.id, 1), (THIRD.id, 0)]


def test_a_strip_keeps_the_name_that_was_used_then() -> None:
    lines = (a_line(FIRST, GUARD, 1), a_line(SECOND, WATCHMAN, 1))
    merged = an_act(Merged(part=GUARD.id, into=WATCHMAN.id), days=2)
    strips = history(known([FIRST, SECOND], [GUARD, WATCHMAN], lines, [merged]), WATCHMAN.id)
    assert [strip.name for strip in strips] == ["the guard", "The Watchman"]


def test_two_that_turned_out_to_be_one_have_one_presence_at_a_time() -> None:
    lines = (
        a_line(FIRST, WATCHMAN, 1),
        a_line(FIRST, GUARD, 3),
        a_line(FIRST, WATCHMAN, 8, settled=True),
        a_line(FIRST, GUARD, 12, settled=True),
    )
    merged = an_act(Merged(part=GUARD.id, into=WATCHMAN.id), days=1)
    (strip,) = history(known([FIRST], [WATCHMAN, GUARD], lines, [merged]), GUARD.id)
    assert [(stay.start_ms, stay.end_ms) for stay in strip.stays] == [(60_000, 8 * 60_000)]
    assert len(strip.sources) == 4


def test_what_was_split_off_is_on_the_other_ones_strip() -> None:
    lines = (a_line(FIRST, WATCHMAN, 1), a_line(FIRST, WATCHMAN, 5, words=("mine",)))
    split = an_act(SplitOff(part=WATCHMAN.id, new=OTHER.id, sources=(lines[1].id,)), days=1)
    parts = known([FIRST], [WATCHMAN, OTHER], lines, [split])
    (strip,) = history(parts, OTHER.id)
    assert strip.sources == (lines[1].id,)
    assert history(parts, WATCHMAN.id)[0].sources == (lines[0].id,)


def test_the_end_of_a_session_closes_what_nobody_said_had_settled() -> None:
    parts = known([FIRST], [WATCHMAN], (a_line(FIRST, WATCHMAN, 1), the_end(FIRST, 30)))
    (strip,) = history(parts, WATCHMAN.id)
    (stay,) = strip.stays
    assert (stay.end_ms, stay.is_closed_by_end, strip.last_ms) == (30 * 60_000, True, 30 * 60_000)


lines_of_three = st.lists(
    st.tuples(
        st.sampled_from((FIRST, SECOND)),
        st.sampled_from((WATCHMAN, GUARD, OTHER)),
        st.integers(0, 40),
        st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(lines_of_three, st.booleans(), st.booleans())
def test_every_line_is_on_one_strip_and_presences_never_overlap(
    given_lines: list[tuple[object, object, int, bool]], is_merged: bool, is_ended: bool
) -> None:
    lines = [a_line(session, part, at, settled=settled) for session, part, at, settled in given_lines]  # type: ignore[arg-type]  # as sampled
    ends = [the_end(FIRST, 50)] if is_ended else []
    acts = [an_act(Merged(part=GUARD.id, into=WATCHMAN.id), days=3)] if is_merged else []
    parts = known([FIRST, SECOND], [WATCHMAN, GUARD, OTHER], [*lines, *ends], acts)
    of_all = histories(parts)
    on_strips = [source for strips in of_all.values() for strip in strips for source in strip.sources]
    assert sorted(on_strips) == sorted(line.id for line in lines)
    for part_id, strips in of_all.items():
        assert [s for s in history(parts, part_id) if s.sources] == list(strips)
        for strip in strips:
            in_stays = [source for stay in strip.stays for source in stay.sources]
            assert len(in_stays) == len(set(in_stays))
            assert set(in_stays) <= set(strip.sources)
            for before, after in zip(strip.stays, strip.stays[1:], strict=False):
                assert before.end_ms is not None
                assert before.start_ms <= before.end_ms <= after.start_ms
            unsettled = {line.id for line in lines if not getattr(line.detail, "settled", False)}
            assert unsettled & set(strip.sources) <= set(in_stays)
