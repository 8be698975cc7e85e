"""What was promised over all sessions, and what of it was kept."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session.promises import Promise, Told, open_promises, promises
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import KeptDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedField, SharedItem
from tests.builders import BEGAN, an_entry
from tests.session.facts import a_session_of, taking_back, told
from tests.worksheets.sharing import an_item

DAY = 24 * 60


def a_session(number: int) -> Session:
    return a_session_of(number=number, anchor=BEGAN + timedelta(days=number))


def a_promise(words: str, day: int = 1, **fields: Any) -> Entry:
    return an_entry(EntryKind.PROMISE, text=words, minutes=day * DAY, **fields)


def kept(words: str = "", number: int | None = None, day: int = 2) -> Entry:
    return an_entry(EntryKind.KEPT, KeptDetail(number=number), text=words, minutes=day * DAY)


def written(session: Session, words: str, day: float = 1, **fields: Any) -> SharedItem:
    given: dict[str, Any] = {"origin": "", "session": session.id, "agreed_at": BEGAN + timedelta(days=day)}
    return an_item(SharedField.PROMISE, words, **(given | fields))


def day(number: int, *rows: Entry) -> Told:
    return a_session(number), told(*rows)


def shown(found: tuple[Promise, ...]) -> list[tuple[int, str, bool]]:
    return [(each.number, each.words, each.is_open) for each in found]


def test_promises_of_all_sessions_are_numbered_as_they_were_written() -> None:
    found = promises([day(2, a_promise("water", 2)), day(1, a_promise("walk"), a_promise("sing"))])
    assert shown(found) == [(1, "walk", True), (2, "sing", True), (3, "water", True)]


def test_a_promise_is_kept_by_its_number_in_its_words_or_by_how_they_begin() -> None:
    first = day(1, a_promise("walk by the river"), a_promise("Sing to the little one"), a_promise("water"))
    by_number = promises([first, day(2, kept(number=2))])
    assert [each.is_open for each in by_number] == [True, False, True]
    assert by_number[1].kept is not None
    in_words = promises([first, day(2, kept("sing to THE little one"))])
    assert shown(open_promises(in_words)) == [(1, "walk by the river", True), (3, "water", True)]
    begun = promises([first, day(2, kept("walk"))])
    assert [each.is_open for each in begun] == [False, True, True]
    w = promises([first, day(2, kept("w"))])
    assert all(each.is_open for each in w), "two begin so"


def test_the_words_beside_a_number_may_tell_how_it_was_kept() -> None:
    found = promises([day(1, a_promise("walk"), a_promise("water")), day(2, kept("on four days", 2))])
    assert [each.is_open for each in found] == [True, False]


def test_exact_words_count_before_a_number_that_means_something_else() -> None:
    found = promises([day(1, a_promise("walk"), a_promise("water")), day(2, kept("walk", 2))])
    assert [each.is_open for each in found] == [False, True]


def test_what_is_promised_again_after_it_was_kept_is_open_again() -> None:
    days = [day(1, a_promise("walk")), day(2, kept("walk", day=2)), day(3, a_promise("walk", 3))]
    assert [each.is_open for each in promises(days)] == [False, True]


def test_a_promise_that_was_taken_back_is_not_there_and_keeps_its_number_from_others() -> None:
    gone = a_promise("walk")
    found = promises(
        [day(1, gone, taking_back(gone, DAY + 1), a_promise("water", 1)), day(2, kept(number=2))]
    )
    assert shown(found) == [(2, "water", False)]


def test_that_it_was_kept_may_be_taken_back() -> None:
    said = kept(number=1)
    assert promises([day(1, a_promise("walk")), day(2, said, taking_back(said, 2 * DAY + 1))])[0].is_open


def test_an_amended_promise_is_the_same_one_in_its_new_words() -> None:
    old = a_promise("walk")
    new = a_promise("walk on Sundays", 1, amends=old.id)
    assert shown(promises([day(1, old, new), day(2, kept(number=1))])) == [(1, "walk on Sundays", False)]


def test_an_action_that_says_it_is_resolved_keeps_it_by_any_of_its_readings() -> None:
    old = a_promise("walk")
    new = a_promise("walk on Sundays", 1, amends=old.id)
    for reading in (old, new):
        done = an_entry(
            EntryKind.ACTION, ActionDetail(what=ActionWhat.RESOLVED), about=reading.id, minutes=DAY
        )
        assert not promises([day(1, old, new, done)])[0].is_open


def test_a_promise_of_the_worksheet_is_one_too_and_told_once() -> None:
    session = a_session(1)
    note = an_entry(EntryKind.NOTE, text="promise: eat outside", minutes=DAY)
    items = [written(session, "Walk", 1.1), written(session, "eat outside", 1.2, origin=note.id)]
    found = promises([(session, told(a_promise("walk"), note))], {session.id: items})
    assert shown(found) == [(1, "walk", True), (3, "eat outside", True)]
    assert found[0].entry is not None
    assert found[0].shared == items[0]
    both = promises([(session, told(a_promise("walk"))), day(2, kept(number=2))], {session.id: items[:1]})
    assert shown(both) == [(1, "walk", False)], "either number means it"


def test_a_promise_taken_off_the_worksheet_is_not_there() -> None:
    session = a_session(1)
    item = written(session, "walk")
    back = item.model_copy(update={"id": "back", "withdraws": item.id, "value": ""})
    assert promises([(session, told())], {session.id: [item, back]}) == ()
    again = written(session, "walk", 2)
    assert shown(promises([(session, told())], {session.id: [item, back, again]})) == [(1, "walk", True)]


WORDS = st.sampled_from(["walk", "Walk", "water", "sing to it", "", "the", "קטנה", "🌿"])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(WORDS, st.integers(1, 4)), max_size=8), st.lists(WORDS, max_size=3), st.data())
def test_what_comes_later_changes_no_number(
    made: list[tuple[str, int]], items: list[str], data: st.DataObject
) -> None:
    days = {number: a_session(number) for number in range(1, 6)}
    rows = {number: [a_promise(words, on) for words, on in made if on == number] for number in days}
    shared = {days[2].id: [written(days[2], words, 2) for words in items]}
    before = promises([(days[n], told(*rows[n])) for n in days], shared)
    rows[5] = [a_promise(data.draw(WORDS), 5), kept(data.draw(WORDS), data.draw(st.integers(1, 12)), 5)]
    after = promises([(days[n], told(*rows[n])) for n in days], shared)
    assert [(each.number, each.words) for each in after[: len(before)]] == [
        (each.number, each.words) for each in before
    ]
    assert len({each.number for each in after}) == len(after)
    assert {each.entry.id for each in after if each.entry} == {
        row.id for each in rows.values() for row in each if row.kind is EntryKind.PROMISE
    }
