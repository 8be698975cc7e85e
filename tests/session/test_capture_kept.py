"""A line that says that a promise was kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.capture import chips, read
from kap_companion.session.capture_kept import render_kept
from kap_companion.vocabulary.details import KeptDetail
from kap_companion.vocabulary.kinds import Compartment, EntryKind, compartment_of
from kap_companion.vocabulary.part import Roster


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("kept #2", 2, ""),
        ("Kept #2, five minutes a day", 2, "five minutes a day"),
        ("kept five minutes a day", None, "five minutes a day"),
        ("kept #2 #3 both", 2, "#3 both"),
        ("kept #0 of them", None, "#0 of them"),
        ("kept #chest", None, "#chest"),
        ("kept #2x", None, "#2x"),
    ],
)
def test_a_promise_is_kept_by_its_number_or_in_its_words(line: str, number: int | None, text: str) -> None:
    reading = read(f"> {line}", Roster())
    assert (reading.kind, reading.detail, reading.text) == (EntryKind.KEPT, KeptDetail(number=number), text)
    assert chips(reading, Roster())


def test_a_line_that_says_no_promise_is_kept_as_text() -> None:
    reading = read("> kept", Roster())
    assert (reading.kind, reading.not_understood) == (EntryKind.NOTE, ("> kept",))


def test_that_a_promise_was_kept_lies_in_the_record() -> None:
    assert compartment_of(EntryKind.KEPT) is Compartment.RECORD


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=20), st.from_regex(r"#[0-9]{1,5}[,. ;:]{0,3}.{0,8}", fullmatch=True)))
def test_a_rendered_line_is_read_the_same_way_again(said: str) -> None:
    reading = read(f"> kept {said}", Roster())
    if isinstance(reading.detail, KeptDetail):
        again = read(render_kept(reading.detail, reading.text), Roster())
        assert (again.detail, again.text) == (reading.detail, reading.text)
