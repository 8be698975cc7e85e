"""How a sheet is put together: every change of it, by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vocabulary.composition import Composition, SheetKind, Space, SpaceKind
from kap_companion.worksheets.arranging import (
    dropped,
    in_order,
    moved,
    put_back,
    reworded,
    spaced,
    with_question,
    without_question,
)

EMPTY = Composition(sheet=SheetKind.MEETING)
KEYS = st.sampled_from(["self", "part:a", "part:b", "words", "closing", "closing/loud.which", "id-1"])
COMPOSITIONS = st.builds(
    Composition,
    sheet=st.sampled_from(SheetKind),
    dropped=st.lists(KEYS, unique=True).map(tuple),
    order=st.lists(KEYS, unique=True).map(tuple),
    reworded=st.dictionaries(KEYS, st.text(min_size=1, max_size=5)),
)


@given(COMPOSITIONS, KEYS)
def test_what_was_left_off_and_put_back_is_as_it_was(composition: Composition, key: str) -> None:
    before = put_back(composition, key)
    assert put_back(dropped(before, key), key) == before
    assert dropped(dropped(before, key), key) == dropped(before, key)


@given(COMPOSITIONS, st.lists(KEYS, unique=True, min_size=1), st.integers(-9, 9), st.data())
def test_moving_changes_the_order_and_loses_nothing(
    composition: Composition, sections: list[str], by: int, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(sections))
    order = in_order(sections, moved(composition, sections, key, by).order)
    assert sorted(order) == sorted(sections)
    assert order.index(key) == min(max(sections.index(key) + by, 0), len(sections) - 1)
    assert [each for each in order if each != key] == [each for each in sections if each != key]
    assert set(composition.order) <= set(moved(composition, sections, key, by).order)


def test_what_is_not_there_does_not_move() -> None:
    assert moved(EMPTY, ["self"], "words", 1) == EMPTY


@settings(max_examples=30)
@given(COMPOSITIONS, st.lists(KEYS, unique=True))
def test_arranging_is_a_permutation(composition: Composition, keys: list[str]) -> None:
    assert sorted(in_order(keys, composition.order)) == sorted(keys)


def test_blank_words_bring_back_the_usual_ones() -> None:
    said = reworded(EMPTY, "closing", " In quiet ")
    assert said.reworded == {"closing": "In quiet"}
    assert reworded(said, "closing", "  ") == EMPTY


def test_questions_of_ones_own_each_have_a_key() -> None:
    one = with_question(EMPTY, "part:a", "What now?")
    two = with_question(one, "", "And then?")
    assert [(each.key, each.section, each.text) for each in two.added] == [
        ("part:a/own-1", "part:a", "What now?"),
        ("closing/own-2", "closing", "And then?"),
    ]
    assert with_question(without_question(two, "part:a/own-1"), "part:a", "x").added[-1].key == "part:a/own-3"
    assert with_question(EMPTY, "part:a", "  ") == EMPTY


def test_a_question_of_the_library_is_asked_once_and_comes_back_where_it_was_left_off() -> None:
    once = with_question(EMPTY, "closing", library="after.tell")
    assert with_question(once, "closing", library="after.tell") == once
    assert [(each.key, each.text) for each in once.added] == [("closing/after.tell", "")]
    left_off = dropped(EMPTY, "closing/loud.which")
    assert with_question(left_off, "closing", library="loud.which").dropped == ()


def test_an_added_question_goes_with_all_that_was_said_of_it() -> None:
    key = "closing/own-1"
    asked = with_question(EMPTY, "closing", "What now?")
    changed = dropped(spaced(reworded(asked, key, "And now?"), key, Space(lines=4)), key)
    assert without_question(changed, key) == EMPTY
    assert without_question(EMPTY, "closing/loud.which").dropped == ("closing/loud.which",)


def test_room_to_write_has_an_end() -> None:
    room = spaced(EMPTY, "closing/loud.which", Space(kind=SpaceKind.BOX, lines=900))
    assert room.spaces == {"closing/loud.which": Space(kind=SpaceKind.BOX, lines=20)}
    assert spaced(EMPTY, "x", Space(lines=-3)).spaces["x"].lines == 0
