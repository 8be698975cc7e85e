"""What holds for any rows and any way of putting a sheet together."""

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vocabulary.composition import Composition
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.arranging import dropped
from kap_companion.worksheets.compose import compose
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.contents import Content, contents
from kap_companion.worksheets.material import taken_back_words
from kap_companion.worksheets.on_the_sheet import (
    items_on,
    keyed,
    on_the_sheet,
    own_texts,
    questions_in,
    sentences_in,
)
from kap_companion.worksheets.prompts import Prompts, load
from kap_companion.worksheets.questions import QuestionBook, load_questions
from kap_companion.worksheets.sheet import Sheet
from tests.worksheets.compositions import compositions, rows
from tests.worksheets.sharing import material_of

any_sheet = rows().flatmap(lambda items: st.tuples(st.just(items), compositions(items)))
few = settings(max_examples=60, deadline=None)


@cache
def words() -> tuple[Prompts, QuestionBook]:
    return load(), load_questions()


def made(items: tuple[SharedItem, ...], composition: Composition) -> Sheet:
    return compose(material_of(*items), composition, *words())


def listed(items: tuple[SharedItem, ...], composition: Composition) -> tuple[Content, ...]:
    return contents(material_of(*items), composition, *words())


def own_on(sheet: Sheet) -> set[str]:
    return {text for each in sheet.sections for said in sentences_in(each) for text in own_texts(said)}


@few
@given(any_sheet)
def test_everything_in_somebodys_own_words_was_agreed(
    given_: tuple[tuple[SharedItem, ...], Composition],
) -> None:
    items, composition = given_
    values = [item.value for item in agreed(items)]
    qualities = set(load().self_energy.qualities.values())
    for text in own_on(made(items, composition)) - qualities:
        assert any(text.casefold() in value.casefold() for value in values)


@few
@given(any_sheet)
def test_nothing_that_was_taken_back_stands_on_it(given_: tuple[tuple[SharedItem, ...], Composition]) -> None:
    items, composition = given_
    standing = {item.id for item in agreed(items)}
    sheet = made(items, composition)
    keys = {key for section in sheet.sections for key, _ in keyed(section)}
    assert not keys & ({item.id for item in items} - standing)
    left = replace(material_of(*agreed(items)), taken_back=taken_back_words(items))
    assert compose(left, composition, *words()).sections == sheet.sections
    typed = {*composition.reworded.values(), *(each.text for each in composition.added)}
    said = {each.text for section in sheet.sections for each in sentences_in(section)} & typed
    assert not [
        text for text in said for gone in taken_back_words(items) if gone.casefold() == text.casefold()
    ]
    assert not {item.id for item in items_on(sheet, items)} - standing


@few
@given(any_sheet)
def test_leaving_everything_off_leaves_no_agreed_text(
    given_: tuple[tuple[SharedItem, ...], Composition],
) -> None:
    items, composition = given_
    for content in listed(items, composition):
        composition = dropped(composition, content.key)
    sheet = made(items, composition)
    assert own_on(sheet) == set()
    assert sheet.sections == ()


@few
@given(any_sheet)
def test_leaving_off_every_item_alone_leaves_no_agreed_text(
    given_: tuple[tuple[SharedItem, ...], Composition],
) -> None:
    items, composition = given_
    for content in listed(items, composition):
        if content.kind == "item":
            composition = dropped(composition, content.key)
    assert own_on(made(items, composition)) == set()


@few
@given(any_sheet)
def test_composing_twice_is_the_same_and_sections_are_told_apart(
    given_: tuple[tuple[SharedItem, ...], Composition],
) -> None:
    sheet = made(*given_)
    assert made(*given_) == sheet
    keys = [section.key for section in sheet.sections]
    asked = [question.key for section in sheet.sections for question in questions_in(section)]
    assert len(set(keys)) == len(keys)
    assert len(set(asked)) == len(asked)
    assert not {*keys, *asked} & set(given_[1].dropped)


@few
@given(any_sheet)
def test_the_contents_name_each_thing_once_and_all_that_stands_on_the_sheet(
    given_: tuple[tuple[SharedItem, ...], Composition],
) -> None:
    items, composition = given_
    sheet, could = made(items, composition), listed(items, composition)
    keys = [content.key for content in could]
    assert len(set(keys)) == len(keys)
    on_it = [section.key for section in sheet.sections]
    assert [content.key for content in could if content.key in on_it] == on_it
    stands = {content.key for content in could if not content.dropped}
    assert {key for section in sheet.sections for key, _ in keyed(section)} <= stands
    assert {each.key for section in sheet.sections for each in questions_in(section)} <= stands
    assert {item.id for item in items_on(sheet, items)} <= stands
    agreed_fields = {item.id: item.field for item in agreed(items)}
    assert all(not content.rewordable for content in could if content.field is not None)
    assert {content.key: content.field for content in could if content.field}.items() <= agreed_fields.items()


@few
@given(any_sheet)
def test_what_stands_on_it_is_counted_and_nothing_else(
    given_: tuple[tuple[SharedItem, ...], Composition],
) -> None:
    items, composition = given_
    sheet = made(items, composition)
    counted = on_the_sheet(sheet, material_of(*items))
    assert sum(counted.agreed.values()) == len(items_on(sheet, items))
    assert all(counted.agreed.values())
    assert set(counted.agreed) <= set(SharedField)
    asked = sum(len(questions_in(section)) for section in sheet.sections)
    assert counted.questions + counted.own_questions == asked
    assert not counted.named
