"""The practice's letterhead on its settings page, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.worksheets.logo import logo_bytes
from tests.ui.between_sessions import BetweenSessions, between_sessions, said_on
from tests.worksheets.test_logo import a_png, drawn
from ui.settings.letterhead_panel import TOUCH, LetterheadPanel


@pytest.fixture
def ana(qtbot: QtBot, tmp_path: Path) -> Iterator[BetweenSessions]:
    with between_sessions(qtbot, tmp_path) as ana:
        yield ana


def choose(ana: BetweenSessions, panel: LetterheadPanel, place: Path, data: bytes) -> None:
    place.write_bytes(data)
    ana.dialogs.places.append(place)
    ana.goes_to(panel.choose_logo)
    ana.presses(Qt.Key.Key_Space)


def keep(ana: BetweenSessions, panel: LetterheadPanel) -> None:
    ana.goes_to(panel.save)
    ana.presses(Qt.Key.Key_Return)


def test_name_whom_to_call_and_language_are_kept_with_who_set_them_and_when(ana: BetweenSessions) -> None:
    panel = ana.settings().letterhead
    assert panel.name.placeholderText() == "Stillwater"
    assert "988" in panel.contact.placeholderText()
    ana.goes_to(panel.name)
    ana.types("Stillwater Clinic")
    ana.presses(Qt.Key.Key_Tab)
    ana.types("Ana Ruiz, 555 0100, day and night")
    ana.presses(Qt.Key.Key_Tab)
    ana.types("D")
    keep(ana, panel)
    head = ana.practice.record.letterhead()
    assert head is not None
    assert (head.name, head.contact) == ("Stillwater Clinic", "Ana Ruiz, 555 0100, day and night")
    assert (head.language, head.logo) == ("de", "")
    assert (head.author, head.at) == (ana.practice.person.id, ana.clock.now().at)
    assert "From now on this stands on every page." in said_on(panel)


def test_what_is_kept_is_shown_again_and_kept_anew_only_where_it_changed(ana: BetweenSessions) -> None:
    panel = ana.settings().letterhead
    keep(ana, panel)
    assert ana.practice.record.letterhead() is None
    assert "already" in said_on(panel)
    ana.goes_to(panel.contact)
    ana.types("555 0100")
    ana.presses(Qt.Key.Key_Return)
    first = ana.practice.record.letterhead()
    panel = ana.settings().letterhead
    assert panel.contact.text() == "555 0100"
    keep(ana, panel)
    assert ana.practice.record.letterhead() == first


def test_the_line_that_stands_there_by_itself_follows_the_language(ana: BetweenSessions) -> None:
    panel = ana.settings().letterhead
    ana.goes_to(panel.language)
    ana.types("E")
    assert panel.language.currentText() == "Español"
    assert "emergencias" in panel.contact.placeholderText()


def test_a_logo_is_chosen_shown_kept_and_taken_away(ana: BetweenSessions, tmp_path: Path) -> None:
    panel = ana.settings().letterhead
    drawing = drawn('<rect width="8" height="8" fill="#3f7f4a"/>')
    choose(ana, panel, tmp_path / "mark.svg", drawing)
    assert "once you keep this" in said_on(panel)
    assert ana.practice.record.letterhead() is None
    keep(ana, panel)
    head = ana.practice.record.letterhead()
    assert head is not None
    assert logo_bytes(head.logo) == drawing
    panel = ana.settings().letterhead
    assert "No logo." not in said_on(panel)
    choose(ana, panel, tmp_path / "mark.png", a_png())
    ana.goes_to(panel.drop_logo)
    ana.presses(Qt.Key.Key_Space)
    assert panel.choose_logo.hasFocus()
    assert "No logo." in said_on(panel)
    keep(ana, panel)
    head = ana.practice.record.letterhead()
    assert head is not None
    assert head.logo == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "neither a PNG nor an SVG"),
        (drawn('<image href="https://example.org/a.png"/>'), "refers to something outside itself"),
        (a_png()[:40], "This picture cannot be read"),
        (b" " * (512 * 1024 + 1), "larger than 512 KiB"),
    ],
)
def test_a_file_that_can_be_no_logo_is_said_and_changes_nothing(
    ana: BetweenSessions, tmp_path: Path, data: bytes, said: str
) -> None:
    panel = ana.settings().letterhead
    choose(ana, panel, tmp_path / "mark.svg", data)
    assert said in panel.said()
    assert panel.form().logo == ""
    assert "No logo." in said_on(panel)


def test_a_file_that_is_gone_is_said(ana: BetweenSessions, tmp_path: Path) -> None:
    panel = ana.settings().letterhead
    ana.dialogs.places.append(tmp_path)
    panel.choose_logo.click()
    assert "This file cannot be opened." in panel.said()


def test_every_control_has_a_name_and_is_large_enough_for_a_finger(ana: BetweenSessions) -> None:
    panel = ana.settings().letterhead
    fields = (panel.name, panel.contact, panel.language)
    assert [field.accessibleName() for field in fields] == [
        "Name on paper",
        "Whom a client can call, in one line, on every page",
        "Language for clients of whom none is set",
    ]
    assert panel.drop_logo.accessibleName() == "Take the logo away"
    for widget in (*fields, panel.choose_logo, panel.drop_logo, panel.save):
        assert widget.minimumHeight() >= TOUCH
