"""What comes back of a worksheet: its questions and parts, and the answers entered beside them."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.family.members import family_of
from kap_companion.ids import new_id
from kap_companion.parts.client_parts import ClientParts, client_parts
from kap_companion.session.capture import read
from kap_companion.session.timeline import project
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.observation import Known, PartField
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.part_act import Merged, Observed, PartAct
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import KeptWorksheet, SharedField, SharedItem, WorksheetQuestion
from kap_companion.worksheets.brought_back import BroughtBack, Given, brought_back, newest_given
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.offers import handle
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions
from kap_companion.worksheets.visit_answers import About, Asked, as_note, keep_to_ourselves, share_answer
from tests.builders import BEGAN, a_part, a_session, an_entry
from tests.worksheets.sharing import an_item

HELD = a_session(number=1)
VISIT = a_session(number=2, anchor=BEGAN + timedelta(days=1))
WATCHMAN = a_part("The Watchman")
LITTLE = a_part("the little one")
REST = "What would it like to do, if it could rest?"
LOUD = "Which part feels loud right now?"


def shared_of(part: Part, *fields: tuple[SharedField, str], position: int = 0) -> list[SharedItem]:
    about = handle(HELD.id, part.id)
    return [an_item(field, value, about, position, session=HELD.id) for field, value in fields]


def a_sheet(*questions: WorksheetQuestion, minutes: float = 60, **fields: object) -> KeptWorksheet:
    given: dict[str, object] = {
        "id": new_id(),
        "session": HELD.id,
        "made_at": BEGAN + timedelta(minutes=minutes),
        "author": "person-1",
        "paper": "a4",
        "sha256": "0" * 64,
        "questions": questions,
    }
    return KeptWorksheet.model_validate(given | fields)


def known(*parts: Part, acts: tuple[PartAct, ...] = (), entries: tuple[Entry, ...] = ()) -> ClientParts:
    client = Client(id="client-1", name="Wren", made_at=BEGAN)
    timelines = {HELD.id: project(()), VISIT.id: project(entries)}
    return client_parts(client, (HELD, VISIT), timelines, family_of(parts, acts), ())


def an_answer(part: Part, text: str, question: str = REST, session: Session = VISIT) -> PartAct:
    deed = Observed(part=part.id, known=Known(field=PartField.ANSWER, value=text, question=question))
    return PartAct(id=new_id(), client="client-1", session=session.id, author="person-1", at=BEGAN, deed=deed)


def about(part: Part) -> str:
    return handle(HELD.id, part.id)


WATCHMANS = shared_of(
    WATCHMAN,
    (SharedField.NAME, "The Watchman"),
    (SharedField.WORDS, "if I look away"),
    (SharedField.BODY, "chest"),
)
SHEET = a_sheet(WorksheetQuestion(about=about(WATCHMAN), text=REST), WorksheetQuestion(text=LOUD))


def came_back(
    of: ClientParts,
    items: list[SharedItem] = WATCHMANS,
    sheet: KeptWorksheet | None = SHEET,
    of_visit: tuple[SharedItem, ...] = (),
) -> BroughtBack:
    return brought_back(Given(HELD, sheet, tuple(items)), VISIT, of_visit, of, load(), load_questions())


def test_the_worksheet_that_was_made_last_before_the_visit_comes_back() -> None:
    old, new = a_sheet(minutes=60), a_sheet(minutes=90)
    later = a_sheet(minutes=60 * 24 + 1)
    of_visit = a_sheet(minutes=80, session=VISIT.id)
    sheets = {HELD.id: [new, old, later], VISIT.id: [of_visit]}
    found = newest_given([HELD, VISIT], sheets, {HELD.id: WATCHMANS}, VISIT)
    assert found == Given(HELD, new, tuple(WATCHMANS))


def test_without_a_worksheet_what_was_shared_last_comes_back_without_questions() -> None:
    found = newest_given([HELD, VISIT], {}, {HELD.id: WATCHMANS}, VISIT)
    assert found == Given(HELD, None, tuple(WATCHMANS))
    back = came_back(known(WATCHMAN), sheet=None)
    assert [(part.about.name, part.questions) for part in back.parts] == [("The Watchman", ())]
    assert newest_given([HELD, VISIT], {}, {}, VISIT) is None


def test_questions_stand_with_their_part_and_the_last_ones_with_none() -> None:
    back = came_back(known(WATCHMAN))
    part = back.parts[0]
    assert part.about == About(about(WATCHMAN), WATCHMAN.id, "The Watchman")
    assert (part.words, part.places, part.by_name) == (("if I look away",), ("chest",), False)
    assert [each.text for each in part.questions] == [REST]
    assert [each.text for each in back.questions] == [LOUD]


def test_a_worksheet_that_kept_no_questions_asks_them_again() -> None:
    sheet = a_sheet(questions=None, items=tuple(item.id for item in WATCHMANS))
    back = came_back(known(WATCHMAN), sheet=sheet)
    assert [each.text for each in back.parts[0].questions] == [
        "When have you noticed the Watchman before?",
        "How do you feel toward the Watchman today?",
    ]
    closing = load_questions().of(SheetKind.MEETING)
    assert [each.text for each in back.questions] == [each.text for each in closing]


def test_a_part_that_is_shared_no_more_is_not_there_nor_its_questions() -> None:
    withdrawn = [
        item.model_copy(update={"id": new_id(), "withdraws": item.id, "value": ""}) for item in WATCHMANS
    ]
    for sheet in (SHEET, a_sheet(questions=None, items=tuple(item.id for item in WATCHMANS))):
        assert came_back(known(WATCHMAN), [*WATCHMANS, *withdrawn], sheet).parts == ()


def test_a_merged_part_stands_for_the_one_it_turned_out_to_be() -> None:
    guard = a_part("the guard")
    merge = PartAct(
        id=new_id(),
        client="client-1",
        author="person-1",
        at=BEGAN,
        deed=Merged(part=WATCHMAN.id, into=guard.id),
    )
    back = came_back(known(WATCHMAN, guard, acts=(merge,)))
    assert back.parts[0].about.part == guard.id
    assert back.parts[0].about.name == "The Watchman", "as it was agreed"


def test_a_part_of_another_notebook_is_known_by_its_shared_name_alone() -> None:
    own = a_part("the watchman")
    found = came_back(known(own)).parts[0]
    assert (found.about.part, found.by_name) == (own.id, True)
    found = came_back(known(LITTLE)).parts[0]
    assert (found.about.part, found.by_name) == (None, False)


def test_answers_entered_in_this_visit_stand_beside_their_question() -> None:
    acts = (
        an_answer(WATCHMAN, "sleep"),
        an_answer(WATCHMAN, "sleep, and the river"),
        an_answer(WATCHMAN, "another question", LOUD),
        an_answer(WATCHMAN, "another visit", session=HELD),
    )
    asked = came_back(known(WATCHMAN, acts=acts)).parts[0].questions[0]
    assert [each.text for each in asked.answers] == ["sleep", "sleep, and the river"]
    assert asked.newest == asked.answers[1]


def test_an_answer_that_no_part_can_hold_is_found_in_its_note() -> None:
    lines = (as_note(LOUD, "the Watchman, still\nand louder"), as_note(REST, " a rest ", "The Watchman"))
    notes = [read(line, Roster()) for line in lines]
    assert {each.kind for each in notes} == {EntryKind.NOTE}
    entries = tuple(an_entry(EntryKind.NOTE, text=each.text, session=VISIT.id) for each in notes)
    back = came_back(known(LITTLE, entries=entries))
    assert [each.text for each in back.questions[0].answers] == ["the Watchman, still\nand louder"]
    assert [each.text for each in back.parts[0].questions[0].answers] == ["a rest"]


def share(
    asked: Asked, answer: str, before: tuple[SharedItem, ...], visit: Session = VISIT
) -> tuple[SharedItem, ...]:
    where = About(about(WATCHMAN), WATCHMAN.id, "The Watchman")
    return (
        *before,
        *share_answer(visit, asked, answer, where, position=0, author="person-1", at=BEGAN, before=before),
    )


def values(items: tuple[SharedItem, ...]) -> list[tuple[SharedField, str]]:
    return [(item.field, item.value) for item in agreed(items)]


def test_an_answer_goes_home_with_the_name_under_a_handle_of_the_visit() -> None:
    rows = share(Asked(REST), "sleep", ())
    assert values(rows) == [(SharedField.NAME, "The Watchman"), (SharedField.ANSWER, "sleep")]
    assert {item.about for item in rows} == {handle(VISIT.id, WATCHMAN.id)}
    assert {item.session for item in rows} == {VISIT.id}
    back = came_back(known(WATCHMAN, acts=(an_answer(WATCHMAN, "sleep"),)), of_visit=rows)
    newest = back.parts[0].questions[0].newest
    assert newest is not None
    assert newest.shared == rows[1]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(["sleep", "the river", "nothing"]), min_size=1, max_size=5))
def test_only_the_newest_answer_goes_home_and_none_after_it_is_taken_back(texts: list[str]) -> None:
    acts: tuple[PartAct, ...] = ()
    rows: tuple[SharedItem, ...] = ()
    for text in texts:
        asked = came_back(known(WATCHMAN, acts=acts), of_visit=rows).parts[0].questions[0]
        rows = share(asked, text, rows)
        acts = (*acts, an_answer(WATCHMAN, text))
        assert values(rows) == [(SharedField.NAME, "The Watchman"), (SharedField.ANSWER, text)]
    asked = came_back(known(WATCHMAN, acts=acts), of_visit=rows).parts[0].questions[0]
    back = keep_to_ourselves(VISIT, asked, author="person-1", at=BEGAN)
    assert values((*rows, *back)) == [(SharedField.NAME, "The Watchman")]


def test_after_the_visit_was_signed_what_is_taken_back_is_late() -> None:
    signed = VISIT.model_copy(update={"state": SessionState.SIGNED})
    rows = share(Asked(REST), "sleep", ())
    asked = (
        came_back(known(WATCHMAN, acts=(an_answer(WATCHMAN, "sleep"),)), of_visit=rows).parts[0].questions[0]
    )
    back = keep_to_ourselves(signed, asked, author="person-1", at=BEGAN)
    assert [item.addition for item in back] == [Addition.LATE]
