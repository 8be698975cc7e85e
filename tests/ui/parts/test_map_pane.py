"""The map over the sessions of a client, and its ways out of the program."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.parts.test_map_sessions import LITTLE, ONE, THREE, TWO, WATCHMAN, came, known, placed
from tests.ui.person import AnsweringDialogs
from ui.parts.map_pane import MapPane
from ui.theme import DAYLIGHT, style_sheet

PARTS = known(came(WATCHMAN, ONE), came(LITTLE, TWO), acts=(placed(WATCHMAN, 0.4, 0.4, TWO, 14),))


class Printers:
    """Answers each question for a printer with one that prints into a file, or nowhere."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, parent: QWidget, answer: Callable[[QPrinter], None]) -> None:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        answer(printer)


@pytest.fixture
def dialogs() -> AnsweringDialogs:
    return AnsweringDialogs()


@pytest.fixture
def pane(qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path) -> MapPane:
    made = MapPane(DAYLIGHT, dialogs, printer=Printers(tmp_path / "printed.pdf"))
    made.setStyleSheet(style_sheet(DAYLIGHT))
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show_parts(PARTS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def ids(pane: MapPane) -> list[str]:
    return [part.id for part in pane.view.scene.shown]


def test_the_whole_family_is_shown_first_and_the_slider_walks_back(qtbot: QtBot, pane: MapPane) -> None:
    assert pane.session_id is None
    assert ids(pane) == [WATCHMAN.id, LITTLE.id]
    for session in (THREE, TWO, ONE):
        qtbot.keyClick(pane.slider.slider, Qt.Key.Key_Left)
        assert pane.session_id == session.id
    assert ids(pane) == [WATCHMAN.id]
    assert pane.view.scene.placed == {}
    assert pane.slider.words.text() == "Session 1 · 21 Nov 2026"


def test_a_part_that_is_not_known_yet_keeps_its_place_for_later(pane: MapPane) -> None:
    before = pane.view.picture.spots[LITTLE.id]
    pane.slider.slider.setValue(0)
    assert pane.view.picture.spots[LITTLE.id] == before


def test_new_acts_are_shown_at_the_session_that_was_looked_at(pane: MapPane) -> None:
    pane.slider.slider.setValue(1)
    pane.show_parts(PARTS)
    assert pane.session_id == TWO.id


def test_placing_a_part_says_in_which_session(qtbot: QtBot, pane: MapPane) -> None:
    pane.slider.slider.setValue(1)
    pane.choose(WATCHMAN.id)
    pane.view.setFocus()
    with qtbot.waitSignal(pane.part_placed) as told:
        qtbot.keyPress(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyRelease(pane.view, Qt.Key.Key_Shift)
    assert told.args is not None
    assert (told.args[0], told.args[3]) == (WATCHMAN.id, TWO.id)


@pytest.mark.parametrize(("ending", "begins"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_a_map_is_saved_for_its_owner_alone(
    qtbot: QtBot, pane: MapPane, dialogs: AnsweringDialogs, tmp_path: Path, ending: str, begins: bytes
) -> None:
    dialogs.places = [tmp_path / "family"]
    button = pane.svg_button if ending == ".svg" else pane.png_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    saved = tmp_path / f"family{ending}"
    assert saved.read_bytes().startswith(begins)
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert pane.said() == f"Saved as family{ending}."


def test_a_map_that_could_not_be_saved_says_so(
    qtbot: QtBot, pane: MapPane, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.places = [tmp_path / "nowhere" / "map.svg"]
    qtbot.mouseClick(pane.svg_button, Qt.MouseButton.LeftButton)
    assert "There is no such folder." in pane.said()


def test_printing_says_that_it_was_sent_or_could_not_be(qtbot: QtBot, pane: MapPane, tmp_path: Path) -> None:
    qtbot.mouseClick(pane.print_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert pane.said() == "Sent to the printer."


def test_grey_is_shown_and_saved_grey(qtbot: QtBot, pane: MapPane) -> None:
    qtbot.mouseClick(pane.grey_button, Qt.MouseButton.LeftButton)
    image = pane.view.grab().toImage()
    assert image.allGray()
    qtbot.mouseClick(pane.grey_button, Qt.MouseButton.LeftButton)
    assert not pane.view.grab().toImage().allGray()


def test_the_link_button_asks_for_a_part_first(qtbot: QtBot, pane: MapPane) -> None:
    qtbot.mouseClick(pane.link_button, Qt.MouseButton.LeftButton)
    assert pane.said() == "Choose a part first."
    pane.choose(WATCHMAN.id)
    qtbot.mouseClick(pane.link_button, Qt.MouseButton.LeftButton)
    assert pane.view.linking_from == WATCHMAN.id


def test_every_control_has_a_name_and_room_for_a_finger(pane: MapPane) -> None:
    buttons = (pane.link_button, pane.nearer_button, pane.farther_button, pane.grey_button, pane.svg_button)
    for button in (*buttons, pane.png_button, pane.print_button):
        assert button.accessibleName() or button.text()
        assert min(button.width(), button.height()) >= 44
    assert pane.slider.slider.height() >= 44


def test_a_client_without_sessions_has_a_map_and_no_slider(qtbot: QtBot, dialogs: AnsweringDialogs) -> None:
    from kap_companion.family.members import family_of
    from kap_companion.parts.client_parts import client_parts
    from tests.builders import a_client

    made = MapPane(DAYLIGHT, dialogs)
    qtbot.addWidget(made)
    made.show_parts(client_parts(a_client(), (), {}, family_of((WATCHMAN,), ()), ()))
    made.grab()
    assert ids(made) == [WATCHMAN.id]
    assert made.slider.isHidden()
