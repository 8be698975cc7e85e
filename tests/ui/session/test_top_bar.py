"""The head of the room, with what is due."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session import protocol
from kap_companion.session.leaving_time import EarliestLeave
from kap_companion.session.prompts import Due, DueKind
from kap_companion.session.timeline import project
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.routes import Unit
from tests.builders import a_client, a_session, an_entry
from tests.fakes import MORNING, ManualClock
from ui.session.top_bar import TopBar, phases_of
from ui.theme import ROOM, style_sheet

MINUTE = 60_000
NOW = 27 * MINUTE
NEXT = Due("vitals:30", DueKind.VITALS, NOW + 192_000, NOW + 192_000)
LATE = Due("vitals:15", DueKind.VITALS, NOW - 4 * MINUTE, NOW - 4 * MINUTE)
ASK = Due("check_in:0", DueKind.CHECK_IN, NOW - MINUTE, NOW - MINUTE, question="What do you notice?")
LEAVE = EarliestLeave(NOW + 94 * MINUTE, NOW + 60 * MINUTE, None, NOW + 94 * MINUTE, "somewhere")
WALL = MORNING + timedelta(hours=1, minutes=14)
DOSED = project((an_entry(EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG), minutes=0),))


def a_bar(qtbot: QtBot, scale: float = 1.0, width: int = 1440, *, read_only: bool = False) -> TopBar:
    bar = TopBar(a_session(), a_client(), light=ROOM, read_only=read_only)
    bar.setStyleSheet(style_sheet(ROOM, scale))
    bar.show_timeline(DOSED)
    bar.show_time(DOSED, ManualClock().now(), NOW)
    bar.resize(width, 60)
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def lay_out(bar: TopBar) -> None:
    layout = bar.layout()
    assert layout is not None
    bar.resize(bar.width(), max(layout.sizeHint().height(), bar.minimumSizeHint().height()))
    layout.activate()


def test_the_pills_say_what_is_next_and_when_they_may_leave(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    bar.show_due((NEXT,), LEAVE, NOW, WALL)
    assert bar.due.next.words.whole == "Vitals due in 3:12"
    assert bar.due.leave.words.whole == "Earliest discharge 11:48"
    assert "From the first dose: 11:48. From the last dose: 11:14." in bar.due.leave.accessibleDescription()
    assert bar.due.later.isHidden()


def test_nothing_due_and_no_dose_show_no_pill(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    bar.show_due((), None, NOW, WALL)
    assert bar.due.next.isHidden()
    assert bar.due.leave.isHidden()
    assert bar.due.reserved_width == 0


def test_pressing_a_pill_whose_time_has_come_answers_the_first_and_later_puts_it_off(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    answers: list[tuple[str, str]] = []
    bar.due_done.connect(lambda key: answers.append(("done", key)))
    bar.due_snoozed.connect(lambda key: answers.append(("snoozed", key)))
    bar.show_due((NEXT,), LEAVE, NOW, WALL)
    qtbot.mouseClick(bar.due.next, Qt.MouseButton.LeftButton)
    assert answers == [], "not before its time"
    bar.show_due((LATE, ASK, NEXT), LEAVE, NOW, WALL)
    assert bar.due.next.words.whole == "2 due: vitals, check-in · Ctrl+Space done"
    qtbot.mouseClick(bar.due.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.due.later, Qt.MouseButton.LeftButton)
    assert answers == [("done", "vitals:15"), ("snoozed", "vitals:15")]


def test_a_session_of_the_past_answers_nothing(qtbot: QtBot) -> None:
    bar = a_bar(qtbot, read_only=True)
    bar.show_due((LATE,), LEAVE, NOW, WALL)
    assert bar.due.later.isHidden()
    assert not bar.due.next.isEnabled()


def test_the_earliest_discharge_brightens_when_its_time_has_come(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    bar.show_due((), LEAVE, NOW, WALL)
    assert not bar.due.leave.is_fading
    bar.show_due((), LEAVE, LEAVE.counts_ms or 0, WALL + timedelta(minutes=94))
    assert bar.due.leave.is_fading
    assert bar.due.leave.words.whole == "Earliest discharge 11:48"


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1280, 1440, 1920])
@pytest.mark.parametrize("dues", [(NEXT,), (LATE,), (LATE, ASK)])
def test_everything_is_in_the_bar_at_any_text_size(
    qtbot: QtBot, scale: float, width: int, dues: tuple[Due, ...]
) -> None:
    bar = a_bar(qtbot, scale, width)
    bar.show_due(dues, LEAVE, NOW, WALL)
    assert bar.minimumSizeHint().width() <= width
    lay_out(bar)
    shown: list[QWidget] = [b for b in bar.findChildren(QPushButton) if b.isVisible()]
    shown += [bar.due.next, bar.due.leave, bar._dose_clock, bar._wall, bar._saved]
    places = [widget.rect().translated(widget.mapTo(bar, widget.rect().topLeft())) for widget in shown]
    for widget, place in zip(shown, places, strict=True):
        assert bar.rect().contains(place)
        assert place.width() >= min(widget.minimumSizeHint().width(), widget.sizeHint().width())
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[number + 1 :])
    for pill in (bar.due.next, bar.due.leave):
        assert pill.width() >= pill.width_of(replace(pill.words, hint="")), "only the keys may be left out"


@pytest.mark.parametrize("width", [1280, 1440])
def test_what_comes_due_moves_nothing_but_its_own_pill(qtbot: QtBot, width: int) -> None:
    bar = a_bar(qtbot, width=width)
    bar.show_due((NEXT,), LEAVE, NOW, WALL)
    before = bar._rows
    bar.show_due((NEXT,), LEAVE, NEXT.at_ms + 5 * MINUTE, WALL)
    assert bar._rows == before


def test_every_place_to_press_is_as_large_as_a_finger(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    bar.show_due((LATE,), LEAVE, NOW, WALL)
    lay_out(bar)
    for button in (*bar.findChildren(QPushButton), bar.due.next):
        assert button.width() >= 44
        assert button.height() >= 44


def test_a_second_in_which_no_word_changes_lays_nothing_out(qtbot: QtBot) -> None:
    bar = a_bar(qtbot)
    measured: list[bool] = []
    bar.due.resized.connect(lambda: measured.append(True))
    for second in range(90):
        bar.show_due((NEXT,), LEAVE, NOW + second * 1000, WALL + timedelta(seconds=second))
    assert len(measured) == 1


def test_a_visit_without_a_dose_has_no_dosing_to_choose(qtbot: QtBot) -> None:
    assert phases_of(protocol.load("im")) == (Phase.PREPARATION, Phase.DOSING, Phase.INTEGRATION)
    assert phases_of(protocol.load("preparation")) == (Phase.PREPARATION,)
    session = a_session(protocol=protocol.load("integration"))
    bar = TopBar(session, a_client())
    qtbot.addWidget(bar)
    assert bar.pill(Phase.INTEGRATION).text() == "Integration"
    with pytest.raises(KeyError):
        bar.pill(Phase.DOSING)
