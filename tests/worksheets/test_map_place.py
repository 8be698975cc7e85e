import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.worksheets.map_place import place_on_map, written_place


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_a_place_is_read_as_it_was_written_to_the_hundredth(x: float, y: float) -> None:
    found = place_on_map(written_place(x, y))
    assert found is not None
    assert found == pytest.approx((x, y), abs=0.006)


@given(st.text(max_size=30))
def test_any_other_text_is_no_place_or_a_finite_one(text: str) -> None:
    found = place_on_map(text)
    assert found is None or all(abs(each) < 1e7 for each in found)


def test_self_is_in_the_middle() -> None:
    assert written_place(-0.0, -0.001) == "0 0"
