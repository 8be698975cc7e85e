"""A practice's own templates and words for paper: copied, edited, and what is wrong with them said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.vault.practice_folder import own_prompts, own_worksheets
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.worksheets.own_templates import copy_template
from tests.ui.between_sessions import WAIT_MS, BetweenSessions, between_sessions, button_named, said_on
from ui.settings.file_row import TOUCH


@pytest.fixture
def ana(qtbot: QtBot, tmp_path: Path) -> Iterator[BetweenSessions]:
    with between_sessions(qtbot, tmp_path) as ana:
        yield ana


def test_a_template_is_copied_under_a_name_and_opened_in_the_systems_editor_by_keyboard(
    ana: BetweenSessions,
) -> None:
    panel = ana.settings().paper
    assert "No template of your own yet." in said_on(panel)
    ana.goes_to(panel.copy_one)
    ana.presses(Qt.Key.Key_Return)
    assert panel.copying.sheet.hasFocus()
    for _ in range(list(SheetKind).index(SheetKind.WEEK)):
        ana.presses(Qt.Key.Key_Down)
    ana.presses(Qt.Key.Key_Tab)
    ana.types("Our  week")
    ana.presses(Qt.Key.Key_Return)
    copied = own_worksheets(ana.practice.folder) / "Our week.typ"
    assert copied.read_text("utf-8").startswith("// sheet: week\n")
    assert copied.stat().st_mode & 0o777 == 0o600
    assert ana.dialogs.opened == [copied]
    assert panel.copy_one.hasFocus()
    assert "For “A week with Self”." in said_on(panel)
    ana.goes_to(button_named(panel, "Edit Our week"))
    ana.presses(Qt.Key.Key_Return)
    assert ana.dialogs.opened == [copied, copied]


@pytest.mark.parametrize("name", ["", "   ", "../elsewhere", "a/b", ".hidden", "a.typ", "-dash", "a\\b"])
def test_a_name_that_would_be_no_plain_file_is_asked_for_again(ana: BetweenSessions, name: str) -> None:
    panel = ana.settings().paper
    panel.copy_one.click()
    panel.copying.name.setFocus()
    ana.types(name)
    ana.presses(Qt.Key.Key_Return)
    assert panel.copying.name.hasFocus()
    assert any(words in said_on(panel) for words in ("give the copy a name", "letters, digits, spaces"))
    assert not own_worksheets(ana.practice.folder).exists()
    ana.presses(Qt.Key.Key_Escape)
    assert panel.copying.isHidden()
    assert panel.copy_one.hasFocus()


def test_nothing_is_overwritten_by_a_copy(ana: BetweenSessions) -> None:
    path = copy_template(own_worksheets(ana.practice.folder), SheetKind.WORDS, "Ours")
    before = path.read_bytes()
    panel = ana.settings().paper
    panel.copy_one.click()
    panel.copying.name.setFocus()
    ana.types("Ours")
    ana.presses(Qt.Key.Key_Return)
    assert panel.copying.name.hasFocus()
    assert path.read_bytes() == before
    assert ana.dialogs.opened == []


def test_what_is_wrong_with_a_template_is_said_with_its_line_until_it_is_right(ana: BetweenSessions) -> None:
    folder = own_worksheets(ana.practice.folder)
    path = copy_template(folder, SheetKind.MEETING, "Ours")
    right = path.read_text("utf-8")
    path.write_text(right + "#let hour = \n", "utf-8")
    (folder / "stray.typ").write_text("Hello", "utf-8")
    line = len(right.splitlines()) + 1
    panel = ana.settings().paper
    ana.qtbot.waitUntil(lambda: f"Ours.typ, line {line}:" in said_on(panel), timeout=WAIT_MS)
    assert "stray.typ does not say in its first line which sheet it sets" in said_on(panel)
    path.write_text(right, "utf-8")
    (folder / "stray.typ").unlink()
    ana.goes_to(panel.look_again)
    ana.presses(Qt.Key.Key_Space)
    ana.qtbot.waitUntil(lambda: "Every template and all words" in panel.said(), timeout=WAIT_MS)
    assert "Ours.typ" not in said_on(panel)


def test_a_fault_that_shows_only_where_something_was_agreed_is_found_too(ana: BetweenSessions) -> None:
    path = copy_template(own_worksheets(ana.practice.folder), SheetKind.MEETING, "Ours")
    only_then = '#for it in it.sections { if it.kind == "part" { panic("ours") } }\n'
    path.write_text(path.read_text("utf-8") + only_then, "utf-8")
    panel = ana.settings().paper
    ana.qtbot.waitUntil(lambda: "Ours.typ, line" in said_on(panel), timeout=WAIT_MS)


def test_questions_and_words_are_copied_language_by_language(ana: BetweenSessions) -> None:
    panel = ana.settings().paper
    own = own_prompts(ana.practice.folder) / "questions.es.toml"
    ana.goes_to(button_named(panel, "Copy Questions on the sheets, Español to edit"))
    ana.presses(Qt.Key.Key_Return)
    assert ana.dialogs.opened == [own]
    assert panel.look_again.hasFocus()
    assert "The practice’s own: prompts/questions.es.toml" in said_on(panel)
    own.write_text("questions = 1\n", "utf-8")
    panel.look_again.click()
    assert "questions.es.toml" in said_on(panel)
    assert "Every template" not in panel.said()
    button_named(panel, "Edit Questions on the sheets, Español").click()
    assert ana.dialogs.opened == [own, own]


def test_where_nothing_opens_such_a_file_its_place_is_said(ana: BetweenSessions) -> None:
    ana.dialogs.opens = False
    panel = ana.settings().paper
    button_named(panel, "Copy Words on the sheets, Deutsch to edit").click()
    assert str(own_prompts(ana.practice.folder) / "worksheet.de.toml") in panel.said()
    assert "Open it in a text editor" in panel.said()


def test_a_folder_that_takes_no_copy_is_said(ana: BetweenSessions) -> None:
    for place in (own_worksheets(ana.practice.folder), own_prompts(ana.practice.folder)):
        place.write_bytes(b"in the way")
    panel = ana.settings().paper
    button_named(panel, "Copy Words on the sheets, English to edit").click()
    assert "could not be saved" in panel.said()
    panel.copy_one.click()
    panel.copying.name.setFocus()
    ana.types("Ours")
    ana.presses(Qt.Key.Key_Return)
    assert "could not be saved" in said_on(panel.copying)
    assert ana.dialogs.opened == []


def test_who_left_the_page_meanwhile_hears_nothing_of_the_templates(ana: BetweenSessions) -> None:
    copy_template(own_worksheets(ana.practice.folder), SheetKind.MEETING, "Ours")
    ana.settings()
    ana.window.clear()


def test_every_button_has_a_name_and_is_large_enough_for_a_finger(ana: BetweenSessions) -> None:
    panel = ana.settings().paper
    panel.copy_one.click()
    for button in panel.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
        assert button.minimumHeight() >= TOUCH
    assert panel.copying.sheet.accessibleName() == "Which sheet"
    assert panel.copying.name.accessibleName() == "What to call the copy"
