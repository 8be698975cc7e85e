"""Limits that stand: set for the practice on its settings page, for one client on theirs, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.limits import Measure
from tests.ui.between_sessions import BetweenSessions, between_sessions, said_on
from ui.home.home_page import HomePage

LINE = "bp 160/100 spo2 92 by Dr. Okafor, standing order 3"


@pytest.fixture
def ana(qtbot: QtBot, tmp_path: Path) -> Iterator[BetweenSessions]:
    with between_sessions(qtbot, tmp_path) as ana:
        yield ana


def open_orders(ana: BetweenSessions) -> HomePage:
    page = ana.home(ana.practice.record.clients()[0].id)
    ana.goes_to(page.client.orders)
    ana.presses(Qt.Key.Key_Return)
    return page


def test_the_practices_limits_are_set_with_who_when_and_where_they_are_written(ana: BetweenSessions) -> None:
    page = ana.settings()
    assert "None are set here." in said_on(page)
    ana.goes_to(page.limits.line)
    ana.types(LINE)
    ana.presses(Qt.Key.Key_Return)
    assert "BP to 160/100, SpO₂ from 92 · Dr. Okafor · 21 Nov 2026 · standing order 3" in said_on(page.limits)
    assert page.limits.line.text() == ""
    (standing,) = ana.practice.record.standing_limits(None)
    assert {limit.measure for limit in standing.limits} == {Measure.SYSTOLIC, Measure.DIASTOLIC, Measure.SPO2}
    assert standing.author == ana.practice.person.id
    assert page.limits.back.isHidden()


def test_a_clients_orders_are_opened_set_and_put_away_by_keyboard(ana: BetweenSessions) -> None:
    page = open_orders(ana)
    panel = page.client.orders_panel
    assert panel.line.hasFocus()
    ana.types("hr 50-120 by Dr. Okafor")
    ana.presses(Qt.Key.Key_Return)
    assert "HR 50–120 · Dr. Okafor" in said_on(page)
    client = ana.practice.record.clients()[0]
    assert len(ana.practice.record.standing_limits(client.id)) == 1
    assert ana.practice.record.standing_limits(None) == ()
    ana.presses(Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert page.client.orders.hasFocus()


def test_newer_limits_take_the_place_of_older_ones_and_can_be_taken_away(ana: BetweenSessions) -> None:
    page = open_orders(ana)
    panel = page.client.orders_panel
    for line in ("hr 50-120 by Dr. Okafor", "spo2 92 by Dr. Lindqvist"):
        ana.types(line)
        ana.presses(Qt.Key.Key_Return)
    assert "Dr. Lindqvist" in said_on(page)
    assert "Dr. Okafor" not in said_on(panel)
    ana.goes_to(panel.drop)
    ana.presses(Qt.Key.Key_Space)
    assert "None are set here." in said_on(panel)
    assert panel.drop.isHidden()
    assert panel.line.hasFocus()
    client = ana.practice.record.clients()[0]
    newest, *older = ana.practice.record.standing_limits(client.id)
    assert (newest.limits, newest.ordered_by, len(older)) == ((), "Ana Ruiz", 2)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("by Dr. Okafor", "Type limits such as"),
        ("soon", "Type limits such as"),
        ("hr 120", "add “by NAME”"),
        ("hr 120 spo2 300 by Dr. Okafor", "This is no limit: spo2 300."),
    ],
)
def test_a_line_that_is_not_whole_is_said_and_stays_and_sets_nothing(
    ana: BetweenSessions, line: str, said: str
) -> None:
    page = open_orders(ana)
    ana.types(line)
    ana.presses(Qt.Key.Key_Return)
    assert said in page.client.orders_panel.said()
    assert page.client.orders_panel.line.text() == line
    assert ana.practice.record.standing_limits(ana.practice.record.clients()[0].id) == ()


def test_another_clients_page_shows_no_half_typed_order(ana: BetweenSessions) -> None:
    page = open_orders(ana)
    ana.types("hr 50-120 by Dr. Okafor")
    page.show_client(ana.at_home._reading().overview(_another(ana)))
    assert page.client.orders_panel.isHidden()
    assert page.client.orders_panel.line.text() == ""


def _another(ana: BetweenSessions) -> str:
    from tests.builders import a_client

    other = a_client("Ash")
    ana.practice.record.add_client(other)
    return other.id
