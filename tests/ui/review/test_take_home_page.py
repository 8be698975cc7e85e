from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.worksheets.offers import Offers
from tests.builders import a_client, a_part, a_session, an_entry
from tests.worksheets.known import offered
from ui.review.item_words import LONGEST_SHOWN, shorten
from ui.review.offer_card import Sentence
from ui.review.take_home_page import TakeHomePage, TakenHome


def two_items() -> Offers:
    part = a_part("the little one")
    said = PartDetail(name="the little one", words=("she <b>stayed</b> & waits",))
    return offered([an_entry(EntryKind.PART, said, part=part.id)], part)


def a_page(qtbot: QtBot, could: Offers, ticked: frozenset[str] = frozenset()) -> TakeHomePage:
    page = TakeHomePage(a_client(), a_session(), could, ticked)
    qtbot.addWidget(page)
    page.show()
    return page


def button(page: TakeHomePage, words: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.text() == words)


def test_nothing_is_ticked_unasked_and_nothing_can_be_made_of_nothing(qtbot: QtBot) -> None:
    page = a_page(qtbot, two_items())
    assert page.taken_home().choices == frozenset()
    assert button(page, "A blank sheet…").isEnabled()


def test_only_what_was_ticked_is_handed_on(qtbot: QtBot) -> None:
    could = two_items()
    page = a_page(qtbot, could)
    name = next(box for box in page.findChildren(QCheckBox) if "The name" in box.accessibleName())
    qtbot.keyClick(name, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.agreed) as told:
        qtbot.mouseClick(button(page, "Make the worksheet"), Qt.MouseButton.LeftButton)
    taken: TakenHome = told.args[0]
    assert taken.choices == {could.parts[0].items[0].key}
    assert taken.promises == ()


def test_what_was_agreed_before_is_ticked_again(qtbot: QtBot) -> None:
    could = two_items()
    words = could.parts[0].items[-1].key
    page = a_page(qtbot, could, frozenset({words}))
    assert page.taken_home().choices == {words}


def test_a_promise_is_written_kept_and_taken_away_with_keys(qtbot: QtBot) -> None:
    page = a_page(qtbot, Offers())
    qtbot.keyClicks(page.promise, "five minutes a day")
    qtbot.keyClick(page.promise, Qt.Key.Key_Return)
    assert page.taken_home().promises == ("five minutes a day",)
    assert button(page, "Make the worksheet").isVisibleTo(page)
    page.promises.setFocus()
    page.promises.setCurrentRow(0)
    qtbot.mouseClick(button(page, "Take away"), Qt.MouseButton.LeftButton)
    assert page.taken_home().promises == ()


def test_a_clients_words_are_shown_as_they_are_never_as_markup(qtbot: QtBot) -> None:
    page = a_page(qtbot, two_items())
    names = [box.accessibleName() for box in page.findChildren(QCheckBox)]
    assert any("she <b>stayed</b> & waits" in name for name in names)
    shown = [label.text() for label in page.findChildren(Sentence)]
    assert "The words “she <b>stayed</b> & waits”" in shown


def test_a_click_on_the_sentence_ticks_its_box_and_a_long_one_needs_no_scrolling(qtbot: QtBot) -> None:
    part = a_part("the little one")
    said = PartDetail(name="the little one", words=("she stayed and " * 15,))
    page = a_page(qtbot, offered([an_entry(EntryKind.PART, said, part=part.id)], part))
    page.resize(900, 700)
    sentence = next(label for label in page.findChildren(Sentence) if "stayed" in label.text())
    qtbot.mouseClick(sentence, Qt.MouseButton.LeftButton)
    assert len(page.taken_home().choices) == 1
    scroll = page.findChildren(QScrollArea)[0]
    assert scroll.horizontalScrollBar().maximum() == 0


def test_a_very_long_quote_is_shown_by_its_beginning(qtbot: QtBot) -> None:
    assert len(shorten("word " * 2_000_000)) <= LONGEST_SHOWN + 1
    assert shorten("a\nb") == "a b"


def test_a_name_from_right_to_left_stays_beside_its_glyph(qtbot: QtBot) -> None:
    part = a_part("שומר הלילה")
    said = PartDetail(name=part.name)
    page = a_page(qtbot, offered([an_entry(EntryKind.PART, said, part=part.id)], part))
    name = next(label for label in page.findChildren(QLabel) if label.text() == part.name)
    assert name.alignment() & Qt.AlignmentFlag.AlignLeft
    assert name.alignment() & Qt.AlignmentFlag.AlignAbsolute
