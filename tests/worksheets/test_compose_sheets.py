"""The other sheets of the library: what stands on each, and in which order."""

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.sheet import Asking, Figure, Landscape, Letter, Quotes, Ticks, Week
from tests.worksheets.sharing import a_part_shared, a_sheet, an_item, keys, what_wren_shared


def test_a_sheet_for_one_part_is_a_letter_to_it_with_room_for_its_answer() -> None:
    sheet = a_sheet(*what_wren_shared(), kind=SheetKind.ONE_PART, part="handle-0")
    assert keys(sheet) == ["part:handle-0", "letter", "answer"]
    _, letter, answer = sheet.sections
    assert isinstance(letter, Letter)
    assert isinstance(answer, Asking)
    assert letter.salutation.text == "Dear Watchman,"
    assert letter.openings
    assert {each.about for each in (*letter.openings, *answer.questions)} == {"handle-0"}
    assert "the little one" not in repr(sheet)


def test_a_letter_to_a_part_that_is_not_here_is_a_blank_one() -> None:
    sheet = a_sheet(*what_wren_shared(), kind=SheetKind.ONE_PART, part="of another session")
    letter = sheet.sections[0]
    assert isinstance(letter, Letter)
    assert letter.salutation.text == "Dear part of me,"
    assert sheet.nothing == load().nothing_shared


def test_the_map_has_who_was_placed_and_names_who_was_not_and_is_followed_by_an_empty_one() -> None:
    items = [
        *a_part_shared("The Watchman", role=Role.MANAGER),
        an_item(SharedField.PLACE, "0.5 -0.25", "handle-0"),
        an_item(SharedField.LINK, "the little one, whom it protects", "handle-0"),
        *a_part_shared("the little one", position=1),
        an_item(SharedField.PLACE, "nowhere", "handle-1", 1),
        an_item(SharedField.PLACE, "1 1", "handle-2", 2),
    ]
    sheet = a_sheet(*items, kind=SheetKind.LANDSCAPE)
    found, empty = sheet.sections[:2]
    assert isinstance(found, Landscape)
    assert [(mark.name.text, mark.role, mark.x, mark.y) for mark in found.marks] == [
        ("The Watchman", Role.MANAGER, 0.5, -0.25),
        ("A part", None, 1.0, 1.0),
    ]
    assert [said.sentence.text for said in found.to_place] == ["the little one"]
    assert [said.sentence.text for said in found.links] == ["The Watchman: the little one, whom it protects"]
    assert isinstance(empty, Landscape)
    assert (empty.key, empty.marks) == ("map-empty", ())
    without = a_sheet(*items, kind=SheetKind.LANDSCAPE, dropped=("links",)).sections[0]
    assert isinstance(without, Landscape)
    assert without.links == ()


def test_the_newest_place_on_the_map_counts() -> None:
    old, new = (an_item(SharedField.PLACE, value, "handle-0") for value in ("0 1", "1 0"))
    found = a_sheet(*a_part_shared("x"), old, new, kind=SheetKind.LANDSCAPE).sections[0]
    assert isinstance(found, Landscape)
    assert [(mark.key, mark.x) for mark in found.marks] == [(new.id, 1.0)]


def test_the_figure_has_the_agreed_places_and_says_the_others() -> None:
    items = a_part_shared("x", body=("left hand", "arms", "a river"))
    found, empty = a_sheet(*items, kind=SheetKind.BODY).sections[:2]
    assert isinstance(found, Figure)
    assert [spot.label.text for spot in found.spots] == ["x · left hand", "x · arms", "x · arms"]
    assert [said.sentence.text for said in found.elsewhere] == ["x · a river"]
    assert isinstance(empty, Figure)
    assert empty.spots == ()


def test_a_week_has_the_eight_cs_what_was_promised_and_small_practices() -> None:
    week, promises, practices = a_sheet(*what_wren_shared(), kind=SheetKind.WEEK).sections[:3]
    assert isinstance(week, Week)
    assert (len(week.days), len(week.qualities), week.qualities[0]) == (7, 8, "Calm")
    assert isinstance(promises, Ticks)
    assert "hand on belly" in promises.items[0].sentence.text
    assert isinstance(practices, Ticks)
    assert practices.items[0].key == "practices/0"


def test_before_the_next_session_only_fears_and_needs_and_what_to_make_ready_by_the_route() -> None:
    items = [
        *a_part_shared("The Watchman", "stay", role=Role.MANAGER, body=("chest",)),
        an_item(SharedField.FEARS, "being caught", "handle-0"),
        an_item(SharedField.BURDEN, "all of it", "handle-0"),
        *a_part_shared("the little one", "stay", position=1),
    ]
    sheet = a_sheet(*items, kind=SheetKind.BEFORE_NEXT, route="iv")
    assert keys(sheet) == ["part:handle-0", "protectors", "intention", "practical"]
    assert "being caught" in repr(sheet)
    for unsaid in ("“stay”", "all of it", "chest", "the little one"):
        assert unsaid not in repr(sheet)
    practical = sheet.sections[-1]
    assert isinstance(practical, Ticks)
    assert tuple(said.sentence.text for said in practical.items) == load().preparation("iv")


def test_the_words_of_a_session_stand_in_the_order_of_time_with_whose_they_are() -> None:
    items = [
        an_item(SharedField.WORDS, "last", "handle-0", elapsed_seconds=60),
        *a_part_shared("The Watchman"),
        an_item(SharedField.WORDS, "first", elapsed_seconds=-60),
        an_item(SharedField.WORDS, "whenever"),
        an_item(SharedField.PROMISE, "walk"),
    ]
    sheet = a_sheet(*items, kind=SheetKind.WORDS)
    (quotes,) = sheet.sections
    assert isinstance(quotes, Quotes)
    assert [(each.sentence.text, each.part.text) for each in quotes.quotes] == [
        ("“first”", ""),
        ("“last”", "The Watchman"),
        ("“whenever”", ""),
    ]
