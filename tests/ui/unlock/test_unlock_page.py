import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.errors import WrongPassphraseError
from ui.theme import DAYLIGHT, style_sheet
from ui.unlock.countdown import Countdown
from ui.unlock.unlock_page import UnlockForm, UnlockPage


@pytest.fixture
def page(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage("Stillwater Practice")
    made.setStyleSheet(style_sheet(DAYLIGHT))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.passphrase.hasFocus)
    return made


@pytest.fixture
def given(page: UnlockPage) -> list[UnlockForm]:
    forms: list[UnlockForm] = []
    page.passphrase_given.connect(forms.append)
    return forms


def test_the_page_asks_for_the_passphrase_at_once_and_enter_gives_it(
    qtbot: QtBot, page: UnlockPage, given: list[UnlockForm]
) -> None:
    qtbot.keyClicks(page.passphrase, "heron under willow")
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert given == [UnlockForm(bytearray(b"heron under willow"))]
    assert page.passphrase.is_empty()
    assert "heron" not in repr(given)


def test_open_does_what_enter_does(qtbot: QtBot, page: UnlockPage, given: list[UnlockForm]) -> None:
    qtbot.keyClicks(page.passphrase, "heron")
    qtbot.mouseClick(page.act, Qt.MouseButton.LeftButton)
    assert given == [UnlockForm(bytearray(b"heron"))]


def test_an_empty_passphrase_is_asked_for_in_words(
    qtbot: QtBot, page: UnlockPage, given: list[UnlockForm]
) -> None:
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert given == []
    assert page.problem() == "Type your passphrase."


def test_after_a_wrong_one_nothing_is_taken_until_the_countdown_is_over(
    qtbot: QtBot, page: UnlockPage, given: list[UnlockForm]
) -> None:
    page.show_problem(str(WrongPassphraseError()))
    page.wait(2)
    assert page.is_waiting()
    assert "Another try in 2 seconds." in _words(page)
    qtbot.keyClicks(page.passphrase, "heron")
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert given == []
    countdown = page.findChild(Countdown)
    assert countdown is not None
    countdown.pass_second()
    assert "Another try in 1 second." in _words(page)
    countdown.pass_second()
    assert not page.is_waiting()
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert given == [UnlockForm(bytearray(b"heron"))]


def test_while_busy_nothing_is_taken_and_the_focus_comes_back(
    qtbot: QtBot, page: UnlockPage, given: list[UnlockForm]
) -> None:
    page.set_busy(True)
    assert "Opening the practice." in _words(page)
    qtbot.keyClick(page.act, Qt.Key.Key_Space)
    assert given == []
    page.set_busy(False)
    assert page.passphrase.hasFocus()
    assert "Opening the practice." not in _words(page)


def test_being_done_early_does_not_end_the_wait(page: UnlockPage) -> None:
    page.wait(30)
    page.set_busy(True)
    page.set_busy(False)
    assert not page.act.isEnabled()
    assert "Another try in 30 seconds." in _words(page)


def test_caps_lock_is_hinted_at_while_typing(qtbot: QtBot, page: UnlockPage) -> None:
    qtbot.keyClicks(page.passphrase, "h")
    assert "Caps Lock seems to be on." not in _words(page)
    qtbot.keyClicks(page.passphrase, "H")
    assert "Caps Lock seems to be on." in _words(page)


def test_both_other_ways_are_reached_by_tab(qtbot: QtBot, page: UnlockPage) -> None:
    chosen: list[str] = []
    page.recovery_chosen.connect(lambda: chosen.append("recovery"))
    page.another_chosen.connect(lambda: chosen.append("another"))
    for _ in range(2):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert chosen == ["recovery", "another"]


def test_the_field_has_its_label_as_accessible_name(page: UnlockPage) -> None:
    seen = QAccessible.queryAccessibleInterface(page.passphrase)
    assert seen.text(QAccessible.Text.Name) == "Passphrase"


@pytest.mark.parametrize("scale", [0.8, 2.0])
@pytest.mark.parametrize("name", ["", "Still <b>water</b>", "שקט " * 200, "a\nb\x00c"])
def test_any_name_at_any_text_size_stays_inside_a_small_window(
    qtbot: QtBot, page: UnlockPage, name: str, scale: float
) -> None:
    page.set_title(name)
    page.setStyleSheet(style_sheet(DAYLIGHT, scale))
    page.resize(640, 480)
    assert not page.grab().isNull()
    assert page.passphrase.width() <= 640


def _words(page: UnlockPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
