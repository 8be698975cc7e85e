from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agree, agreed, promise, take_back
from kap_companion.worksheets.offer import Offer
from tests.builders import BEGAN
from tests.worksheets.sharing import an_item

OFFERS = tuple(
    Offer(f"words {n}", "handle", 2, SharedField.WORDS, f"said {n}", f"entry-{n}", 60.0 * n) for n in range(6)
)


def rows_for(choices: Collection[str], before: Sequence[SharedItem] = ()) -> tuple[SharedItem, ...]:
    return agree(
        OFFERS, choices, client="client-1", session="session-1", author="person-1", at=BEGAN, before=before
    )


def values(items: Sequence[SharedItem]) -> list[str]:
    return [item.value for item in agreed(items)]


def test_nothing_is_agreed_that_was_not_chosen() -> None:
    assert rows_for([]) == ()
    assert values(rows_for(["words 1", "no such key"])) == ["said 1"]


def test_an_agreed_item_carries_all_that_the_worksheet_needs() -> None:
    (row,) = rows_for(["words 3"])
    assert (row.about, row.position, row.field, row.origin) == ("handle", 2, SharedField.WORDS, "entry-3")
    assert (row.elapsed_seconds, row.agreed_at, row.author) == (180.0, BEGAN, "person-1")


def test_choosing_the_same_again_adds_no_row() -> None:
    before = rows_for(["words 1"])
    assert rows_for(["words 1"], before) == ()


def test_what_is_not_chosen_any_more_is_taken_back_without_repeating_its_words() -> None:
    before = rows_for(["words 1", "words 2"])
    (row,) = rows_for(["words 2"], before)
    assert row.withdraws == before[0].id
    assert row.value == ""
    assert values((*before, row)) == ["said 2"]


def test_a_promise_written_by_hand_stays_until_it_is_taken_back() -> None:
    written = promise("walk the river path", client="c", session="s", author="p", at=BEGAN)
    rows = (written, *rows_for(["words 1"], [written]))
    assert values(rows) == ["walk the river path", "said 1"]
    assert values((*rows, take_back(written, author="p", at=BEGAN))) == ["said 1"]


def test_words_are_agreed_as_the_client_would_rather_have_them() -> None:
    reworded = [OFFERS[0].reworded("in other words")]
    rows = agree(reworded, ["words 0"], client="c", session="s", author="p", at=BEGAN)
    assert values(rows) == ["in other words"]


def test_an_item_agreed_again_after_it_was_taken_back_is_agreed() -> None:
    rows = list(rows_for(["words 1"]))
    rows += rows_for([], rows)
    assert values(rows) == []
    rows += rows_for(["words 1"], rows)
    assert values(rows) == ["said 1"]


@given(st.lists(st.sets(st.sampled_from([offer.key for offer in OFFERS])), max_size=6))
def test_after_any_changes_of_mind_exactly_the_last_choices_are_agreed(rounds: list[set[str]]) -> None:
    rows: list[SharedItem] = []
    for choices in rounds:
        rows += rows_for(choices, rows)
    last = rounds[-1] if rounds else set()
    assert sorted(values(rows)) == sorted(offer.value for offer in OFFERS if offer.key in last)


def test_agreed_leaves_rows_as_they_are() -> None:
    item = an_item(SharedField.NAME, "The Watchman", "handle")
    assert agreed(agreed([item])) == (item,)
