import inspect
from datetime import date

import pytest

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets import prompts
from kap_companion.worksheets.compose import compose, questions_on, spell_date, spell_time
from kap_companion.worksheets.consent import take_back
from tests.builders import BEGAN
from tests.worksheets.sharing import a_page, a_part_shared, an_item, what_wren_shared


def test_it_is_handed_shared_rows_and_nothing_else_of_a_session() -> None:
    parameters = inspect.signature(compose).parameters
    assert set(parameters) == {
        "items", "client_name", "session_date", "practice", "prompts", "visit", "contact",
    }  # fmt: skip


def test_it_is_for_the_client_after_the_session() -> None:
    assert a_page().subtitle.text == "For Wren, after the session on 21 November 2026"
    with_visit = a_page(visit="22 November, 10:00").subtitle.text
    assert with_visit.endswith(" · to bring to our visit on 22 November, 10:00")
    assert a_page(client_name=" ").subtitle.text == "After the session on 21 November 2026"


def test_parts_stand_in_the_order_they_came_forward() -> None:
    later, sooner = a_part_shared("later", position=1), a_part_shared("sooner", position=0)
    assert [part.heading.text for part in a_page(*later, *sooner).parts] == ["sooner", "later"]


def test_a_part_whose_name_was_not_agreed_is_a_part() -> None:
    (part,) = a_page(an_item(SharedField.WORDS, "stay", "handle")).parts
    assert part.heading.text == "A part"
    assert part.questions[0].sentence.text == "When have you noticed this part before?"


def test_a_role_is_on_paper_only_where_it_was_agreed() -> None:
    without = a_page(*a_part_shared("The Watchman")).parts[0]
    assert without.role is None
    assert without.about.text == ""
    given = a_page(*a_part_shared("The Watchman", role=Role.MANAGER, body=("chest",))).parts[0]
    assert given.role is Role.MANAGER
    assert given.about.text == "a manager · felt in the chest"


def test_the_questions_speak_of_the_part_by_its_name() -> None:
    (part,) = a_page(*a_part_shared("The Watchman", role=Role.MANAGER)).parts
    assert part.questions[0].sentence.text == "What does the Watchman work so hard to keep safe?"


def test_a_name_too_long_for_a_question_is_only_in_the_heading() -> None:
    (part,) = a_page(*a_part_shared("x" * 61)).parts
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
    (part,) = a_page(*a_part_shared("x", body=places)).parts
    assert part.about.text == said


def test_words_are_quoted_with_their_moment() -> None:
    (part,) = a_page(*a_part_shared("x", "if I look away it gets in")).parts
    (quote,) = part.quotes
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
    assert spell_time(seconds, prompts.load().time) == said


def test_dates_are_spelled_plainly() -> None:
    assert spell_date(date(2026, 3, 1), prompts.load()) == "1 March 2026"


def test_qualities_stand_strongest_first_and_only_those_that_stand_out_are_said() -> None:
    rows = [
        an_item(SharedField.SELF, value) for value in ("curiosity 2", "calm 4", "clarity 2", "compassion 3")
    ]
    box = a_page(*rows).self_box
    assert box is not None
    assert [(level.quality, level.level) for level in box.levels] == [
        ("Calm", 4), ("Compassion", 3), ("Curiosity", 2), ("Clarity", 2),
    ]  # fmt: skip
    assert box.sentence.text == "Your guide noticed calm and compassion most."


def test_qualities_all_alike_are_all_said() -> None:
    rows = [an_item(SharedField.SELF, value) for value in ("calm 2", "clarity 2", "courage 2", "patience 2")]
    box = a_page(*rows).self_box
    assert box is not None
    assert box.sentence.text == "Your guide noticed calm, clarity, courage and patience."


def test_what_was_taken_back_is_nowhere() -> None:
    item = an_item(SharedField.PROMISE, "walk the river path")
    assert a_page(item, take_back(item, author="p", at=BEGAN)).promises is None


def test_with_nothing_agreed_the_three_questions_remain() -> None:
    page = a_page()
    assert (page.self_box, page.parts, page.own_words, page.promises) == (None, (), None, None)
    assert len(page.closing.questions) == 3


def test_the_crisis_line_can_be_changed_and_left_out() -> None:
    assert a_page().contact == "If you are in crisis, call or text 988 (US)"
    assert a_page(contact="Telefonseelsorge 116 123").contact == "Telefonseelsorge 116 123"
    assert a_page(contact="").contact == ""


def test_the_title_holds_no_clients_words() -> None:
    assert a_page(*what_wren_shared()).title == "Meeting what came forward"


def test_curly_brackets_in_a_name_stay_what_they_are() -> None:
    assert a_page(client_name="{date}").subtitle.text == "For {date}, after the session on 21 November 2026"
    (part,) = a_page(*a_part_shared("{name} {0}")).parts
    assert part.questions[0].sentence.text == "When have you noticed {name} {0} before?"


def test_what_else_was_agreed_stands_in_rows_field_by_field() -> None:
    items = [
        an_item(SharedField.NEEDS, "rest", "h"),
        an_item(SharedField.AGE, "six", "h"),
        an_item(SharedField.AGE, "or seven", "h"),
        an_item(SharedField.PLACE, "0 0.5", "h"),
    ]
    (part,) = a_page(*items).parts
    assert [(row.about, [each.text for each in row.said]) for row in part.rows] == [
        ("Seems about", ["six", "or seven"]),
        ("Hopes for", ["rest"]),
    ]


def test_the_questions_that_are_kept_are_those_on_the_page() -> None:
    items = what_wren_shared()
    page = a_page(*items)
    kept = questions_on(items, prompts.load())
    of_parts = [question.sentence.text for part in page.parts for question in part.questions]
    assert [question.text for question in kept if question.about] == of_parts
    assert [question.text for question in kept if not question.about] == list(
        prompts.load().closing.questions
    )
    assert {question.about for question in kept} == {"handle-0", "handle-1", "handle-2", ""}
