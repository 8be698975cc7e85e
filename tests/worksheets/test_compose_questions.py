"""The questions of a sheet: in whose words, where they stand, and that they repeat nothing taken back."""

from dataclasses import replace

from kap_companion.vocabulary.composition import AddedQuestion, Composition, SheetKind
from kap_companion.vocabulary.roles import Role
from kap_companion.worksheets.compose import questions_on
from kap_companion.worksheets.consent import take_back
from kap_companion.worksheets.sheet import Asking, PartSection
from tests.builders import BEGAN, a_client
from tests.worksheets.sharing import a_part_shared, a_sheet, material_of, part_on


def test_questions_are_asked_in_the_words_for_this_sheet_then_for_this_client_then_in_ours() -> None:
    client = a_client().model_copy(update={"wordings": {"manager.keeps": "What does {name} guard?"}})
    items = a_part_shared("The Watchman", role=Role.MANAGER)
    key = "part:handle-0/manager.keeps"
    said = {each.key: each.sentence.text for each in part_on(*items, client=client).questions}
    assert said[key] == "What does the Watchman guard?"
    of = material_of(*items, client=client)
    part = a_sheet(of=of, reworded={key: "What is the watchman up to?"}).sections[0]
    assert isinstance(part, PartSection)
    assert part.questions[0].sentence.text == "What is the Watchman up to?"
    assert [piece.own for piece in part.questions[0].sentence.pieces] == [False, True, False]


def test_a_name_typed_into_a_question_goes_when_it_is_left_off_or_taken_back() -> None:
    name, words = a_part_shared("The Watchman", "stay")
    key = "part:handle-0/part.before"
    reworded = {key: "Where does the Watchman stand?", "closing": "For the Watchman", "title": "The Watchman"}
    added = (
        AddedQuestion(key="closing/own-1", section="closing", text="Does the watchman sleep?"),
        AddedQuestion(key="closing/own-2", section="closing", text="Do you sleep?"),
    )
    composition = Composition(sheet=SheetKind.MEETING, reworded=reworded, added=added, visit="The Watchman")
    left_off = composition.model_copy(update={"dropped": (name.id,)})
    part = a_sheet(name, words, composition=left_off).sections[0]
    assert isinstance(part, PartSection)
    assert part.questions[0].sentence.text == "Where does this part stand?"
    of = material_of(name, words, take_back(name, author="p", at=BEGAN))
    for made in (of, replace(of, items=(words,), taken_back=("The Watchman",))):
        sheet = a_sheet(of=made, composition=composition)
        assert "watchman" not in repr(sheet).casefold()
        assert "Do you sleep?" in repr(sheet)


def test_an_added_question_stands_in_its_section_and_once() -> None:
    items = a_part_shared("The Watchman")
    added = (
        AddedQuestion(key="part:handle-0/part.thanks", section="part:handle-0"),
        AddedQuestion(key="part:handle-0/part.before", section="part:handle-0"),
        AddedQuestion(key="part:handle-0/gone.from_the_library", section="part:handle-0"),
        AddedQuestion(key="part:elsewhere/own-1", section="part:elsewhere", text="Of another session?"),
        AddedQuestion(key="words/own-1", section="words", text="What stayed?"),
    )
    sheet = a_sheet(*items, added=added)
    part, closing = sheet.sections
    assert isinstance(part, PartSection)
    assert [each.key for each in part.questions] == [
        "part:handle-0/part.before", "part:handle-0/part.toward", "part:handle-0/part.thanks",
    ]  # fmt: skip
    assert isinstance(closing, Asking)
    assert closing.questions[-1].sentence.text == "What stayed?"
    assert "Of another session?" not in repr(sheet)


def test_a_question_can_be_added_to_every_sheet() -> None:
    added = (AddedQuestion(key="closing/own-1", section="closing", text="And now?"),)
    for kind in SheetKind:
        assert questions_on(a_sheet(kind=kind, added=added))[-1].text == "And now?"
