"""What is asked before a session, by the kind of visit a protocol is for."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.session.protocol import all_protocols
from kap_companion.vocabulary.protocol import Protocol, VisitKind
from ui.home.begin_panel import BeginForm, BeginPanel
from ui.home.visit_words import visit_words


def a_panel(qtbot: QtBot, protocols: Sequence[Protocol]) -> BeginPanel:
    panel = BeginPanel(protocols)
    qtbot.addWidget(panel)
    panel.resize(1200, 300)
    panel.ask("client-1", 2)
    qtbot.waitExposed(panel)
    return panel


def shown(panel: BeginPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


@pytest.mark.parametrize("protocol", all_protocols()[0], ids=lambda protocol: protocol.key)
def test_each_protocol_says_in_one_line_what_kind_of_visit_it_is(qtbot: QtBot, protocol: Protocol) -> None:
    panel = a_panel(qtbot, [protocol])
    words = visit_words(protocol)
    assert words in shown(panel)
    assert ("without a dose" in words) == (protocol.visit is not VisitKind.DOSING)
    if protocol.drug is not None:
        assert protocol.drug.value in words


@pytest.mark.parametrize("key", ["preparation", "integration"])
def test_a_visit_without_a_dose_asks_for_no_weight_and_keeps_none(qtbot: QtBot, key: str) -> None:
    panel = a_panel(qtbot, all_protocols()[0])
    begun: list[BeginForm] = []
    panel.begin_requested.connect(begun.append)
    panel.weight.setText("heavy")
    panel.protocol.setCurrentIndex(panel.protocol.findData(key))
    assert not panel.weight.isVisible()
    qtbot.keyClick(panel.intention, Qt.Key.Key_Return)
    assert begun == [BeginForm("client-1", key, "", None)]
    panel.protocol.setCurrentIndex(panel.protocol.findData("im"))
    assert panel.weight.isVisible()
    assert panel.weight.text() == "heavy"


def test_the_chosen_protocols_paper_log_is_asked_for(qtbot: QtBot) -> None:
    panel = a_panel(qtbot, all_protocols()[0])
    panel.protocol.setCurrentIndex(panel.protocol.findData("iv"))
    with qtbot.waitSignal(panel.paper_log_requested) as asked:
        qtbot.keyClick(panel.paper_log, Qt.Key.Key_Space)
    assert asked.args == ["iv"]
    panel.say("Saved log.pdf.")
    assert "Saved log.pdf." in shown(panel)
    panel.protocol.setCurrentIndex(panel.protocol.findData("im"))
    assert "Saved log.pdf." not in shown(panel)


def test_without_any_protocol_no_session_begins(qtbot: QtBot) -> None:
    panel = a_panel(qtbot, ())
    begun: list[BeginForm] = []
    panel.begin_requested.connect(begun.append)
    assert not panel.begin.isEnabled()
    assert not panel.paper_log.isEnabled()
    qtbot.keyClick(panel.intention, Qt.Key.Key_Return)
    assert begun == []


def test_a_protocols_name_is_never_read_as_markup(qtbot: QtBot) -> None:
    protocol = Protocol(key="own", name="<b>Ours</b>\n" + "x" * 10_000, own=True)
    panel = a_panel(qtbot, [protocol])
    assert panel.protocol.currentText().startswith("<b>Ours</b> x")
    assert len(panel.protocol.currentText()) < 100
    assert panel.minimumSizeHint().width() <= 1280
