"""A map without hands can be read; what hands placed stays there."""

import random
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.parts.map_ground import Box
from kap_companion.parts.map_layout import MapLayout, layout
from kap_companion.parts.map_lettering import Lettering, lettered

ROOM = (900.0, 700.0)
WORDS = ("The", "Watchman", "little", "one", "by the window", "grief", "Planner", "something unsaid", "Ash")


def labels_of(count: int, seed: int = 1) -> dict[str, Lettering]:
    chosen = random.Random(seed)
    names = [" ".join(chosen.choices(WORDS, k=chosen.randint(1, 4))) for _ in range(count)]
    return {f"p{n}": lettered(name, lambda text: 7.4 * len(text), 19, 150) for n, name in enumerate(names)}


def links_of(count: int, seed: int = 1) -> list[tuple[str, str]]:
    chosen = random.Random(seed)
    return [(f"p{chosen.randrange(count)}", f"p{chosen.randrange(count)}") for _ in range(count)]


def made(count: int, room: tuple[float, float] = ROOM, **placed: tuple[float, float]) -> MapLayout:
    labels = labels_of(count)
    return layout(list(labels), links_of(count) if count else [], placed, labels, room)


def boxes(found: MapLayout) -> list[tuple[str, Box]]:
    radius = found.radius
    circles = [
        (spot.part, Box(spot.x - radius, spot.y - radius, 2 * radius, 2 * radius)) for spot in found.spots
    ]
    return circles + [(spot.part, spot.label) for spot in found.spots]


def overlaps(found: MapLayout) -> list[tuple[str, str]]:
    return [(a, b) for (a, one), (b, other) in combinations(boxes(found), 2) if one.touches(other)]


@pytest.mark.parametrize("room", [ROOM, (620.0, 480.0), (480.0, 900.0)], ids=str)
@pytest.mark.parametrize("count", [1, 5, 12, 13, 25, 40, 200])
def test_no_circle_and_no_name_lies_upon_another(count: int, room: tuple[float, float]) -> None:
    found = made(count, room)
    assert len(found.spots) == count
    assert overlaps(found) == []


@pytest.mark.parametrize("count", [1, 5, 40, 200])
def test_nothing_lies_upon_self_or_outside_the_map(count: int) -> None:
    found = made(count)
    inside = found.self_radius * 0.7
    for _part, box in boxes(found):
        assert box.within(found.ground)
        assert not box.touches(Box(-inside, -inside, 2 * inside, 2 * inside))
    assert all(hypot(spot.x, spot.y) > found.self_radius + found.radius for spot in found.spots)


@pytest.mark.parametrize("count", [0, 1, 5, 40, 200])
def test_the_same_family_gives_the_same_map(count: int) -> None:
    assert made(count) == made(count)


def test_a_map_of_forty_fills_the_window_and_not_more() -> None:
    found = made(40)
    assert (found.ground.width, found.ground.height) == ROOM


def test_all_circles_are_equally_large() -> None:
    """The size of a circle says nothing of a part: there is one radius for all of a map."""
    assert isinstance(made(40).radius, float)
    assert made(5).radius > made(200).radius


def test_few_parts_stand_evenly_around_self() -> None:
    found = made(5)
    away = [hypot(spot.x, spot.y) for spot in found.spots]
    assert max(away) - min(away) < 1


def test_a_placed_part_stands_exactly_where_it_was_put() -> None:
    found = made(40, p7=(0.2, -0.9), p9=(-1.5, 0.1))
    for part, (x, y) in (("p7", (0.2, -0.9)), ("p9", (-1.5, 0.1))):
        spot = found.spot(part)
        assert spot is not None
        assert (spot.x, spot.y) == pytest.approx((x * found.ring, y * found.ring))


def test_others_make_room_for_a_placed_part_and_the_rest_stays() -> None:
    before = made(8)
    there = before.spots[6]
    after = made(8, p0=(there.x / before.ring, there.y / before.ring))
    moved = [a.part for a, b in zip(before.spots, after.spots, strict=True) if (a.x, a.y) != (b.x, b.y)]
    assert set(moved) <= {"p0", there.part}
    assert overlaps(after) == []


def test_the_name_of_a_placed_part_goes_where_there_is_room_for_it() -> None:
    found = made(2, p0=(0.0, -0.8), p1=(0.0, -0.5))
    assert overlaps(found) == []


def test_a_part_placed_beyond_the_window_makes_the_map_larger() -> None:
    found = made(3, (500.0, 500.0), p0=(2.0, 0.0))
    spot = found.spot("p0")
    assert spot is not None
    assert found.ground.holds(spot.x + found.radius, spot.y)


def test_a_window_of_almost_nothing_still_gives_a_map() -> None:
    assert overlaps(made(40, (240.0, 240.0))) == []


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 40),
    st.integers(0, 5),
    st.tuples(st.floats(300, 1500), st.floats(300, 1100)),
    st.sampled_from([0.8, 1.0, 1.5, 2.0]),
)
def test_up_to_forty_parts_never_overlap_in_any_window_at_any_text_size(
    count: int, seed: int, room: tuple[float, float], unit: float
) -> None:
    labels = {
        part: Lettering(label.lines, label.width * unit, label.height * unit)
        for part, label in labels_of(count, seed).items()
    }
    links = links_of(count, seed) if count else []
    assert overlaps(layout(list(labels), links, {}, labels, room, unit)) == []
