"""A practice's own protocols and questions: offered at home, copied and corrected on the settings page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session.protocol import copy_protocol, names
from kap_companion.vault.practice_folder import own_prompts, own_protocols
from tests.ui.between_sessions import WAIT_MS, BetweenSessions, between_sessions, button_named, said_on
from tests.worksheets.sharing import read_back
from ui.home.begin_panel import BeginForm
from ui.home.home_page import HomePage


@pytest.fixture
def ana(qtbot: QtBot, tmp_path: Path) -> Iterator[BetweenSessions]:
    with between_sessions(qtbot, tmp_path) as ana:
        yield ana


def wrens_page(ana: BetweenSessions) -> HomePage:
    page = ana.home(ana.practice.record.clients()[0].id)
    ana.qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    return page


def offered(page: HomePage) -> list[str]:
    box = page.client.begin_panel.protocol
    return [box.itemText(index) for index in range(box.count())]


def make_wrong(ana: BetweenSessions, name: str = "im-2") -> Path:
    path = own_protocols(ana.practice.folder) / f"{name}.toml"
    path.write_text(path.read_text("utf-8") + "\nsurprise = 1\n", "utf-8")
    return path


def test_shipped_and_own_protocols_are_offered_and_a_session_begins_by_ones_own(ana: BetweenSessions) -> None:
    copy_protocol("iv", own_protocols(ana.practice.folder))
    begun: list[BeginForm] = []
    ana.at_home.begin_requested.connect(begun.append)
    page = wrens_page(ana)
    assert len(offered(page)) == len(names()) + 1
    panel = page.client.begin_panel
    panel.protocol.setFocus()
    ana.presses(Qt.Key.Key_End)
    assert panel.protocol.currentText() == "IV ketamine (iv-2)"
    assert "A dosing session: ketamine, intravenous." in said_on(page)
    ana.goes_to(panel.intention)
    ana.presses(Qt.Key.Key_Return)
    assert [form.protocol for form in begun] == ["iv-2"]


def test_a_wrong_file_is_said_quietly_with_its_line_and_the_rest_goes_on(ana: BetweenSessions) -> None:
    copy_protocol("im", own_protocols(ana.practice.folder))
    make_wrong(ana)
    page = wrens_page(ana)
    assert "im-2.toml, line" in page.wrong_files.words()
    assert "expected" in page.wrong_files.words()
    assert offered(page) == offered(HomePage(protocols=ana.at_home._known_protocols()))
    assert len(offered(page)) == len(names())
    copy_protocol("im", own_protocols(ana.practice.folder))
    make_wrong(ana, "im-3")
    ana.settings().back.click()
    page = wrens_page(ana)
    assert "One more file is wrong." in page.wrong_files.words()


def test_files_are_read_when_the_settings_are_left_and_not_at_each_showing(ana: BetweenSessions) -> None:
    first = wrens_page(ana)
    copy_protocol("im", own_protocols(ana.practice.folder))
    assert offered(wrens_page(ana)) == offered(first)
    ana.settings()
    ana.presses(Qt.Key.Key_Escape)
    assert "IM ketamine (im-2)" in offered(wrens_page(ana))


def test_the_paper_log_of_the_chosen_protocol_is_saved_by_keyboard(
    ana: BetweenSessions, tmp_path: Path
) -> None:
    copy_protocol("preparation", own_protocols(ana.practice.folder))
    page = wrens_page(ana)
    panel = page.client.begin_panel
    panel.protocol.setFocus()
    ana.presses(Qt.Key.Key_End)
    ana.dialogs.places.append(tmp_path / "log")
    ana.goes_to(panel.paper_log)
    ana.presses(Qt.Key.Key_Space)
    ana.qtbot.waitUntil(lambda: "Saved log.pdf." in said_on(page), timeout=WAIT_MS)
    assert "Preparation visit" in read_back((tmp_path / "log.pdf").read_bytes())


def test_a_paper_log_that_cannot_be_saved_is_said_where_it_was_asked_for(
    ana: BetweenSessions, tmp_path: Path
) -> None:
    page = wrens_page(ana)
    ana.dialogs.places.append(tmp_path / "nowhere" / "log.pdf")
    page.client.begin_panel.paper_log.click()
    ana.qtbot.waitUntil(lambda: "There is no such folder." in said_on(page), timeout=WAIT_MS)


def test_who_left_the_page_meanwhile_hears_nothing_of_the_log(ana: BetweenSessions, tmp_path: Path) -> None:
    page = wrens_page(ana)
    ana.dialogs.places.append(tmp_path / "log.pdf")
    page.client.begin_panel.paper_log.click()
    ana.window.clear()
    ana.qtbot.waitUntil((tmp_path / "log.pdf").exists, timeout=WAIT_MS)


def test_a_protocol_is_copied_and_opened_in_the_systems_editor_by_keyboard(ana: BetweenSessions) -> None:
    page = ana.settings()
    assert "not encrypted and must hold no client’s words" in said_on(page)
    ana.goes_to(button_named(page, "Copy IM ketamine to edit"))
    ana.presses(Qt.Key.Key_Return)
    copied = own_protocols(ana.practice.folder) / "im-2.toml"
    assert ana.dialogs.opened == [copied]
    assert "IM ketamine (im-2)" in said_on(page)
    assert "The practice’s own: protocols/im-2.toml" in said_on(page)
    assert page.protocols.look_again.hasFocus()
    ana.goes_to(button_named(page, "Edit IM ketamine (im-2)"))
    ana.presses(Qt.Key.Key_Return)
    assert ana.dialogs.opened == [copied, copied]


def test_a_wrong_file_is_named_with_its_line_until_it_is_corrected_and_looked_at_again(
    ana: BetweenSessions,
) -> None:
    copied = copy_protocol("im", own_protocols(ana.practice.folder))
    right = copied.read_bytes()
    page = ana.settings()
    make_wrong(ana)
    ana.goes_to(page.protocols.look_again)
    ana.presses(Qt.Key.Key_Space)
    assert "im-2.toml, line" in said_on(page)
    assert "Of the practice’s own, and not read." in said_on(page)
    button_named(page, "Edit im-2.toml").click()
    assert ana.dialogs.opened == [copied]
    copied.write_bytes(right)
    page.protocols.look_again.click()
    assert "im-2.toml, line" not in said_on(page)
    assert "Every protocol can be read, and so can the questions." in said_on(page)


def test_where_nothing_opens_such_a_file_its_place_is_said(ana: BetweenSessions) -> None:
    ana.dialogs.opens = False
    page = ana.settings()
    button_named(page, "Copy IV ketamine to edit").click()
    assert str(own_protocols(ana.practice.folder) / "iv-2.toml") in said_on(page)
    assert "Open it in a text editor" in said_on(page)


def test_the_questions_are_copied_once_and_never_overwritten(ana: BetweenSessions) -> None:
    page = ana.settings()
    own = own_prompts(ana.practice.folder) / "six_fs.toml"
    button_named(page, "Copy Questions for the room to edit").click()
    assert ana.dialogs.opened == [own]
    assert own.stat().st_mode & 0o777 == 0o600
    own.write_bytes(own.read_bytes() + b"# ours\n")
    edited = own.read_bytes()
    button_named(page, "Edit Questions for the room").click()
    assert ana.dialogs.opened == [own, own]
    assert own.read_bytes() == edited
    own.write_text("steps = 1\n", "utf-8")
    page.protocols.look_again.click()
    assert "The questions for the room cannot be read. six_fs.toml:" in said_on(page)


def test_a_folder_that_cannot_take_a_copy_is_said(ana: BetweenSessions) -> None:
    for place in (own_protocols(ana.practice.folder), own_prompts(ana.practice.folder)):
        place.write_bytes(b"in the way")
    page = ana.settings()
    button_named(page, "Copy IM ketamine to edit").click()
    assert "could not be saved" in page.protocols.said()
    button_named(page, "Copy Questions for the room to edit").click()
    assert "could not be saved" in page.protocols.said()
    assert ana.dialogs.opened == []
