import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.parts.body_spots import View
from ui import theme
from ui.parts.body_canvas import PlaceButton
from ui.parts.body_figure import BodyFigure, BodyMark


@pytest.fixture
def figure(qtbot: QtBot) -> BodyFigure:
    shown = BodyFigure(theme.DAYLIGHT)
    shown.setStyleSheet(theme.style_sheet(theme.DAYLIGHT))
    shown.resize(420, 560)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def buttons(figure: BodyFigure) -> list[PlaceButton]:
    return [each for each in figure.canvas.findChildren(PlaceButton) if each.isVisible()]


def test_places_of_the_body_are_on_the_figure_and_all_others_are_words_below(figure: BodyFigure) -> None:
    figure.show_places([BodyMark("left hand"), BodyMark("a grey cloud"), BodyMark("head")])
    assert figure.places == ("head", "left hand")
    assert figure.places_elsewhere == ("a grey cloud",)


def test_a_click_on_a_place_chooses_it(figure: BodyFigure, qtbot: QtBot) -> None:
    figure.show_places([BodyMark("Chest"), BodyMark("upper back")])
    at = figure.canvas.middle_of("upper back", View.BACK).toPoint()
    with qtbot.waitSignal(figure.place_chosen) as chosen:
        qtbot.mouseClick(figure.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["upper back"]
    assert [button.isChecked() for button in buttons(figure)] == [True, False]


def test_a_word_below_can_be_chosen_too(figure: BodyFigure, qtbot: QtBot) -> None:
    figure.show_places([BodyMark("a & b")])
    with qtbot.waitSignal(figure.place_chosen) as chosen:
        qtbot.mouseClick(figure._words["a & b"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["a & b"]
    assert figure._words["a & b"].height() >= 44


def test_tab_comes_once_and_arrows_go_from_the_head_down(figure: BodyFigure, qtbot: QtBot) -> None:
    figure.show_places([BodyMark("belly"), BodyMark("head"), BodyMark("feet")])
    with qtbot.waitActive(figure):
        figure.activateWindow()
    first, second, _third = buttons(figure)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    with qtbot.waitSignal(figure.place_chosen) as chosen:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert chosen.args == ["belly"]
    stops = [each for each in buttons(figure) if each.focusPolicy() is Qt.FocusPolicy.TabFocus]
    assert stops == [second]


def test_a_screen_reader_hears_each_place_with_what_is_told_of_it(figure: BodyFigure) -> None:
    figure.show_places([BodyMark("chest", words="felt 21 Nov: The Watchman"), BodyMark("jaw", earlier=True)])
    heard = [
        QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) for button in buttons(figure)
    ]
    assert heard == ["jaw, felt earlier", "chest, felt 21 Nov: The Watchman"]


def test_a_place_that_was_felt_often_looks_like_one_that_was_felt_once(figure: BodyFigure) -> None:
    figure.show_places([BodyMark("chest", words="once")])
    once = figure.canvas.grab().toImage()
    figure.show_places([BodyMark("chest", words="twelve times")])
    assert figure.canvas.grab().toImage() == once


def test_where_places_overlap_nothing_is_darker(figure: BodyFigure) -> None:
    figure.show_places([BodyMark("belly")])
    at = figure.canvas.middle_of("belly", View.FRONT).toPoint()
    at.setX(at.x() + 9)
    alone = figure.canvas.grab().toImage().pixelColor(at)
    figure.show_places([BodyMark("belly"), BodyMark("gut")])
    assert figure.canvas.grab().toImage().pixelColor(at) == alone


def test_what_was_felt_earlier_is_a_ring(figure: BodyFigure) -> None:
    figure.show_places([BodyMark("chest", earlier=True)])
    middle = figure.canvas.middle_of("chest", View.FRONT).toPoint()
    ring = figure.canvas.grab().toImage().pixelColor(middle)
    figure.show_places([])
    assert figure.canvas.grab().toImage().pixelColor(middle) == ring


@pytest.mark.parametrize("place", ["x" * 300, "🪨", "في الصدر", "<b>chest</b>", "a\nb", "a \ud800 b"])
def test_any_words_can_be_shown_and_chosen(figure: BodyFigure, qtbot: QtBot, place: str) -> None:
    figure.show_places([BodyMark(place)])
    assert figure.places_elsewhere == (place,)
    with qtbot.waitSignal(figure.place_chosen) as chosen:
        qtbot.mouseClick(figure._words[place], Qt.MouseButton.LeftButton)
    assert chosen.args == [place]
    assert not figure.grab().isNull()
