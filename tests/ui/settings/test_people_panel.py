from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.vocabulary.people import PersonRole
from ui.settings.people_panel import LeavingForm, NewPersonForm, PeoplePanel, PersonShown
from ui.theme import DAYLIGHT, style_sheet

ANA = PersonShown("ana", "Ana Ruiz", PersonRole.THERAPIST, True, True, None, True)
TEO = PersonShown("teo", "Teo Brandt", PersonRole.NURSE, False, False, None, False)
KIM = PersonShown(
    "kim", "Kim Ode", PersonRole.THERAPIST, False, None, datetime(2026, 5, 4, tzinfo=UTC), False
)


@pytest.fixture
def panel(qtbot: QtBot) -> PeoplePanel:
    made = PeoplePanel()
    made.setStyleSheet(style_sheet(DAYLIGHT))
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show_people((ANA, TEO, KIM), may_add=True)
    made.show()
    qtbot.waitActive(made)
    return made


def _words(panel: PeoplePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def _removers(panel: PeoplePanel) -> list[QPushButton]:
    return [b for b in panel.findChildren(QPushButton) if b.text() == "Remove…" and b.isVisible()]


def test_everyone_is_shown_with_what_they_do_and_those_who_left_with_the_day(panel: PeoplePanel) -> None:
    words = _words(panel)
    assert "therapist · you · may add people" in words
    assert "nurse · no recovery sheet on paper" in words
    assert "left 4 May 2026" in words


def test_who_may_not_add_people_is_offered_neither_adding_nor_removing(panel: PeoplePanel) -> None:
    panel.show_people((ANA, TEO), may_add=False)
    assert not panel.add.isVisible()
    assert not _removers(panel)


def test_a_person_is_added_by_keyboard_with_a_passphrase_they_type_twice(
    qtbot: QtBot, panel: PeoplePanel
) -> None:
    described: list[NewPersonForm] = []
    panel.person_described.connect(described.append)
    panel.add.click()
    form = panel.new_person
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "  Sol Vega ")
    form.role.setCurrentIndex(list(PersonRole).index(PersonRole.PRESCRIBER))
    qtbot.keyClicks(form.passphrases.first, "lantern over water")
    qtbot.keyClicks(form.passphrases.again, "lantern over water")
    qtbot.keyClick(form.passphrases.again, Qt.Key.Key_Return)
    (given,) = described
    assert (given.name, given.role, given.may_add) == ("Sol Vega", PersonRole.PRESCRIBER, False)
    assert form.passphrases.first.is_empty()
    assert "lantern" not in repr(given)


def test_two_different_passphrases_add_nobody(qtbot: QtBot, panel: PeoplePanel) -> None:
    described: list[NewPersonForm] = []
    panel.person_described.connect(described.append)
    panel.add.click()
    qtbot.keyClicks(panel.new_person.name, "Sol")
    qtbot.keyClicks(panel.new_person.passphrases.first, "lantern over water")
    qtbot.keyClicks(panel.new_person.passphrases.again, "lantern over wader")
    panel.new_person.add.click()
    assert not described
    assert "The two are not the same" in panel.new_person.passphrases.problem()


def test_leaving_asks_once_and_proposes_new_keys(qtbot: QtBot, panel: PeoplePanel) -> None:
    decided: list[LeavingForm] = []
    panel.leaving_decided.connect(decided.append)
    _removers(panel)[1].click()
    assert panel.leaving.isVisible()
    assert "Remove Teo Brandt from the practice?" in _words(panel)
    assert panel.leaving.back.hasFocus()
    assert not decided
    panel.leaving.remove.click()
    assert decided == [LeavingForm("teo", True)]


def test_escape_leaves_everyone_where_they_are(qtbot: QtBot, panel: PeoplePanel) -> None:
    _removers(panel)[1].click()
    qtbot.keyClick(panel.leaving.back, Qt.Key.Key_Escape)
    assert panel.leaving.isHidden()
    panel.add.click()
    qtbot.keyClicks(panel.new_person.name, "Sol")
    qtbot.keyClick(panel.new_person.name, Qt.Key.Key_Escape)
    assert panel.new_person.isHidden()
    assert panel.new_person.name.text() == ""
