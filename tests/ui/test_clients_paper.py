"""What a client is given on paper, on their page, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.part_two import NOTICE
from kap_companion.vocabulary.people import Client
from kap_companion.worksheets.questions import load_questions
from tests.ui.between_sessions import BetweenSessions, between_sessions, button_named, said_on
from ui.home.home_page import HomePage
from ui.home.on_paper_panel import TOUCH


@pytest.fixture
def ana(qtbot: QtBot, tmp_path: Path) -> Iterator[BetweenSessions]:
    with between_sessions(qtbot, tmp_path) as ana:
        yield ana


def wren(ana: BetweenSessions) -> Client:
    return ana.practice.record.clients()[0]


def opened(ana: BetweenSessions) -> HomePage:
    page = ana.home(wren(ana).id)
    ana.goes_to(page.client.on_paper)
    ana.presses(Qt.Key.Key_Return)
    return page


def test_a_language_is_set_for_a_client_and_taken_back_to_the_usual_one(ana: BetweenSessions) -> None:
    page = opened(ana)
    panel = page.client.on_paper_panel
    assert panel.language.hasFocus()
    assert panel.language.currentText() == "As usual here (English)"
    ana.types("De")
    ana.goes_to(panel.save)
    ana.presses(Qt.Key.Key_Return)
    assert wren(ana).language == "de"
    assert panel.isHidden()
    assert page.client.on_paper.hasFocus()
    panel = opened(ana).client.on_paper_panel
    assert panel.language.currentText() == "Deutsch"
    ana.presses(Qt.Key.Key_Home)
    panel.save.click()
    assert wren(ana).language is None


def test_part_2_is_set_with_what_it_does(ana: BetweenSessions) -> None:
    page = opened(ana)
    panel = page.client.on_paper_panel
    assert NOTICE in said_on(panel)
    assert NOTICE in panel.part_two.accessibleDescription()
    ana.goes_to(panel.part_two)
    ana.presses(Qt.Key.Key_Space)
    panel.save.click()
    assert wren(ana).part_two is True
    panel = opened(ana).client.on_paper_panel
    assert panel.part_two.isChecked()
    panel.part_two.click()
    panel.save.click()
    assert wren(ana).part_two is False


def test_a_clients_own_wordings_are_shown_beside_the_usual_ones_and_each_can_be_taken_away(
    ana: BetweenSessions,
) -> None:
    asked = load_questions().questions[0]
    words = {asked.key: "Who came with you, {name}?", "gone.away": "What did the tide bring?"}
    ana.practice.record.change_client(wren(ana).model_copy(update={"wordings": words}))
    panel = opened(ana).client.on_paper_panel
    assert f"usually: {asked.text}" in said_on(panel)
    assert "the library has no such question any more" in said_on(panel)
    ana.goes_to(button_named(panel, "Take away: What did the tide bring?"))
    ana.presses(Qt.Key.Key_Space)
    assert "What did the tide bring?" not in said_on(panel)
    assert button_named(panel, "Take away: Who came with you, {name}?").hasFocus()
    assert wren(ana).wordings == words
    ana.goes_to(panel.save)
    ana.presses(Qt.Key.Key_Return)
    assert wren(ana).wordings == {asked.key: words[asked.key]}


def test_esc_leaves_everything_as_it_is(ana: BetweenSessions) -> None:
    before = wren(ana)
    page = opened(ana)
    page.client.on_paper_panel.part_two.click()
    ana.presses(Qt.Key.Key_Escape)
    assert page.client.on_paper_panel.isHidden()
    assert page.client.on_paper.hasFocus()
    assert wren(ana) == before


def test_keeping_it_as_it_was_writes_nothing(ana: BetweenSessions) -> None:
    before = wren(ana)
    verified = ana.practice.record.verify().rows
    opened(ana).client.on_paper_panel.save.click()
    assert wren(ana) == before
    assert ana.practice.record.verify().rows == verified


def test_another_client_is_not_asked_about_by_a_panel_that_was_open(ana: BetweenSessions) -> None:
    page = opened(ana)
    ash = wren(ana).model_copy(update={"id": "ash", "name": "Ash"})
    ana.practice.record.add_client(ash)
    page.client_chosen.emit("ash")
    assert page.client.on_paper_panel.isHidden()


def test_every_control_has_a_name_and_is_large_enough_for_a_finger(ana: BetweenSessions) -> None:
    words = {"gone.away": "What did the tide bring?"}
    ana.practice.record.change_client(wren(ana).model_copy(update={"wordings": words}))
    page = opened(ana)
    panel = page.client.on_paper_panel
    assert panel.language.accessibleName() == "Language on paper"
    assert page.client.on_paper.accessibleName() == "What this client is given on paper"
    drop = button_named(panel, "Take away: What did the tide bring?")
    for widget in (panel.language, panel.part_two, panel.save, panel.back, drop, page.client.on_paper):
        assert widget.minimumHeight() >= TOUCH
