"""A pill: it brightens slowly when its time has come, and takes nothing from anyone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.session.rooms import brightest, luminance
from ui.session import due_pill
from ui.session.due_pill import FADE_MS, DuePill
from ui.session.due_words import PillWords
from ui.theme import ROOM, style_sheet

BEFORE = PillWords("Vitals due in ", "3:12", name="Vitals due in 4 min")
COME = PillWords("Vitals due, ", "4 min ago", "", " · Ctrl+Space done", "Vitals due, 4 min ago")


@pytest.fixture
def pill(qtbot: QtBot) -> Iterator[DuePill]:
    page = QWidget()
    page.setProperty("kind", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.setStyleSheet(style_sheet(ROOM))
    line = QLineEdit(page)
    pill = DuePill(ROOM, parent=page)
    pill.show_words(BEFORE, come=False)
    pill.setGeometry(0, 50, 400, pill.sizeHint().height())
    page.resize(420, 120)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    line.setFocus()
    yield pill
    page.close()


def test_it_brightens_over_about_four_seconds_and_then_stands_still(qtbot: QtBot, pill: DuePill) -> None:
    assert (pill.glow, pill.is_fading) == (0.0, False)
    pill.show_words(COME, come=True)
    assert pill.is_fading
    assert pill.glow < 0.2
    assert FADE_MS == 4_000
    pill._fade.setCurrentTime(FADE_MS // 2)
    assert 0.3 < pill.glow < 0.7
    qtbot.waitUntil(lambda: not pill.is_fading, timeout=6_000)
    assert pill.glow == 1.0


def test_nothing_moves_before_its_time_nor_while_the_words_go_on(pill: DuePill) -> None:
    pill.show_words(PillWords("Vitals due in ", "3:11"), come=False)
    assert not pill.is_fading


def test_with_reduced_motion_it_is_bright_at_once(pill: DuePill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_pill, "things_may_move", lambda _widget: False)
    pill.show_words(COME, come=True)
    assert (pill.glow, pill.is_fading) == (1.0, False)


def test_out_of_sight_nothing_moves(pill: DuePill) -> None:
    pill.show_words(COME, come=True)
    pill.hide()
    assert (pill.glow, pill.is_fading) == (1.0, False)
    pill.show_words(BEFORE, come=False)
    assert pill.glow == 0.0


def test_at_its_brightest_no_pixel_is_brighter_than_the_rooms_strong_text(pill: DuePill) -> None:
    pill.show_words(COME, come=True)
    pill._fade.setCurrentTime(FADE_MS)
    pill._settle()
    assert brightest(pill) <= luminance(QColor(ROOM.strong)) + 1e-9


def test_it_is_painted_brighter_once_its_time_has_come(pill: DuePill) -> None:
    before = pill.grab().toImage().pixelColor(8, pill.height() // 2).lightness()
    pill.show_words(COME, come=True)
    pill._settle()
    assert pill.grab().toImage().pixelColor(8, pill.height() // 2).lightness() > before


def test_it_takes_no_focus_and_can_be_pressed_only_once_its_time_has_come(
    qtbot: QtBot, pill: DuePill
) -> None:
    pressed: list[bool] = []
    pill.clicked.connect(lambda: pressed.append(True))
    for come in (False, True):
        pill.show_words(COME if come else BEFORE, come=come)
        qtbot.mouseClick(pill, Qt.MouseButton.LeftButton, pos=QPoint(30, 4))
        assert isinstance(pill.window().focusWidget(), QLineEdit)
    assert pressed == [True], "and its edge is a place to press too"


def test_it_is_as_high_as_a_finger_and_gives_way_where_there_is_no_room(pill: DuePill) -> None:
    assert pill.sizeHint().height() >= 44
    assert pill.minimumSizeHint().width() < pill.sizeHint().width()
    pill.resize(90, 44)
    assert not pill.grab().isNull()


def test_its_width_does_not_change_while_a_time_runs_down(pill: DuePill) -> None:
    widths = set()
    for second in range(60):
        pill.show_words(PillWords("Vitals due in ", f"3:{second:02}"), come=False)
        widths.add(pill.sizeHint().width())
    assert max(widths) - min(widths) <= 1


def test_what_it_says_is_told_as_plain_text(pill: DuePill) -> None:
    pill.show_words(PillWords("a ", name="a", tells="<b>b</b>"), come=False)
    assert pill.accessibleName() == "a"
    assert pill.accessibleDescription() == "<b>b</b>"
    assert "&lt;b&gt;" in pill.toolTip()
