import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.parts.body_spots import View
from tests.builders import a_part
from tests.parts.sittings import dosed, felt, sittings
from ui import theme
from ui.parts.body_pane import BodyPane

WATCHMAN, LITTLE_ONE = a_part("The Watchman"), a_part("the little one")
PARTS = sittings(
    [WATCHMAN, LITTLE_ONE],
    {
        "one": [dosed(0), felt(WATCHMAN, 5, "jaw"), felt(LITTLE_ONE, 7, "a grey cloud")],
        "two": [felt(WATCHMAN, 33, "chest"), dosed(0), felt(LITTLE_ONE, 40, "chest", "arm")],
    },
)


@pytest.fixture
def pane(qtbot: QtBot) -> BodyPane:
    shown = BodyPane(theme.DAYLIGHT)
    shown.setStyleSheet(theme.style_sheet(theme.DAYLIGHT))
    shown.resize(1000, 700)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def words(pane: BodyPane) -> set[str]:
    labels = {label.text() for label in pane.findChildren(QLabel) if label.isVisible()}
    return labels | {button.text() for button in pane.findChildren(QPushButton) if button.isVisible()}


def button(pane: BodyPane, text: str) -> QPushButton:
    return next(b for b in pane.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_all_places_of_all_parts_are_shown_with_who_and_when(pane: BodyPane) -> None:
    pane.show_parts(PARTS)
    assert pane.figure.places == ("jaw", "arm", "chest")
    assert pane.figure.places_elsewhere == ("a grey cloud",)
    assert {"chest", "The Watchman", "the little one", "28 Nov, T+0:33", "21 Nov, T+0:05"} <= words(pane)


def test_one_session_alone_shows_what_was_felt_in_it(pane: BodyPane) -> None:
    pane.show_parts(PARTS)
    pane.sessions_choice.setCurrentIndex(1)
    assert (pane.figure.places, pane.figure.places_elsewhere) == (("jaw",), ("a grey cloud",))


def test_one_part_alone_has_no_choice_of_parts(pane: BodyPane) -> None:
    pane.show_part(PARTS, WATCHMAN.id)
    assert pane.figure.places == ("jaw", "chest")
    assert not pane.parts_choice.isVisible()
    assert "The Watchman" not in words(pane)


def test_choosing_a_place_leaves_that_place_alone_until_every_place_is_wanted(
    pane: BodyPane, qtbot: QtBot
) -> None:
    pane.show_parts(PARTS)
    at = pane.figure.canvas.middle_of("jaw", View.FRONT).toPoint()
    qtbot.mouseClick(pane.figure.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert "jaw" in words(pane)
    assert "chest" not in words(pane)
    qtbot.mouseClick(button(pane, "Show every place"), Qt.MouseButton.LeftButton)
    assert {"jaw", "chest"} <= words(pane)


def test_from_a_place_the_way_leads_to_the_part_and_to_the_entry(pane: BodyPane, qtbot: QtBot) -> None:
    pane.show_parts(PARTS)
    with qtbot.waitSignal(pane.part_chosen) as part:
        qtbot.mouseClick(button(pane, "The Watchman"), Qt.MouseButton.LeftButton)
    assert part.args == [WATCHMAN.id]
    with qtbot.waitSignal(pane.entry_wanted) as entry:
        qtbot.mouseClick(button(pane, "21 Nov, T+0:05"), Qt.MouseButton.LeftButton)
    assert entry.args == ["one", PARTS.timelines["one"].entries[1].id]


def test_what_was_chosen_stays_when_the_same_client_is_shown_anew(pane: BodyPane) -> None:
    pane.show_parts(PARTS)
    pane.sessions_choice.setCurrentIndex(2)
    pane.parts_choice.setCurrentIndex(1)
    pane.show_parts(PARTS)
    assert (pane.sessions_choice.currentData(), pane.parts_choice.currentData()) == ("two", WATCHMAN.id)
    assert pane.figure.places == ("chest",)


def test_the_legend_says_only_what_there_is_to_see(pane: BodyPane) -> None:
    pane.show_parts(PARTS)
    assert (
        "Left and right are Wren’s own. Filled: felt the last time. Ring: felt earlier. "
        "Dashed on both sides: nobody said which."
    ) in words(pane)
    pane.sessions_choice.setCurrentIndex(1)
    assert "Left and right are Wren’s own." in words(pane)


def test_a_client_without_parts_has_a_figure_and_a_sentence(pane: BodyPane) -> None:
    pane.show_parts(sittings([], {"one": []}))
    assert pane.figure.places == ()
    assert "Nobody has said yet where a part is felt." in words(pane)


@pytest.mark.parametrize("count", [1, 60, 200])
def test_any_number_of_parts_at_one_place_can_be_shown(pane: BodyPane, count: int) -> None:
    parts = [a_part("n" * 300 if index == 0 else f"Part {index}") for index in range(count)]
    pane.show_parts(sittings(parts, {"one": [felt(part, at, "chest") for at, part in enumerate(parts)]}))
    assert pane.figure.places == ("chest",)
    assert not pane.grab().isNull()
