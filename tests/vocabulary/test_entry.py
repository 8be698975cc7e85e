import json

from hypothesis import given
from hypothesis import strategies as st

from kap_companion.vocabulary.details import DoseDetail, PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import Compartment, EntryKind, compartment_of
from tests.builders import an_entry

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT, st.lists(ANY_TEXT))
def test_an_entry_keeps_any_text_even_lone_surrogates_through_json(raw: str, words: list[str]) -> None:
    entry = an_entry(EntryKind.PART, PartDetail(name=raw, words=tuple(words)), raw=raw)
    assert Entry.model_validate(json.loads(json.dumps(entry.model_dump(mode="python"), default=str))) == entry


def test_what_was_said_is_process_and_what_was_given_is_record() -> None:
    said = {EntryKind.PART, EntryKind.SELF, EntryKind.QUOTE, EntryKind.NOTE, EntryKind.HYPOTHESIS}
    given_or_measured = {EntryKind.DOSE, EntryKind.VITALS, EntryKind.ADVERSE_EVENT, EntryKind.CONSENT}
    assert {compartment_of(kind) for kind in said} == {Compartment.PROCESS}
    assert {compartment_of(kind) for kind in given_or_measured} == {Compartment.RECORD}


def test_a_detail_comes_back_as_the_kind_it_was() -> None:
    entry = an_entry(EntryKind.DOSE, DoseDetail(amount=70))
    assert isinstance(Entry.model_validate(entry.model_dump()).detail, DoseDetail)
