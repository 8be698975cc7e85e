"""Around Self, parts with a link stand beside each other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.parts.map_order import around_self

names = st.lists(st.integers(0, 99).map(str), unique=True, max_size=40)


def test_nobody_has_no_order() -> None:
    assert around_self([], []) == ()


def test_without_links_parts_stand_in_the_order_they_were_made() -> None:
    assert around_self(["a", "b", "c", "d"], []) == ("a", "b", "c", "d")


def test_linked_parts_stand_beside_each_other() -> None:
    order = around_self(["a", "b", "c", "d", "e", "f"], [("a", "d"), ("b", "e")])
    for one, other in (("a", "d"), ("b", "e")):
        gap = abs(order.index(one) - order.index(other))
        assert min(gap, 6 - gap) == 1


def test_a_ring_of_protection_is_laid_around_self() -> None:
    order = around_self(["a", "c", "b", "d"], [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    for one, other in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")):
        assert abs(order.index(one) - order.index(other)) in (1, 3)


@settings(max_examples=40, deadline=None)
@given(names, st.data())
def test_every_part_stands_there_once_and_the_same_parts_stand_the_same(
    parts: list[str], data: st.DataObject
) -> None:
    ends = st.sampled_from([*parts, "gone"])
    links = data.draw(st.lists(st.tuples(ends, ends), max_size=40))
    order = around_self(parts, links)
    assert sorted(order) == sorted(parts)
    assert order == around_self(list(parts), list(links))
