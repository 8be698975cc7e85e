from hypothesis import given
from hypothesis import strategies as st

from kap_companion.parts.self_seen import across, qualities_in, ratings_of
from kap_companion.session.timeline import project
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.self_energy import Quality, Rater
from tests.builders import an_entry
from tests.parts.sittings import rated, sittings

CLIENT, FACILITATOR = Rater.CLIENT, Rater.FACILITATOR


def test_each_quality_has_its_own_ratings_and_each_rating_its_rater() -> None:
    entries = [rated(1, calm=1), rated(2, CLIENT, calm=3, courage=2), rated(3, calm=2)]
    seen = ratings_of(entries)
    assert list(seen) == [Quality.CALM, Quality.COURAGE]
    assert [(each.level, each.by) for each in seen[Quality.CALM]] == [
        (1, FACILITATOR),
        (3, CLIENT),
        (2, FACILITATOR),
    ]


def test_a_rating_is_never_carried_to_a_moment_at_which_nobody_rated() -> None:
    seen = ratings_of([rated(1, calm=1), rated(5, curiosity=2)])
    assert [each.at_ms for each in seen[Quality.CALM]] == [60_000]


def test_a_rating_that_was_taken_back_was_not_seen() -> None:
    entry = rated(1, calm=1)
    taken_back = an_entry(EntryKind.RETRACTION, minutes=2, retracts=entry.id)
    assert ratings_of(project([entry, taken_back]).entries) == {}


def test_sessions_without_a_rating_are_left_out_and_the_rest_stay_in_order() -> None:
    parts = sittings([], {"one": [rated(1, calm=1)], "two": [], "three": [rated(1, clarity=4)]})
    found = across(parts.sessions, lambda session: parts.timelines[session].entries)
    assert [session.id for session, _seen in found] == ["one", "three"]
    assert qualities_in(seen for _session, seen in found) == (Quality.CALM, Quality.CLARITY)


levels = st.dictionaries(st.sampled_from(Quality), st.integers(0, 4), max_size=4)


@given(st.lists(st.tuples(st.sampled_from(Rater), levels), max_size=12))
def test_every_level_that_was_said_is_there_once_and_nothing_else(
    said: list[tuple[Rater, dict[Quality, int]]],
) -> None:
    entries = [
        rated(minute, by, **{quality.value: level for quality, level in given.items()})
        for minute, (by, given) in enumerate(said)
    ]
    seen = ratings_of(entries)
    found = sorted((r.source, quality, r.level, r.by) for quality, ratings in seen.items() for r in ratings)
    assert found == sorted(
        (entry.id, quality, level, by)
        for entry, (by, given) in zip(entries, said, strict=True)
        for quality, level in given.items()
    )
