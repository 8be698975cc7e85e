"""Backups beside the screen: when they are made, what is told, and how they are waited for or stopped."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.errors import DiskFullError
from kap_companion.vault import backup_drafts, backup_making
from kap_companion.vault.backups import Backup, BackupAge, backups, check_backup
from kap_companion.vault.derivation import FLOOR
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice, create
from tests.builders import a_client
from tests.fakes import ManualClock
from ui.alarm import Alarm
from ui.backing_up import ALARM, BackingUp, Reason

DAY_SECONDS = 24 * 3600
WAIT_MS = 30_000


@dataclass
class Desk:
    """A practice on the desk, and what was said of its backups."""

    practice: Practice
    clock: ManualClock
    alarm: Alarm
    pool: QThreadPool
    qtbot: QtBot
    second_place: Path | None = None
    in_session: bool = False
    said: list[str] = field(default_factory=list)
    made: list[Backup] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    ages: list[BackupAge] = field(default_factory=list)
    progress: list[float] = field(default_factory=list)

    def sit_down(self) -> BackingUp:
        backing_up = BackingUp(
            self.practice,
            self.clock,
            self.alarm,
            self.pool,
            self.alarm,
            second_place=lambda: self.second_place,
            in_session=lambda: self.in_session,
        )
        for name in ("began", "unchanged", "stopped", "settled"):
            getattr(backing_up, name).connect(lambda name=name: self.said.append(name))
        backing_up.backed_up.connect(self.hears_of)
        backing_up.failed.connect(self.hears_why_not)
        backing_up.age_known.connect(self.ages.append)
        backing_up.progressed.connect(self.progress.append)
        return backing_up

    def hears_of(self, made: Backup) -> None:
        self.said.append("backed_up")
        self.made.append(made)

    def hears_why_not(self, error: Exception) -> None:
        self.said.append("failed")
        self.errors.append(error)

    def waits_until_settled(self, times: int = 1) -> None:
        self.qtbot.waitUntil(lambda: self.said.count("settled") == times, timeout=WAIT_MS)

    def writes(self) -> None:
        self.practice.record.add_client(a_client())

    def passes(self, seconds: float) -> None:
        self.clock.pass_time(seconds)
        self.alarm.look_again()
        for _ in range(5):
            QApplication.processEvents()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    clock = ManualClock()
    practice, _ = create(
        tmp_path / "Stillwater.kap",
        name="Stillwater",
        facilitator="Ana Ruiz",
        passphrase="correct horse battery",
        clock=clock,
        strength=FLOOR,
    )
    alarm, pool = Alarm(clock), QThreadPool()
    yield Desk(practice, clock, alarm, pool, qtbot)
    alarm.stop()
    assert pool.waitForDone(WAIT_MS)
    alarm.deleteLater()
    practice.close()


def test_one_that_is_asked_for_is_made_beside_the_screen_and_told(desk: Desk) -> None:
    backing_up = desk.sit_down()
    backing_up.back_up(Reason.REQUEST)
    assert backing_up.under_way
    assert desk.said == ["began"]
    desk.waits_until_settled()
    assert desk.said == ["began", "backed_up", "settled"]
    assert not backing_up.under_way
    assert desk.progress[-1] == 1.0
    check_backup(desk.made[0])
    assert backing_up.age == BackupAge(desk.made[0].made_at)


def test_the_first_comes_at_once_and_the_next_a_day_later(desk: Desk) -> None:
    desk.sit_down().start()
    desk.passes(0)
    desk.waits_until_settled()
    desk.passes(DAY_SECONDS - 60)
    assert len(desk.made) == 1
    desk.passes(60)
    desk.waits_until_settled(2)
    assert desk.made[1].made_at - desk.made[0].made_at == timedelta(days=1)


def test_opened_again_within_a_day_none_is_made_and_the_age_is_known(desk: Desk) -> None:
    first = desk.sit_down()
    first.back_up(Reason.REQUEST)
    desk.waits_until_settled()
    first.close()
    desk.passes(3600)
    again = desk.sit_down()
    again.start()
    desk.qtbot.waitUntil(lambda: again.age is not None)
    assert again.age == BackupAge(desk.made[0].made_at)
    assert desk.said.count("began") == 1
    desk.passes(DAY_SECONDS)
    desk.waits_until_settled(2)
    assert len(desk.made) == 2


def test_a_newest_backup_from_the_future_does_not_put_the_next_one_off(desk: Desk) -> None:
    first = desk.sit_down()
    first.back_up(Reason.REQUEST)
    desk.waits_until_settled()
    first.close()
    desk.clock.step_wall(-3 * 365 * DAY_SECONDS)
    desk.sit_down().start()
    desk.passes(0)
    desk.waits_until_settled(2)
    assert len(desk.made) == 2


def test_in_a_session_the_daily_one_waits_until_it_is_over(desk: Desk) -> None:
    desk.in_session = True
    desk.sit_down().start()
    for _ in range(4):
        desk.passes(15 * 60)
    assert desk.said == []
    desk.in_session = False
    desk.passes(15 * 60)
    desk.waits_until_settled()
    assert len(desk.made) == 1


@pytest.mark.parametrize("reason", [Reason.SESSION_END, Reason.QUIT])
def test_leaving_makes_one_only_where_something_changed(desk: Desk, reason: Reason) -> None:
    backing_up = desk.sit_down()
    for times, (writes, told) in enumerate(((True, "backed_up"), (False, "unchanged"), (True, "backed_up"))):
        if writes:
            desk.writes()
        desk.clock.pass_time(60)
        desk.said.clear()
        backing_up.back_up(reason)
        desk.waits_until_settled()
        assert desk.said == ["began", told, "settled"], times
    backing_up.back_up(Reason.REQUEST)
    desk.waits_until_settled(2)
    assert len(desk.made) == 3


def test_what_is_asked_for_while_one_is_under_way_comes_after_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied, gate = threading.Event(), threading.Event()
    check = backup_making._check_keyring

    def wait_before(partial: Path, keys: Keys) -> None:
        copied.set()
        assert gate.wait(20)
        check(partial, keys)

    monkeypatch.setattr(backup_making, "_check_keyring", wait_before)
    backing_up = desk.sit_down()
    backing_up.back_up(Reason.REQUEST)
    desk.qtbot.waitUntil(copied.is_set, timeout=WAIT_MS)
    desk.writes()
    gate.set()
    desk.clock.pass_time(60)
    backing_up.back_up(Reason.QUIT)
    backing_up.back_up(Reason.QUIT)
    assert backing_up.under_way
    desk.waits_until_settled()
    assert [said for said in desk.said if said != "began"] == ["backed_up", "backed_up", "settled"]
    heads = [made.contents.files[1].head for made in desk.made]
    assert heads[1] == desk.practice.record.head()


def test_stopping_leaves_nothing_and_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    steps = backup_drafts.Steps.done

    def wait_first(self: backup_drafts.Steps, weight: int) -> None:
        assert gate.wait(20)
        steps(self, weight)

    monkeypatch.setattr(backup_drafts.Steps, "done", wait_first)
    backing_up = desk.sit_down()
    backing_up.back_up(Reason.QUIT)
    backing_up.back_up(Reason.QUIT)
    backing_up.cancel()
    gate.set()
    desk.waits_until_settled()
    assert desk.said == ["began", "stopped", "settled"]
    assert backups(desk.practice.folder) == ()
    assert not list((desk.practice.folder / "backups").glob("*.partial"))


def test_a_failure_is_told_and_tried_again_after_an_hour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(home: Path, needed_bytes: int) -> None:
        raise DiskFullError("There is no space.")

    with monkeypatch.context() as patched:
        patched.setattr("kap_companion.vault.backup_making.refuse_too_small", full)
        desk.sit_down().start()
        desk.passes(0)
        desk.waits_until_settled()
    assert desk.said == ["began", "failed", "settled"]
    assert isinstance(desk.errors[0], DiskFullError)
    desk.passes(3600)
    desk.waits_until_settled(2)
    assert len(desk.made) == 1


def test_the_second_place_gets_its_copy_and_one_that_is_away_is_said_with_the_age(
    desk: Desk, tmp_path: Path
) -> None:
    desk.second_place = tmp_path / "stick"
    backing_up = desk.sit_down()
    backing_up.back_up(Reason.REQUEST)
    desk.waits_until_settled()
    assert desk.ages[-1].elsewhere is None
    assert desk.ages[-1].not_elsewhere
    desk.second_place.mkdir()
    backing_up.back_up(Reason.QUIT)
    desk.waits_until_settled(2)
    assert desk.said[-2:] == ["unchanged", "settled"]
    assert desk.ages[-1] == BackupAge(desk.made[0].made_at, desk.made[0].made_at)


def test_after_it_is_closed_nothing_is_told_or_made_any_more(desk: Desk) -> None:
    backing_up = desk.sit_down()
    backing_up.start()
    backing_up.back_up(Reason.REQUEST)
    desk.said.clear()
    backing_up.close()
    backing_up.close()
    assert desk.pool.waitForDone(WAIT_MS)
    desk.passes(3 * DAY_SECONDS)
    assert desk.said == []
    assert desk.ages == []
    assert ALARM not in desk.alarm.names()


def test_the_keys_it_was_given_are_overwritten_when_it_is_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bytearray] = []
    copy = type(desk.practice.keys).copy

    def keep(self: object) -> object:
        copied = copy(self)  # type: ignore[arg-type] # it is the keys' own method
        given.extend((copied.practice_key, copied.personal_key, copied.signing_key))
        return copied

    monkeypatch.setattr(type(desk.practice.keys), "copy", keep)
    desk.sit_down().back_up(Reason.REQUEST)
    desk.waits_until_settled()
    assert len(given) == 3
    assert all(key == bytes(len(key)) for key in given)
    assert desk.practice.keys.practice_key != bytes(32)
