import json
from dataclasses import dataclass
from enum import Enum

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.vocabulary.composition import Composition, SheetKind, SpaceKind
from kap_companion.worksheets.press import plain
from kap_companion.worksheets.printable import Printable
from kap_companion.worksheets.sentences import Sentence, fill, ours, own
from kap_companion.worksheets.sheet import Quote
from tests.worksheets import sheets_made_up as made_up

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Nested:
    words: str
    sentence: Sentence
    among: tuple[Colour, ...] = ()


def test_every_kind_of_sheet_becomes_plain_and_tells_its_sections_apart() -> None:
    for kind in SheetKind:
        sheet = made_up.a_usual_sheet(kind)
        given = json.loads(json.dumps(plain(sheet)))
        assert given["kind"] == kind.value
        assert [section["kind"] for section in given["sections"]] == [s.kind for s in sheet.sections]


def test_tables_lists_and_values_within_them_become_plain() -> None:
    value = Nested("a\tb", fill("to {name}", name=own("Wren")), (Colour.RED,))
    assert plain({"it": [value, None, 3, True]}) == {
        "it": [
            {
                "words": "a b",
                "sentence": [
                    {"text": "to ", "own": False, "rtl": False, "apart": False},
                    {"text": "Wren", "own": True, "rtl": False, "apart": False},
                ],
                "among": ["red"],
            },
            None,
            3,
            True,
        ]
    }


def test_frozen_values_become_tables_by_their_fields() -> None:
    given = plain(Composition(sheet=SheetKind.WEEK, language="de"))
    assert isinstance(given, dict)
    assert (given["sheet"], given["language"]) == ("week", "de")
    assert plain(SpaceKind.BOX) == "box"


def test_a_run_of_a_sentence_knows_how_it_is_read() -> None:
    runs = plain(ours("with ") + own("קטנה") + ours("") + own("קטנה " * 30))
    assert isinstance(runs, list)
    assert [(run["rtl"], run["apart"]) for run in runs] == [(False, False), (True, True), (True, False)]


def test_a_quote_knows_how_its_first_letter_is_read() -> None:
    assert [plain(Quote("q", own(words)))["rtl"] for words in ("“קטנה”", "“small”")] == [True, False]  # type: ignore[index]  # a table


def test_characters_that_stand_there_by_name_are_told_once_and_a_few_of_many() -> None:
    setting = Printable()
    assert setting.plain(own("\ue000\ue000 \ue001")) == [
        {"text": "[U+E000][U+E000] [U+E001]", "own": True, "rtl": False, "apart": False}
    ]
    assert setting.note().endswith("by name: [U+E000] [U+E001].")
    setting.plain("".join(map(chr, range(0xE000, 0xE010))))
    assert setting.note().count("[U+") == 5
    assert setting.note().endswith(" ….")
    assert Printable().note() == ""


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_any_value_becomes_plain_and_the_same_again(value: object) -> None:
    made = plain(value)
    assert json.loads(json.dumps(made)) == made
    assert plain(made) == made


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_no_word_of_a_text_is_lost_or_told_in_the_note_but_by_its_characters_names(text: str) -> None:
    setting = Printable()
    shown = setting.plain(text)
    assert isinstance(shown, str)
    shown.encode()
    assert (setting.note() == "") == ("[U+" not in shown.replace(text, ""))
