"""Who is here now."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.session.rooms import Room, told_to_a_screen_reader
from ui.session.here_now import HereNow
from ui.session.present_card import PresentCard

WATCHMAN = 'm The Watchman: #chest tight 7 "if I look away it gets in" ->the little one'


def pane(room: Room) -> HereNow:
    return room.page.panes.here_now


def cards(room: Room) -> list[PresentCard]:
    return [card for card in pane(room).findChildren(PresentCard) if card.isVisible()]


def test_nobody_here_is_said_in_words(room: Room) -> None:
    assert cards(room) == []
    assert "No part is here now." in told_to_a_screen_reader(pane(room))


def test_a_card_says_who_how_long_where_and_whom_it_protects(room: Room) -> None:
    room.log(WATCHMAN)
    room.clock.pass_time(18 * 60)
    room.controller.tick()
    assert list(pane(room).said()) == ["The Watchman · 18 min · chest · protects the little one"]


def test_without_links_a_card_says_what_the_part_did_last(room: Room) -> None:
    room.log("e the little one: #belly 6 turning toward Self")
    assert list(pane(room).said()) == ["the little one · 0 min · belly · turning toward Self"]


def test_a_card_stays_the_same_widget_while_its_part_is_here(room: Room) -> None:
    room.log(WATCHMAN)
    (first,) = cards(room)
    room.log("e the little one: #belly 6")
    room.log("watchman: #throat 3")
    assert cards(room)[0] is first
    assert "throat" in first.said


def test_a_screen_reader_hears_the_strength_and_whom_the_button_settles(room: Room) -> None:
    room.log(WATCHMAN)
    told = told_to_a_screen_reader(pane(room))
    assert "How strong, 0 to 10\n" in told
    assert "7" in told
    assert "Settle The Watchman" in told
    assert "Ctrl+1" in told


@pytest.mark.parametrize("place", [1, 2])
def test_ctrl_and_a_digit_settle_the_part_with_that_number(room: Room, place: int) -> None:
    room.log("m The Watchman: tight")
    room.log("e the little one: #belly")
    before = list(pane(room).said())
    room.ctrl(Qt.Key(Qt.Key.Key_0.value + place))
    assert list(pane(room).said()) == [before[2 - place]]
    assert room.focused() is room.field


def test_the_button_settles_and_the_focus_stays_in_the_line(room: Room) -> None:
    room.log("m The Watchman: tight")
    (card,) = cards(room)
    room.click(card.findChildren(QPushButton)[0])
    assert cards(room) == []
    assert room.controller.timeline.spans[0].end_ms is not None
    assert room.focused() is room.field


def test_a_digit_without_a_card_does_nothing(room: Room) -> None:
    before = room.controller.timeline.everything
    room.ctrl(Qt.Key.Key_5)
    assert room.controller.timeline.everything == before
    assert room.notice == ""


def test_an_unnamed_part_has_a_description(room: Room) -> None:
    room.log("p: #throat something unsaid, no name yet")
    (said,) = pane(room).said()
    assert "throat" in said
    assert not said.startswith(" ")


@pytest.mark.parametrize("name", ["x" * 5_000, "קטנה", "<b>bold</b>", "\u202eevil", "🌿"])
def test_any_name_is_shown_as_plain_text(room: Room, name: str) -> None:
    room.log(f"e {name}: #belly")
    room.page.grab()
    assert len(cards(room)) == 1
    assert "bold</b>" in cards(room)[0].said or "<b>" not in name


def test_ten_parts_fit_by_scrolling(room: Room) -> None:
    for number in range(10):
        room.log(f"p part number {number}: here")
    assert len(cards(room)) == 10
    room.page.grab()
