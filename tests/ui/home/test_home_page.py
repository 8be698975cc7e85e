from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.parts.overview import PartShown
from kap_companion.session.protocol import all_protocols
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import SessionState
from tests.builders import a_client
from tests.fakes import ManualClock
from tests.ui.home.overviews import a_row, an_overview
from ui.home.begin_panel import BeginForm
from ui.home.home_page import HomePage
from ui.home.new_client_panel import NewClientForm
from ui.theme import DAYLIGHT, style_sheet

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot) -> HomePage:
    made = HomePage(protocols=all_protocols()[0], clock=ManualClock())
    made.setStyleSheet(style_sheet(DAYLIGHT))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def people(page: HomePage) -> tuple[Client, ...]:
    clients = tuple(a_client(name) for name in ("Ash", "Juniper", "Wren", "Zoë"))
    page.show_clients(tuple((client, "") for client in clients))
    return clients


def test_an_empty_practice_invites_to_add_the_first_client(qtbot: QtBot, page: HomePage) -> None:
    page.show_clients(())
    added: list[NewClientForm] = []
    page.client_added.connect(added.append)
    assert "Nobody is here yet" in _words(page)
    _button(page, "Add your first client").click()
    assert page.new_client.name.hasFocus()
    qtbot.keyClicks(page.new_client.name, "  Wren ")
    qtbot.keyClick(page.new_client.name, Qt.Key.Key_Return)
    qtbot.keyClicks(page.new_client.pronouns, "they/them")
    qtbot.keyClick(page.new_client.pronouns, Qt.Key.Key_Return)
    assert added == [NewClientForm("Wren", "they/them")]
    wren = a_client("Wren")
    page.show_clients(((wren, ""),))
    page.show_client(an_overview(wren))
    assert page.client.begin.isVisible()
    assert not page.new_client.isVisible()


def test_with_nobody_chosen_the_page_says_what_to_do(page: HomePage, people: tuple[Client, ...]) -> None:
    assert people
    assert "Choose someone on the left, or add someone new with Ctrl+N." in _words(page)


def test_the_arrows_walk_through_the_clients_and_enter_goes_to_the_page(
    qtbot: QtBot, page: HomePage, people: tuple[Client, ...]
) -> None:
    chosen: list[str] = []
    by_id = {client.id: client for client in people}
    page.client_chosen.connect(chosen.append)
    page.client_chosen.connect(lambda chosen_id: page.show_client(an_overview(by_id[chosen_id], a_row())))
    qtbot.keyClick(page, Qt.Key.Key_K, CONTROL)
    assert page.clients.find_field.hasFocus()
    qtbot.keyClick(page.clients.find_field, Qt.Key.Key_Down)
    qtbot.keyClick(page.clients.view, Qt.Key.Key_Down)
    assert chosen == [people[0].id, people[1].id]
    qtbot.keyClick(page.clients.view, Qt.Key.Key_Return)
    assert page.client.sessions.view.hasFocus()
    assert "Juniper" in _words(page)


def test_finding_and_enter_open_the_first_that_fits(
    qtbot: QtBot, page: HomePage, people: tuple[Client, ...]
) -> None:
    chosen: list[str] = []
    page.client_chosen.connect(chosen.append)
    qtbot.keyClicks(page.clients.find_field, "ZOE")
    qtbot.keyClick(page.clients.find_field, Qt.Key.Key_Return)
    assert chosen == [people[3].id]
    qtbot.keyClicks(page.clients.find_field, "xx")
    assert "Nobody by that name." in _words(page)
    qtbot.keyClick(page.clients.find_field, Qt.Key.Key_Escape)
    assert page.clients.find_field.text() == ""


def test_a_session_is_begun_by_keyboard(qtbot: QtBot, page: HomePage, people: tuple[Client, ...]) -> None:
    begun: list[BeginForm] = []
    page.begin_requested.connect(begun.append)
    page.show_client(an_overview(people[2], a_row(number=2)))
    assert page.client.begin.text() == "Begin session 3"
    qtbot.keyClick(page, Qt.Key.Key_B, CONTROL)
    panel = page.client.begin_panel
    qtbot.waitUntil(panel.intention.hasFocus)
    qtbot.keyClicks(panel.intention, "meet the one who hides")
    qtbot.keyClick(panel.intention, Qt.Key.Key_Tab)
    qtbot.keyClicks(panel.weight, "70,5 kg")
    panel.protocol.setCurrentText("IM ketamine")
    qtbot.keyClick(panel.weight, Qt.Key.Key_Return)
    assert begun == [BeginForm(people[2].id, "im", "meet the one who hides", 70.5)]


@pytest.mark.parametrize("weight", ["-3", "0", "nan", "inf", "heavy", "4000"])
def test_what_is_no_weight_is_said_beside_it(
    qtbot: QtBot, page: HomePage, people: tuple[Client, ...], weight: str
) -> None:
    begun: list[BeginForm] = []
    page.begin_requested.connect(begun.append)
    page.show_client(an_overview(people[2]))
    page.client.ask_to_begin()
    page.client.begin_panel.weight.setText(weight)
    page.client.begin_panel.begin.click()
    assert begun == []
    assert "Type kilograms, such as 70.5, or nothing." in _words(page)


def test_another_client_does_not_inherit_a_half_typed_intention(
    page: HomePage, people: tuple[Client, ...]
) -> None:
    page.show_client(an_overview(people[0]))
    page.client.ask_to_begin()
    page.client.begin_panel.intention.setText("meet the one who hides")
    page.show_client(an_overview(people[1]))
    assert page.client.begin_panel.isHidden()
    page.client.ask_to_begin()
    assert page.client.begin_panel.intention.text() == ""


def test_esc_puts_off_what_is_asked(qtbot: QtBot, page: HomePage, people: tuple[Client, ...]) -> None:
    page.show_client(an_overview(people[0]))
    qtbot.keyClick(page, Qt.Key.Key_B, CONTROL)
    qtbot.keyClick(page.client.begin_panel.intention, Qt.Key.Key_Escape)
    assert not page.client.begin_panel.isVisible()
    assert page.client.begin.hasFocus()
    qtbot.keyClick(page, Qt.Key.Key_N, CONTROL)
    qtbot.keyClick(page.new_client.name, Qt.Key.Key_Escape)
    assert not page.new_client.isVisible()


def test_a_name_that_is_already_here_is_said_beside_the_field(
    qtbot: QtBot, page: HomePage, people: tuple[Client, ...]
) -> None:
    added: list[NewClientForm] = []
    page.client_added.connect(added.append)
    qtbot.keyClick(page, Qt.Key.Key_N, CONTROL)
    qtbot.keyClicks(page.new_client.name, "ash")
    page.new_client.add.click()
    assert added == []
    assert any("already here" in words for words in _words(page))
    page.new_client.name.clear()
    page.new_client.add.click()
    assert "Please type a name." in _words(page)


def test_sessions_are_opened_and_only_ended_ones_have_something_to_take_home(
    qtbot: QtBot, page: HomePage, people: tuple[Client, ...]
) -> None:
    opened: list[str] = []
    taken: list[str] = []
    page.session_opened.connect(opened.append)
    page.take_home_requested.connect(taken.append)
    ended, running = a_row(), a_row(state=SessionState.DOSING)
    page.show_client(an_overview(people[2], ended, running))
    table = page.client.sessions
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    table.take_home.click()
    assert (opened, taken) == ([ended.session], [ended.session])
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert table.take_home.isHidden()
    table.open.click()
    assert opened == [ended.session, running.session]


def test_a_running_session_is_one_step_away_and_no_other_begins_meanwhile(
    qtbot: QtBot, page: HomePage, people: tuple[Client, ...]
) -> None:
    page.show_client(an_overview(people[0]))
    page.show_running("Wren")
    assert "A session with Wren is running" in _words(page)
    assert not page.client.begin.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_B, CONTROL)
    assert not page.client.begin_panel.isVisible()
    with qtbot.waitSignal(page.room_requested):
        _button(page, "Go to the room").click()
    page.show_running(None)
    assert page.client.begin.isVisible()


def test_the_missing_recovery_sheet_is_said_until_it_is_made(qtbot: QtBot, page: HomePage) -> None:
    page.remind_of_recovery(True)
    with qtbot.waitSignal(page.recovery_sheet_requested):
        _button(page, "Make a recovery sheet").click()
    page.remind_of_recovery(False)
    assert not page.recovery.isVisible()


def test_the_practice_can_be_locked_from_here(qtbot: QtBot, page: HomePage) -> None:
    with qtbot.waitSignal(page.lock_requested):
        _button(page, "Lock").click()


def test_a_new_list_of_clients_keeps_the_current_one(page: HomePage, people: tuple[Client, ...]) -> None:
    page.show_client(an_overview(people[2]))
    chosen: list[str] = []
    page.client_chosen.connect(chosen.append)
    page.show_clients(tuple((client, "today") for client in people))
    assert page.clients.current() == people[2].id
    assert chosen == []


def test_text_of_a_client_is_never_read_as_markup(page: HomePage) -> None:
    client = a_client("<b>Wren</b> &amp;", "<i>they</i>")
    page.show_clients(((client, "<u>now</u>"),))
    page.show_client(an_overview(client, a_row()))
    assert "<b>Wren</b> &amp;" in _words(page)
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )


@pytest.mark.parametrize("name", ["x" * 10_000, "שקד " * 50, "a\nb\x00\ud800c", "🌿" * 400])
@pytest.mark.parametrize("scale", [0.8, 2.0])
def test_any_name_is_painted_and_asks_for_no_wider_window(page: HomePage, name: str, scale: float) -> None:
    page.setStyleSheet(style_sheet(DAYLIGHT, scale))
    client = a_client(name, name)
    page.show_clients(((client, name),))
    page.show_client(an_overview(client, a_row()))
    page.show_running(name)
    assert not page.grab().isNull()
    assert page.minimumSizeHint().width() <= 1280


def test_a_thousand_clients_are_shown_and_found(qtbot: QtBot, page: HomePage) -> None:
    page.show_clients(tuple((a_client(f"Client {number}"), "") for number in range(1000)))
    page.grab()
    qtbot.keyClicks(page.clients.find_field, "CLIENT 777")
    assert page.clients.view.model().rowCount() == 1


def _words(page: HomePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def _button(page: HomePage, text: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == text)


def test_a_part_leads_to_its_own_page(qtbot: QtBot, page: HomePage, people: tuple[Client, ...]) -> None:
    page.show_client(replace(an_overview(people[2]), parts=(PartShown("The Watchman", Role.MANAGER, "p1"),)))
    with qtbot.waitSignal(page.parts_requested) as wanted:
        qtbot.mouseClick(page.client.parts.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert wanted.args == [people[2].id, "p1"]
