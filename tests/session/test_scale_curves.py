"""A score is never drawn on the axis of another instrument, version or direction."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.scale_curves import ScaleAxis, ScaleCurve, ScalePoint, scale_curves
from kap_companion.session.timeline import project
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.scales import BY_KEY, Direction, ScaleDetail
from tests.builders import an_entry
from tests.session.test_timeline import a_retraction, amended


def scored(key: str, score: int) -> ScaleDetail:
    its = BY_KEY[key]
    return ScaleDetail(
        instrument=its.key,
        version=its.version,
        direction=its.direction,
        lowest=its.lowest,
        highest=its.highest,
        score=score,
    )


def a_score(minutes: float, detail: ScaleDetail) -> Entry:
    return an_entry(EntryKind.SCALE, detail, minutes=minutes)


def test_a_responsive_client_scored_in_two_versions_has_two_axes() -> None:
    rows = [a_score(10, scored("moaas", 5)), a_score(20, scored("moaas-leiden", 0))]
    curves = scale_curves(project(rows))
    assert [(c.axis.instrument, [p.score for p in c.points]) for c in curves] == [
        ("moaas", [5]),
        ("moaas-leiden", [0]),
    ]


def test_a_curve_refuses_a_score_of_another_version() -> None:
    five, alert = scored("moaas", 5), scored("moaas-leiden", 0)
    points = (ScalePoint(0, five, "one"), ScalePoint(1, alert, "two"))
    with pytest.raises(ValueError, match="another axis"):
        ScaleCurve(ScaleAxis.of(five), points)


def test_scores_of_one_axis_are_one_curve_by_time() -> None:
    rows = [a_score(30, scored("cadss-23", 12)), a_score(10, scored("cadss-23", 40))]
    (curve,) = scale_curves(project(rows))
    assert [(p.at_ms, p.score, p.entry) for p in curve.points] == [
        (600_000, 40, rows[1].id),
        (1_800_000, 12, rows[0].id),
    ]


def test_a_score_that_was_amended_or_taken_back_counts_no_more() -> None:
    first, wrong = a_score(10, scored("moaas", 5)), a_score(11, scored("moaas", 1))
    rows = [first, wrong, amended(first, detail=scored("moaas", 4)), a_retraction(wrong)]
    (curve,) = scale_curves(project(rows))
    assert [point.score for point in curve.points] == [4]


DETAILS = st.builds(
    ScaleDetail,
    instrument=st.sampled_from(["moaas", "cadss"]),
    version=st.sampled_from(["1", "2"]),
    direction=st.sampled_from(Direction),
    lowest=st.sampled_from([0, 1]),
    highest=st.sampled_from([5, 92]),
    score=st.integers(0, 92),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 30), DETAILS), max_size=12))
def test_every_score_is_on_exactly_one_axis_and_that_is_its_own(said: list[tuple[int, ScaleDetail]]) -> None:
    rows = [a_score(minutes, detail) for minutes, detail in said]
    curves = scale_curves(project(rows))
    drawn = [point.entry for curve in curves for point in curve.points]
    assert sorted(drawn) == sorted(row.id for row in rows)
    assert len({curve.axis for curve in curves}) == len(curves)
    for curve in curves:
        assert curve.points
        for point in curve.points:
            assert point.detail.axis == (curve.axis.instrument, curve.axis.version, curve.axis.direction)
            assert (point.detail.lowest, point.detail.highest) == (curve.axis.lowest, curve.axis.highest)
        assert all(one.at_ms <= other.at_ms for one, other in pairwise(curve.points))
