"""A link goes from rim to rim, past Self and past others where there is a way."""

from math import hypot

import pytest

from kap_companion.parts.map_ground import Box
from kap_companion.parts.map_layout import MapLayout, Spot
from kap_companion.parts.map_lines import Curve, Taken, curves
from kap_companion.parts.map_scene import MapLink
from kap_companion.vocabulary.links import LinkKind


def spot(part: str, x: float, y: float) -> Spot:
    return Spot(part, x, y, Box(x - 40, y + 35, 80, 18), (part,))


def drawn(spots: list[Spot], *links: MapLink) -> tuple[Curve, ...]:
    found = MapLayout(tuple(spots))
    return curves(links, found, Taken(found, [each.part for each in spots]))


def link(from_part: str, to_part: str, kind: LinkKind = LinkKind.PROTECTS) -> MapLink:
    return MapLink(kind, from_part, to_part)


def along(curve: Curve) -> list[tuple[float, float]]:
    return [curve.at(number / 40) for number in range(41)]


def test_a_link_begins_and_ends_outside_both_circles_and_names() -> None:
    ends = [spot("a", -200, -100), spot("b", -220, 120)]
    (curve,) = drawn(ends, link("a", "b"))
    for x, y in along(curve):
        for end in ends:
            assert hypot(x - end.x, y - end.y) >= 30
            assert not end.label.holds(x, y)


def test_a_link_across_the_middle_goes_past_self() -> None:
    (curve,) = drawn([spot("a", -230, 20), spot("b", 230, 20)], link("a", "b"))
    assert all(hypot(x, y) > 60 for x, y in along(curve))


def test_a_link_goes_past_a_part_that_stands_between() -> None:
    between = spot("c", 0, -210)
    (curve,) = drawn([spot("a", -200, -200), spot("b", 200, -200), between], link("a", "b"))
    assert all(hypot(x - between.x, y - between.y) > 30 for x, y in along(curve))


def test_a_loop_of_protection_is_two_lines_that_do_not_cover_each_other() -> None:
    first, second = drawn([spot("a", -200, 0), spot("b", -200, 240)], link("a", "b"), link("b", "a"))
    assert hypot(first.at(0.5)[0] - second.at(0.5)[0], first.at(0.5)[1] - second.at(0.5)[1]) > 8


def test_the_arrow_points_at_the_end_of_the_link() -> None:
    (curve,) = drawn([spot("a", -200, -200), spot("b", 200, -200)], link("a", "b"))
    assert curve.along(1.0)[0] > 0.5


@pytest.mark.parametrize("other", ["gone", "a"])
def test_a_link_to_nobody_who_is_shown_is_not_drawn(other: str) -> None:
    assert drawn([spot("a", -200, 0)], link("a", other)) == ()


def test_two_parts_on_one_spot_break_nothing() -> None:
    (curve,) = drawn([spot("a", 100, 100), spot("b", 100, 100)], link("a", "b"))
    assert hypot(*curve.along(0.5)) == pytest.approx(1)
