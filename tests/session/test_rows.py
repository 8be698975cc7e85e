"""A session's rows of two files, as one list."""

from datetime import timedelta

from kap_companion.session.rows import in_order_written
from tests.builders import an_entry


def test_a_clock_set_back_does_not_put_later_rows_first() -> None:
    first = an_entry(minutes=10)
    at = first.at - timedelta(hours=1)
    # An id made after the step is smaller, as its wall time is.
    second = an_entry(id="0", at=at, typed_at=at, typed_ms=first.typed_ms + 1_000)
    third = an_entry(id="1", at=at, typed_at=at, typed_ms=first.typed_ms + 2_000)
    assert in_order_written([first, third], [second]) == (first, second, third)


def test_a_back_dated_row_stands_where_it_was_written() -> None:
    first = an_entry(minutes=10)
    back_dated = an_entry(minutes=2, typed_ms=first.typed_ms + 5_000)
    assert in_order_written([back_dated], [first]) == (first, back_dated)
