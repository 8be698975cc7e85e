import inspect
from datetime import date

import pytest

from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.vocabulary.part_two import NOTICE
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.compose import compose, questions_on
from kap_companion.worksheets.compose_moments import spell_date, spell_time
from kap_companion.worksheets.consent import take_back
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.sheet import (
    Asking,
    SelfBox,
)
from tests.builders import BEGAN, a_client
from tests.worksheets.sharing import (
    a_part_shared,
    a_sheet,
    an_item,
    keys,
    material_of,
    part_on,
    what_wren_shared,
)


def self_on(*values: str) -> SelfBox:
    found = a_sheet(*(an_item(SharedField.SELF, value) for value in values)).sections[0]
    assert isinstance(found, SelfBox)
    return found


def test_it_is_handed_agreed_rows_and_nothing_else_of_a_session() -> None:
    assert set(inspect.signature(compose).parameters) == {"material", "composition", "words", "book"}
    assert set(material_of().__slots__) == {
        "items", "client", "session", "letterhead", "practice", "taken_back",
    }  # fmt: skip


def test_a_client_is_named_only_where_that_was_chosen() -> None:
    of = material_of(client=a_client("Wren"))
    assert a_sheet(of=of).subtitle.text == "After the session on 21 November 2026"
    assert a_sheet(of=of, named=True).subtitle.text == "For Wren, after the session on 21 November 2026"
    blank = material_of(client=a_client(" "))
    assert a_sheet(of=blank, named=True).subtitle.text == "After the session on 21 November 2026"


def test_the_day_to_bring_it_back_is_said() -> None:
    said = a_sheet(visit="22 November, 10:00").subtitle.text
    assert said.endswith(" · to bring to our visit on 22 November, 10:00")


def test_parts_stand_in_the_order_they_came_forward() -> None:
    later, sooner = a_part_shared("later", position=1), a_part_shared("sooner", position=0)
    assert keys(a_sheet(*later, *sooner)) == ["part:handle-0", "part:handle-1", "closing"]


def test_sixty_parts_and_two_of_one_name_each_have_their_place() -> None:
    items = [row for at in range(60) for row in a_part_shared("the same", "hello", position=at)]
    for kind in SheetKind:
        assert len(set(keys(a_sheet(*items, kind=kind)))) == len(keys(a_sheet(*items, kind=kind)))
    assert keys(a_sheet(*items))[:60] == [f"part:handle-{at}" for at in range(60)]


def test_a_part_whose_name_was_taken_back_is_a_part_with_its_words() -> None:
    name, words = a_part_shared("The Watchman", "stay")
    for kind in (SheetKind.MEETING, SheetKind.ONE_PART, SheetKind.WORDS):
        sheet = a_sheet(name, words, take_back(name, author="p", at=BEGAN), kind=kind, part="handle-0")
        assert "Watchman" not in repr(sheet)
        assert "stay" in repr(sheet)
    part = part_on(name, words, take_back(name, author="p", at=BEGAN))
    assert part.heading.text == "A part"
    assert part.questions[0].sentence.text == "When have you noticed this part before?"


def test_a_role_is_on_paper_only_where_it_was_agreed() -> None:
    without = part_on(*a_part_shared("The Watchman"))
    assert (without.role, without.about.text) == (None, "")
    given = part_on(*a_part_shared("The Watchman", role=Role.MANAGER, body=("chest",)))
    assert (given.role, given.about.text) == (Role.MANAGER, "a manager · felt in the chest")
    assert [said.sentence.text for said in given.names] == ["The Watchman", "a manager", "in the chest"]


def test_the_questions_speak_of_the_part_by_its_name() -> None:
    part = part_on(*a_part_shared("The Watchman", role=Role.MANAGER))
    assert part.questions[0].sentence.text == "What does the Watchman work so hard to keep safe?"
    assert {question.about for question in part.questions} == {"handle-0"}


def test_a_name_too_long_for_a_question_is_only_in_the_heading() -> None:
    part = part_on(*a_part_shared("x" * 61))
    assert part.questions[0].sentence.text == "When have you noticed this part before?"


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (("chest",), "felt in the chest"),
        (("belly", "hands"), "felt in the belly and in the hands"),
        (("behind the eyes", "jaw", "Kopf"), "felt behind the eyes, in the jaw and in “Kopf”"),
    ],
)
def test_places_are_said_plainly_and_unknown_ones_in_the_clients_word(
    places: tuple[str, ...], said: str
) -> None:
    assert part_on(*a_part_shared("x", body=places)).about.text == said


def test_words_are_quoted_with_their_moment() -> None:
    (quote,) = part_on(*a_part_shared("x", "if I look away it gets in")).quotes
    assert quote.sentence.text == "“if I look away it gets in”"
    assert quote.when == "17 minutes after the dose"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (0, "just after the dose"),
        (59.9, "just after the dose"),
        (-10, "just before the dose"),
        (60, "1 minute after the dose"),
        (1025, "17 minutes after the dose"),
        (-1990, "33 minutes before the dose"),
        (3600, "1 hour after the dose"),
        (7500, "2 hours 5 minutes after the dose"),
    ],
)
def test_moments_are_said_in_plain_words(seconds: float | None, said: str) -> None:
    assert spell_time(seconds, load().time) == said


def test_dates_are_spelled_plainly() -> None:
    assert spell_date(date(2026, 3, 1), load()) == "1 March 2026"


def test_qualities_stand_strongest_first_and_only_those_that_stand_out_are_said() -> None:
    box = self_on("curiosity 2", "calm 4", "clarity 2", "compassion 3")
    assert [(level.quality, level.level) for level in box.levels] == [
        ("Calm", 4), ("Compassion", 3), ("Curiosity", 2), ("Clarity", 2),
    ]  # fmt: skip
    assert box.sentence.text == "Your guide noticed calm and compassion most."


def test_qualities_all_alike_are_all_said() -> None:
    box = self_on("calm 2", "clarity 2", "courage 2", "patience 2")
    assert box.sentence.text == "Your guide noticed calm, clarity, courage and patience."


def test_what_was_taken_back_is_nowhere() -> None:
    item = an_item(SharedField.PROMISE, "walk the river path")
    for kind in SheetKind:
        assert "river" not in repr(a_sheet(item, take_back(item, author="p", at=BEGAN), kind=kind))


def test_with_nothing_agreed_each_sheet_says_so_and_its_blank_ones_remain() -> None:
    blank = {kind: a_sheet(kind=kind) for kind in SheetKind}
    assert {sheet.nothing for sheet in blank.values()} == {load().nothing_shared}
    assert keys(blank[SheetKind.MEETING]) == ["closing"]
    assert keys(blank[SheetKind.ONE_PART]) == ["letter", "answer"]
    assert keys(blank[SheetKind.LANDSCAPE])[0] == "map-empty"
    assert keys(blank[SheetKind.BODY])[0] == "body-empty"
    assert keys(blank[SheetKind.WEEK])[:2] == ["week", "practices"]
    assert keys(blank[SheetKind.BEFORE_NEXT]) == ["protectors", "intention", "practical"]
    assert keys(blank[SheetKind.WORDS]) == []


def test_what_was_left_off_by_hand_was_agreed_all_the_same() -> None:
    item = an_item(SharedField.WORDS, "stay")
    assert a_sheet(item, dropped=(item.id,)).nothing == ""
    assert a_sheet(item, kind=SheetKind.BODY).nothing == load().nothing_shared
    assert a_sheet(item, kind=SheetKind.WEEK).nothing == ""


def test_the_letterhead_counts_before_the_practices_name_and_the_line_of_the_language() -> None:
    usual = a_sheet().foot
    assert (usual.practice, usual.contact) == ("Stillwater Clinic", load().contact)
    head = Letterhead(id="h", name="Stillwater", contact="0800 111", logo="PHN2Zz4=", author="p", at=BEGAN)
    foot = a_sheet(of=material_of(letterhead=head)).foot
    assert (foot.practice, foot.contact, foot.logo) == ("Stillwater", "0800 111", "PHN2Zz4=")


def test_a_protected_clients_pages_say_so() -> None:
    protected = a_client().model_copy(update={"part_two": True})
    assert a_sheet(of=material_of(client=protected)).foot.notice == NOTICE
    assert a_sheet().foot.notice == ""


def test_the_title_holds_no_clients_words() -> None:
    assert a_sheet(*what_wren_shared()).title == "Meeting what came forward"


def test_text_that_looks_like_a_place_to_fill_stays_what_it_is() -> None:
    of = material_of(client=a_client("{date}"))
    assert a_sheet(of=of, named=True).subtitle.text == "For {date}, after the session on 21 November 2026"
    part = part_on(*a_part_shared("{name} {0} <b>#let"))
    assert part.questions[0].sentence.text == "When have you noticed {name} {0} <b>#let before?"
    key = "closing/loud.which"
    (closing,) = a_sheet(reworded={key: "What {of} {name}?"}).sections
    assert isinstance(closing, Asking)
    assert closing.questions[0].sentence.text == "What {of} this part?"


def test_a_quote_of_five_thousand_characters_is_whole() -> None:
    (quote,) = part_on(*a_part_shared("x", "long " * 1000)).quotes
    assert quote.sentence.text == "“" + "long " * 1000 + "”"


def test_what_else_was_agreed_stands_in_rows_field_by_field() -> None:
    part = part_on(
        an_item(SharedField.NEEDS, "rest", "h"),
        an_item(SharedField.AGE, "six", "h"),
        an_item(SharedField.AGE, "or seven", "h"),
        an_item(SharedField.PLACE, "0 0.5", "h"),
    )
    assert [(row.about, [each.sentence.text for each in row.said]) for row in part.rows] == [
        ("Seems about", ["six", "or seven"]),
        ("Hopes for", ["rest"]),
    ]


def test_the_questions_that_are_kept_are_those_on_the_sheet() -> None:
    sheet = a_sheet(*what_wren_shared(), dropped=("closing/loud.which",))
    asked = questions_on(sheet)
    assert {question.about for question in asked} == {"handle-0", "handle-1", "handle-2", ""}
    assert "Which part feels loud right now?" not in [question.text for question in asked]
    assert asked[-1].text == "What would it say if you truly listened?"


@pytest.mark.parametrize("language", ["es", "de"])
def test_our_words_are_in_the_sheets_language_and_agreed_ones_stay_as_they_are(language: str) -> None:
    for kind in SheetKind:
        sheet = a_sheet(*what_wren_shared(), kind=kind, language=language, part="handle-0")
        assert sheet.language == language
        assert sheet.title == load(language).sheets[kind].title
    assert "if I look away it gets in" in repr(a_sheet(*what_wren_shared(), language=language))
