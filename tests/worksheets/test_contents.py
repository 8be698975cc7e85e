"""What could stand on a sheet, as it is listed, and what stands there, as it is counted."""

from kap_companion.vocabulary.composition import AddedQuestion, Composition, SheetKind, Space
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.contents import Content, contents, wording_for_client
from kap_companion.worksheets.on_the_sheet import OnTheSheet, items_on, on_the_sheet
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.questions import load_questions
from tests.builders import a_client
from tests.worksheets.sharing import a_part_shared, a_sheet, an_item, material_of, what_wren_shared


def listed(*items: SharedItem, kind: SheetKind = SheetKind.MEETING, **fields: object) -> dict[str, Content]:
    composition = Composition.model_validate({"sheet": kind} | fields)
    found = contents(material_of(*items), composition, load(), load_questions())
    return {content.key: content for content in found}


WATCHMAN = a_part_shared("The Watchman", "stay", role=Role.MANAGER, body=("chest",))


def test_a_part_is_listed_with_what_was_agreed_of_it_and_what_it_is_asked() -> None:
    could = [each for each in listed(*WATCHMAN).values() if each.section == "part:handle-0"]
    assert [(each.kind, each.text, each.field, each.depth) for each in could] == [
        ("section", "The Watchman", None, 0),
        ("item", "The Watchman", SharedField.NAME, 1),
        ("item", "a manager", SharedField.ROLE, 1),
        ("item", "in the chest", SharedField.BODY, 1),
        ("item", "“stay”", SharedField.WORDS, 1),
        ("question", "What does the Watchman work so hard to keep safe?", None, 1),
        ("question", "What would the Watchman like to do, if it could rest?", None, 1),
    ]
    assert [each.rewordable for each in could] == [False] * 5 + [True] * 2
    assert could[0].takes_questions
    assert could[-1].space == Space()


def test_what_is_left_off_is_listed_in_its_place_and_its_questions_are_those_asked_now() -> None:
    role = WATCHMAN[1]
    usual, without = listed(*WATCHMAN), listed(*WATCHMAN, dropped=(role.id, "closing"))
    assert without[role.id].dropped
    assert without["closing"].dropped
    assert not without["closing/loud.which"].dropped
    assert "part:handle-0/manager.keeps" in usual
    assert "part:handle-0/part.before" in without


def test_what_stands_in_other_words_or_was_added_is_said_to() -> None:
    could = listed(
        *WATCHMAN,
        reworded={"closing": "In quiet", "closing/loud.which": "Who is loud?"},
        added=(AddedQuestion(key="closing/own-1", section="closing", text="And now?"),),
    )
    assert (could["closing"].text, could["closing"].reworded) == ("In quiet", True)
    assert (could["closing/loud.which"].text, could["closing/loud.which"].reworded) == ("Who is loud?", True)
    assert could["closing/own-1"].added
    assert not could["closing/loud.which"].added


def test_names_that_only_stand_beside_others_can_be_left_off_too() -> None:
    place = an_item(SharedField.PLACE, "0 1", "handle-0")
    for kind in (SheetKind.LANDSCAPE, SheetKind.BODY, SheetKind.WORDS, SheetKind.ONE_PART):
        could = listed(*WATCHMAN, place, kind=kind, part="handle-0")
        assert could[WATCHMAN[0].id].text == "The Watchman"
        without = a_sheet(*WATCHMAN, place, kind=kind, part="handle-0", dropped=(WATCHMAN[0].id,))
        assert "Watchman" not in repr(without)
    assert listed(*WATCHMAN, place, kind=SheetKind.LANDSCAPE)[WATCHMAN[1].id].field is SharedField.ROLE


def test_things_to_do_that_are_ours_can_be_left_off_and_reworded_and_promises_only_left_off() -> None:
    walk = an_item(SharedField.PROMISE, "walk")
    could = listed(walk, kind=SheetKind.WEEK)
    assert (could[walk.id].rewordable, could["practices/0"].rewordable) == (False, True)
    made = a_sheet(walk, kind=SheetKind.WEEK, dropped=("practices/0",), reworded={"practices/1": "Tea"})
    assert "Tea" in repr(made)
    assert load().week.practices[0] not in repr(made)


def test_links_on_the_map_are_listed_as_what_can_be_left_off_together() -> None:
    link = an_item(SharedField.LINK, "the little one, whom it protects", "handle-0")
    could = listed(*WATCHMAN, link, kind=SheetKind.LANDSCAPE)
    assert (could["links"].section, could["links"].depth) == ("map", 1)


def test_the_sections_are_listed_as_they_are_arranged() -> None:
    could = [
        key for key, each in listed(*what_wren_shared(), order=("closing", "words")).items() if not each.depth
    ]
    assert could[:3] == ["closing", "words", "self"]


def test_what_stands_on_a_sheet_is_counted_by_field_with_questions_and_the_name() -> None:
    client = a_client("Wren")
    material = material_of(*what_wren_shared(), client=client)
    added = (AddedQuestion(key="closing/own-1", section="closing", text="And now?"),)
    sheet = a_sheet(of=material, named=True, added=added)
    assert on_the_sheet(sheet, material) == OnTheSheet(
        agreed={
            SharedField.NAME: 3,
            SharedField.WORDS: 4,
            SharedField.BODY: 1,
            SharedField.ROLE: 3,
            SharedField.SELF: 2,
            SharedField.PROMISE: 1,
        },
        questions=9,
        own_questions=1,
        named=True,
    )
    assert items_on(sheet, material.items) == material.items
    assert not on_the_sheet(a_sheet(of=material), material).named


def test_a_name_in_a_question_alone_stands_on_the_sheet() -> None:
    name, words = a_part_shared("The Watchman", "stay")
    sheet = a_sheet(name, words, kind=SheetKind.ONE_PART, part="handle-0", dropped=("part:handle-0",))
    assert items_on(sheet, (name, words)) == (name,)


def test_words_kept_for_a_client_have_a_place_for_the_name() -> None:
    material, key = material_of(*WATCHMAN), "part:handle-0/manager.keeps"
    reworded = {key: "What does the watchman guard?", "closing/own-1": "Mine", "closing": "In quiet"}
    composition = Composition(sheet=SheetKind.MEETING, reworded=reworded)
    assert wording_for_client(material, composition, key) == ("manager.keeps", "What does {name} guard?")
    for other in ("part:handle-0/manager.rest", "closing/own-1", "closing"):
        assert wording_for_client(material, composition, other) is None
