"""What parts are called, and in which order they came forward."""

import pytest

from kap_companion.parts.roster import UNNAMED, came_forward, label
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.kinds import EntryKind
from tests.builders import a_part, an_entry


def test_a_part_is_called_by_its_name() -> None:
    assert label(a_part("קטנה"), ()) == "קטנה"


@pytest.mark.parametrize(
    ("text", "detail", "expected"),
    [
        ("something unsaid, no name yet", PartDetail(body=("throat",)), "something unsaid (throat)"),
        ("", PartDetail(body=("throat", "jaw")), f"{UNNAMED} (throat)"),
        ("", PartDetail(), UNNAMED),
        ("", PartDetail(words=("let me out",)), "let me out"),
        ("x" * 500, PartDetail(), "x" * 40 + "…"),
        ("a heavy thing on the left " * 9, PartDetail(), "a heavy thing on the left a heavy thing…"),
    ],
)
def test_a_part_without_a_name_is_called_by_what_was_seen_of_it(
    text: str, detail: PartDetail, expected: str
) -> None:
    part = a_part("")
    other = an_entry(EntryKind.PART, PartDetail(body=("knee",)), text="else", part="other")
    about = an_entry(EntryKind.PART, detail, text=text, part=part.id)
    assert label(part, [other, about]) == expected


def test_parts_come_forward_in_the_order_of_their_first_entry() -> None:
    early, late, absent = a_part("early"), a_part("late"), a_part("absent")
    entries = [
        an_entry(EntryKind.NOTE, minutes=0),
        an_entry(EntryKind.PART, minutes=1, part=early.id),
        an_entry(EntryKind.PART, minutes=2, part=late.id),
        an_entry(EntryKind.PART, minutes=3, part=early.id),
    ]
    assert came_forward([absent, late, early], entries) == (early, late)
