"""Putting a sheet together, by keys and clicks, as it is seen, saved and kept."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kap_companion.vocabulary.composition import SheetKind, SpaceKind
from kap_companion.vocabulary.shared import Handed
from kap_companion.worksheets.consent import agreed, take_back
from tests.ui.between_sessions import button_named
from tests.ui.worksheets.at_the_sheet import AtTheSheet, at_the_sheet
from tests.worksheets.sharing import read_back
from ui.review.take_home_page import TakeHomePage


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> Iterator[AtTheSheet]:
    with at_the_sheet(tmp_path, qtbot) as sheet:
        sheet.opens()
        yield sheet


def test_every_sheet_of_the_library_is_a_key_away_and_seen_at_once(sheet: AtTheSheet) -> None:
    sheet.page.sheets.view.setFocus()
    for kind in list(SheetKind)[1:]:
        sheet.qtbot.keyClick(sheet.page.sheets.view, Qt.Key.Key_Down)
        sheet.waits()
        assert sheet.page.shows(kind)
        assert sheet.page.view.count >= 1


def test_what_is_unticked_is_not_on_the_paper_and_comes_back_when_ticked(
    sheet: AtTheSheet, tmp_path: Path
) -> None:
    assert "2 names, 2 quotes" in sheet.page.what.text()
    sheet.toggles("if I look away")
    assert not sheet.is_ticked("if I look away")
    assert "2 names, 1 quote," in sheet.page.what.text()
    assert "if I look away" not in read_back(sheet.saves(tmp_path / "one.pdf"))
    sheet.toggles("if I look away")
    assert "if I look away" in read_back(sheet.saves(tmp_path / "two.pdf"))


def test_a_section_moves_up_with_all_that_stands_in_it(sheet: AtTheSheet, tmp_path: Path) -> None:
    text = read_back(sheet.saves(tmp_path / "before.pdf"))
    assert text.index("The Watchman") < text.index("the little one")
    sheet.goes_to("the little one")
    sheet.clicks(sheet.page.contents.up)
    text = read_back(sheet.saves(tmp_path / "after.pdf"))
    assert text.index("the little one") < text.index("The Watchman")


def test_a_question_is_asked_in_other_words_and_given_a_box(sheet: AtTheSheet, tmp_path: Path) -> None:
    usual = next(q for q in sheet.questions() if "loud right now" in q)
    sheet.rewords(usual, "Which one is nearest today?")
    text = read_back(sheet.saves(tmp_path / "reworded.pdf"))
    assert "Which one is nearest today?" in text
    assert usual not in text
    sheet.goes_to("Which one is nearest today?")
    contents = sheet.page.contents
    contents.space.setFocus()
    sheet.qtbot.keyClick(contents.space, Qt.Key.Key_Down)
    sheet.qtbot.keyClick(contents.space, Qt.Key.Key_Return)
    sheet.waits()
    spaces = sheet.going_home.composing.composition.spaces
    assert [space.kind for space in spaces.values()] == [SpaceKind.BOX]


def test_a_question_of_ones_own_is_added_and_taken_away(sheet: AtTheSheet, tmp_path: Path) -> None:
    sheet.goes_to("The Watchman")
    field = sheet.page.contents.question
    field.setFocus()
    sheet.qtbot.keyClicks(field, "Who stands behind the Watchman?")
    sheet.qtbot.keyClick(field, Qt.Key.Key_Return)
    sheet.waits()
    assert "1 of yours" in sheet.page.what.text()
    assert "Who stands behind the Watchman?" in read_back(sheet.saves(tmp_path / "asked.pdf"))
    sheet.goes_to("Who stands behind")
    sheet.clicks(sheet.page.contents.remove)
    assert "0 of yours" in sheet.page.what.text()


def test_the_clients_name_stands_on_it_only_where_that_is_chosen(sheet: AtTheSheet, tmp_path: Path) -> None:
    assert "Nothing on it names the client." in sheet.page.what.text()
    assert "canaryclient" not in read_back(sheet.saves(tmp_path / "unnamed.pdf"))
    sheet.clicks(sheet.page.to_paper)
    sheet.clicks(sheet.page.paper.named)
    assert "The client’s name stands on it." in sheet.page.what.text()
    assert "canaryclient" in read_back(sheet.saves(tmp_path / "named.pdf"))


def test_the_sheet_speaks_the_language_that_is_chosen(sheet: AtTheSheet, tmp_path: Path) -> None:
    sheet.clicks(sheet.page.to_paper)
    language = sheet.page.paper.language
    language.setFocus()
    sheet.qtbot.keyClicks(language, "Deu")
    sheet.qtbot.keyClick(language, Qt.Key.Key_Return)
    language.activated.emit(language.currentIndex())
    sheet.waits()
    assert sheet.going_home.composing.composition.language == "de"
    text = read_back(sheet.saves(tmp_path / "deutsch.pdf"))
    assert "if I look away it gets in" in text
    assert "Which part" not in text


def test_what_left_is_kept_as_it_was_and_the_next_one_begins_from_it(
    sheet: AtTheSheet, tmp_path: Path
) -> None:
    sheet.toggles("if I look away")
    pdf = sheet.saves(tmp_path / "given.pdf")
    (kept,) = sheet.given()
    assert kept.sha256 == hashlib.sha256(pdf).hexdigest()
    assert kept.handed is Handed.SAVED
    assert kept.questions
    assert (tmp_path / "given.pdf").stat().st_mode & 0o777 == 0o600
    sheet.opens()
    assert not sheet.is_ticked("if I look away")


def test_a_given_sheet_is_seen_as_it_was_and_says_what_was_taken_back_since(
    sheet: AtTheSheet, tmp_path: Path
) -> None:
    sheet.saves(tmp_path / "given.pdf")
    record, person = sheet.desk.practice.record, sheet.desk.practice.person
    promise = next(
        item for item in agreed(record.shared(sheet.session.id)) if item.value == "five minutes a day"
    )
    record.share(take_back(promise, author=person.id, at=sheet.desk.clock.now().at))
    page = sheet.opens()
    assert "five minutes a day" not in read_back(sheet.saves(tmp_path / "later.pdf"))
    page = sheet.opens()
    older = page.kept.view.item(page.kept.view.count() - 1)
    assert "One thing on it was taken back since" in older.text()
    page.kept.view.setCurrentItem(older)
    sheet.qtbot.keyClick(page.kept.view, Qt.Key.Key_Return)
    sheet.qtbot.waitUntil(lambda: page.as_given.text().startswith("As it was given"))
    assert not page.save.isEnabled()
    assert not page.print.isEnabled()
    sheet.chooses(SheetKind.WORDS)
    assert page.save.isEnabled()


def test_nothing_of_the_process_notes_is_among_what_could_stand_on_it(sheet: AtTheSheet) -> None:
    for kind in SheetKind:
        if not sheet.page.shows(kind):
            sheet.chooses(kind)
        model = sheet.page.contents.model
        words = " ".join(str(model.index(row).data()) for row in range(model.rowCount()))
        assert "canarynote" not in words
        assert "canaryhypothesis" not in words


def test_back_leads_to_what_was_agreed(sheet: AtTheSheet) -> None:
    sheet.qtbot.mouseClick(sheet.page.back, Qt.MouseButton.LeftButton)
    assert isinstance(sheet.desk.window.page, TakeHomePage)


def test_words_for_this_client_are_asked_in_every_later_sheet(sheet: AtTheSheet) -> None:
    usual = next(q for q in sheet.questions() if "loud right now" in q)
    sheet.rewords(usual, "Which one is nearest today?")
    sheet.goes_to("Which one is nearest today?")
    sheet.clicks(sheet.page.contents.for_client)
    client = sheet.desk.practice.record.client(sheet.session.client)
    assert client.wordings is not None
    assert list(client.wordings.values()) == ["Which one is nearest today?"]
    sheet.opens()
    assert "Which one is nearest today?" in sheet.questions()


def test_a_sheet_that_was_being_put_together_is_known_when_the_practice_is_locked(sheet: AtTheSheet) -> None:
    composing = sheet.going_home.composing
    assert composing.half_written() is None
    sheet.toggles("if I look away")
    half = composing.half_written()
    assert half is not None
    sheet.opens()
    assert sheet.is_ticked("if I look away")
    composing.take_up(half.composition)
    sheet.waits()
    assert not sheet.is_ticked("if I look away")


def test_where_nothing_is_agreed_blank_sheets_are_offered_and_the_paper_says_so(
    sheet: AtTheSheet, tmp_path: Path
) -> None:
    record, person = sheet.desk.practice.record, sheet.desk.practice.person
    at = sheet.desk.clock.now().at
    standing = agreed(record.shared(sheet.session.id))
    record.share(*(take_back(item, author=person.id, at=at) for item in standing))
    sheet.going_home.choose(sheet.session)
    choosing = sheet.desk.window.page
    assert isinstance(choosing, TakeHomePage)
    button_named(choosing, "A blank sheet…").click()
    sheet.waits()
    assert "Nothing that was agreed stands on it." in sheet.page.what.text()
    sheet.chooses(SheetKind.LANDSCAPE)
    assert sheet.page.view.count == 1
    text = read_back(sheet.saves(tmp_path / "blank.pdf"))
    assert "The inner landscape" in text
    assert "Watchman" not in text


def test_a_sheet_whose_page_is_gone_before_it_was_set_is_neither_saved_nor_kept(
    sheet: AtTheSheet, tmp_path: Path
) -> None:
    pool = QThreadPool.globalInstance()
    sheet.desk.dialogs.places.append(tmp_path / "late.pdf")
    page = sheet.page
    sheet.qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    sheet.desk.window.clear()
    sheet.qtbot.waitUntil(lambda: not isValid(page))
    sheet.qtbot.waitUntil(lambda: pool.activeThreadCount() == 0 and not pool.children())
    assert not (tmp_path / "late.pdf").exists()
    assert sheet.given() == ()
