"""What is due is told once when its time comes, whatever the computer and its clock did meanwhile."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.clock import Moment
from kap_companion.session import prompts
from kap_companion.session.session_clock import SessionClock
from kap_companion.session.timeline import Timeline, project
from kap_companion.vocabulary.details import DoseDetail, PhaseDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.protocol import Protocol, VitalsPlan, VitalsPoint
from kap_companion.vocabulary.routes import Drug, Route, Unit
from tests.builders import BEGAN, an_entry
from tests.fakes import ManualClock
from ui import reminding
from ui.alarm import Alarm
from ui.reminding import Reminding

PLAN = Protocol(
    key="im",
    name="IM ketamine",
    route=Route.IM,
    drug=Drug.KETAMINE,
    vitals=VitalsPlan(points=(VitalsPoint(minutes=15), VitalsPoint(minutes=30))),
)
DOSE = an_entry(EntryKind.DOSE, DoseDetail(amount=70, unit=Unit.MG), minutes=0)
MINUTE = 60


class Time:
    """A session's time on clocks that move by hand."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.session = SessionClock(clock.now(), 0)

    def now(self) -> Moment:
        return self.clock.now()

    def elapsed_ms(self, moment: Moment | None = None) -> int:
        return self.session.elapsed_ms(moment or self.clock.now())


class Desk:
    """A session that is reminded, and what it was told."""

    def __init__(self, clock: ManualClock, alarm: Alarm) -> None:
        self.clock, self.alarm = clock, alarm
        self.time = Time(clock)
        self.reminding = Reminding(self.time, alarm)
        self.told: list[tuple[str, ...]] = []
        self.reminding.due_changed.connect(lambda dues: self.told.append(tuple(due.key for due in dues)))

    def follow(self, *rows: Entry) -> Timeline:
        timeline = project(rows)
        self.reminding.follow(timeline, PLAN)
        return timeline

    def wait(self, minutes: float) -> None:
        """Time passes as it does, and the alarm's timer notices it."""
        self.clock.pass_time(minutes * MINUTE)
        self.ring()

    def ring(self) -> None:
        self.alarm.look_again()
        settle()

    @property
    def overdue(self) -> list[str]:
        return [due.key for due in self.reminding.overdue]


def settle() -> None:
    """Everything that is queued has happened."""
    for _ in range(10):
        QApplication.processEvents()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    clock = ManualClock(BEGAN)
    alarm = Alarm(clock)
    desk = Desk(clock, alarm)
    yield desk
    desk.reminding.stop()
    alarm.stop()
    alarm.deleteLater()


def vitals(minutes: float) -> Entry:
    return an_entry(EntryKind.VITALS, VitalsDetail(systolic=120, diastolic=80), minutes=minutes)


def test_the_alarm_is_set_for_the_next_that_is_due_and_rings_at_its_time_once(desk: Desk) -> None:
    desk.follow(DOSE)
    assert desk.told == [("vitals:15", "vitals:30")]
    assert desk.alarm.names() == {"due:vitals:15"}
    desk.wait(15 - 0.001)
    assert (len(desk.told), desk.overdue) == (1, [])
    desk.wait(0.001)
    assert desk.told[1:] == [("vitals:15", "vitals:30")]
    assert desk.overdue == ["vitals:15"]
    assert desk.alarm.names() == {"due:vitals:30"}
    desk.wait(1)
    assert len(desk.told) == 2


def test_what_is_missed_stays_and_the_next_rings_too(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.wait(15)
    desk.wait(15)
    assert desk.overdue == ["vitals:15", "vitals:30"]
    assert len(desk.told) == 3
    assert desk.alarm.names() == frozenset()


def test_an_answer_takes_it_away_and_sets_the_alarm_anew(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.wait(16)
    desk.follow(DOSE, vitals(16))
    assert desk.told[-1] == ("vitals:30",)
    assert desk.overdue == []
    assert desk.alarm.names() == {"due:vitals:30"}


def test_what_is_put_off_rings_again_then(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.wait(15)
    until = PromptDetail(key="vitals:15", outcome=PromptOutcome.SNOOZED, until_ms=20 * 60_000)
    desk.follow(DOSE, an_entry(EntryKind.PROMPT, until, minutes=15))
    assert desk.overdue == []
    desk.wait(5)
    assert desk.overdue == ["vitals:15"]


def test_an_entry_that_changes_nothing_of_it_is_not_told(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.follow(DOSE, an_entry(minutes=1, text="rain"))
    assert len(desk.told) == 1


def test_a_program_that_was_frozen_tells_all_that_came_due_at_once(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.clock.pass_time(31 * MINUTE)  # and the event loop did not run
    desk.ring()
    assert desk.overdue == ["vitals:15", "vitals:30"]
    assert len(desk.told) == 2


def test_after_a_suspend_it_is_right_at_once(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.clock.sleep_computer(20 * MINUTE)
    desk.reminding.look_again()
    assert desk.overdue == ["vitals:15"]
    assert len(desk.told) == 2
    settle()
    desk.ring()
    assert len(desk.told) == 2, "the alarm tells nothing twice"


def test_a_clock_that_is_set_forward_makes_nothing_due(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.clock.step_wall(3600)
    desk.ring()
    assert (len(desk.told), desk.overdue) == (1, [])
    assert desk.alarm.names() == {"due:vitals:15"}
    desk.wait(15)
    assert desk.overdue == ["vitals:15"]
    assert len(desk.told) == 2


def test_a_clock_that_is_set_back_makes_nothing_late(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.clock.step_wall(-3600)
    desk.reminding.look_again()
    desk.wait(15)
    assert desk.overdue == ["vitals:15"]
    assert len(desk.told) == 2


def test_another_zone_changes_nothing(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.clock.change_zone(5)
    desk.reminding.look_again()
    desk.wait(15)
    assert desk.overdue == ["vitals:15"]


def test_after_a_restart_it_is_as_if_it_had_never_been_closed(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.wait(5)
    before = desk.reminding.dues
    desk.reminding.stop()
    moment = desk.clock.restart_computer(12 * MINUTE)
    again = Desk(desk.clock, desk.alarm)
    again.time.session = SessionClock.resumed(BEGAN, [DOSE], moment)
    again.follow(DOSE)
    assert again.reminding.dues == before
    assert again.overdue == ["vitals:15"]
    assert desk.alarm.names() == {"due:vitals:30"}
    again.wait(13)
    assert again.overdue == ["vitals:15", "vitals:30"]
    again.reminding.stop()


def test_an_ended_session_wakes_nobody(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.follow(DOSE, an_entry(EntryKind.PHASE, PhaseDetail(phase=Phase.ENDED), minutes=1))
    assert desk.told[-1] == ()
    assert desk.alarm.names() == frozenset()
    desk.wait(60)
    assert len(desk.told) == 2


def test_once_stopped_nothing_rings(desk: Desk) -> None:
    desk.follow(DOSE)
    desk.reminding.stop()
    desk.reminding.stop()
    desk.wait(60)
    assert len(desk.told) == 1


def test_it_is_worked_out_at_a_change_and_never_while_time_passes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[int] = []

    def counted(timeline: Timeline, plan: Protocol) -> tuple[prompts.Due, ...]:
        worked_out.append(len(timeline.entries))
        return prompts.due(timeline, plan)

    monkeypatch.setattr(reminding, "due", counted)
    desk.follow(DOSE)
    for _ in range(40):
        desk.wait(1)
        desk.reminding.look_again()
    assert worked_out == [1]
    assert desk.overdue == ["vitals:15", "vitals:30"]
