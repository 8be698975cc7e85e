"""The pages with no part, one, sixty, two hundred; and with names that nobody expects."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.part_act import Merged
from tests.builders import a_part
from tests.parts.families import a_line, an_act, known, sessions
from ui import theme
from ui.parts.part_list import PartList
from ui.parts.part_list_model import part_rows
from ui.parts.part_page import PartPage
from ui.parts.part_shown import part_shown
from ui.parts.search_panel import HitShown, SearchPanel

TODAY = date(2026, 11, 25)
ODD_NAMES = (
    "",
    "x" * 300,
    "n" * 20 + " and" * 70,
    "🜂",
    "\u202eשומר הסף",
    "<b>The &amp; one</b>",
    "a\nb\x00c",
)


def many(count: int) -> ClientParts:
    held = sessions(6)
    parts = [a_part(f"part {number}") for number in range(count)]
    lines = [
        a_line(held[(number + each) % 6], part, number % 50, intensity=each, body=("chest",), words=("so",))
        for number, part in enumerate(parts)
        for each in range(3)
    ]
    return known(held, parts, lines)


@pytest.mark.parametrize("count", [0, 1, 60, 200])
def test_the_list_and_a_part_are_shown_however_many_there_are(qtbot: QtBot, count: int) -> None:
    parts = many(count)
    shown_list = PartList(theme.DAYLIGHT)
    qtbot.addWidget(shown_list)
    shown_list.show_rows(part_rows(parts, TODAY))
    shown_list.resize(1000, 700)
    shown_list.grab()
    assert shown_list.view.model().rowCount() == count
    page = PartPage(theme.DAYLIGHT)
    qtbot.addWidget(page)
    for part in parts.parts[:2]:
        shown = part_shown(parts, part.id, TODAY)
        assert shown is not None
        page.show_part(shown)
        page.resize(1024, 768)
        page.grab()
        assert page.head.name.whole == part.name
        page.head.same.click()
        assert page.same.parts.count() == count - 1


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_leaves_the_page_as_wide_as_the_window(qtbot: QtBot, name: str) -> None:
    (held,) = sessions(1)
    part, other = a_part(name), a_part(name)
    lines = [a_line(held, part, 1, words=(name, "w" * 400), body=(name or "skin",)), a_line(held, other, 3)]
    parts = known([held], [part, other], lines)
    shown = part_shown(parts, part.id, TODAY)
    assert shown is not None
    page = PartPage(theme.DAYLIGHT)
    page.setStyleSheet(theme.style_sheet(theme.DAYLIGHT))
    qtbot.addWidget(page)
    page.show_part(shown)
    page.resize(1024, 768)
    page.grab()
    assert page.minimumSizeHint().width() <= 1024
    assert page.width() == 1024


def test_a_part_merged_into_one_that_was_merged_later_opens_the_last_of_them() -> None:
    (held,) = sessions(1)
    first, second, third = a_part("first"), a_part("second"), a_part("third")
    acts = [
        an_act(Merged(part=first.id, into=second.id), days=1),
        an_act(Merged(part=second.id, into=third.id), days=2),
    ]
    lines = [a_line(held, part, minute) for minute, part in enumerate((first, second, third))]
    shown = part_shown(known([held], [first, second, third], lines, acts), first.id, TODAY)
    assert shown is not None
    assert shown.part.id == third.id
    assert len(shown.about) == 3
    assert set(shown.part.aliases) == {"first", "second"}


def test_parts_that_share_a_name_are_offered_first_and_said_to(qtbot: QtBot) -> None:
    (held,) = sessions(1)
    watchman, other, same = a_part("The Watchman"), a_part("Go-Numb"), a_part("wátchman")
    lines = [a_line(held, part, minute) for minute, part in enumerate((watchman, other, same))]
    shown = part_shown(known([held], [watchman, other, same], lines), watchman.id, TODAY)
    assert shown is not None
    page = PartPage(theme.DAYLIGHT)
    qtbot.addWidget(page)
    page.show_part(shown)
    assert page.alike.text() == "Shares a name with “wátchman”. The same part?"
    page.alike.click()
    assert [page.same.parts.item(row).text() for row in range(2)] == [
        "wátchman · Manager · shares a name with this part",
        "Go-Numb · Manager",
    ]


def test_hits_of_any_length_break_into_lines(qtbot: QtBot) -> None:
    panel = SearchPanel()
    qtbot.addWidget(panel)
    panel.show_hits([HitShown(words="word " * 200, when="today", part="part-1")])
    panel.resize(600, 400)
    panel.grab()
    assert panel.minimumSizeHint().width() <= 600
