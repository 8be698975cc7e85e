"""The power goes at any moment, and whatever was not synced is there or not, in any mixture."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from kap_companion.errors import KnownError, StorageError
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import Practice, open_with
from tests.fakes import ManualClock
from tests.faults.day import Day
from tests.faults.log_without_end import found
from tests.faults.loop_disk import a_loop_disk
from tests.faults.operations import Forget
from tests.faults.power import CuttableDisk, ForgetfulJournal, Journal
from tests.faults.practice_files import PracticeFiles, content_of, put
from tests.faults.promises import Promises
from tests.faults.said import Said, check_files, check_half_typed_lines, heard
from tests.faults.watched_disk import watched

SEED = 20261121
REAL_CUTS = 5
# A log that is this long is moved into its file, so that cuts come in the middle of that too.
LONGEST_LOG = 15


def _shorten_logs(practice: Practice, synchronous: str = "FULL") -> None:
    for file in (practice.record, practice.notebook):
        assert file is not None
        file._store._connection.execute(f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}")
        file._store._connection.execute(f"PRAGMA synchronous = {synchronous}")


def _what_cuts_break(
    disk: CuttableDisk, journal: Journal, keys: Keys, clock: ManualClock, twin: Path, cuts: int
) -> list[str]:
    """What was promised and is not there after the power went, at each of so many moments."""
    promises, chance = Promises(), Random(SEED)
    when = set(chance.sample(range(len(journal.lines)), cuts))
    broken: list[str] = []
    for number, line in enumerate(journal.lines):
        if isinstance(line, Promises):
            promises = line
        else:
            disk.do(line)
        if number not in when:
            continue
        put(twin, disk.after_a_cut(chance))
        try:
            with open_with(twin / "Stillwater.kap", keys, clock) as practice:
                broken += [f"{number}: {what}" for what in promises.broken(practice)]
        except KnownError as error:
            # Before it was said to be made, it need not be one.
            broken += [f"{number}: {error}"] if promises.made else []
    return broken


@pytest.mark.slow
@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize(("synchronous", "cuts"), [("FULL", 110), ("OFF", 30)])
def test_a_power_cut_at_any_moment_loses_nothing_that_was_said_to_be_saved_and_would_without_syncing(
    synchronous: str, cuts: int, place: Path, clock: ManualClock
) -> None:
    root, journal = place / "disk", Journal()
    root.mkdir()
    with watched(root, journal), Day(root / "Stillwater.kap", clock) as day:
        day.make()
        journal.said(day.promises)
        _shorten_logs(day.practice, synchronous)
        for act in day.acts():
            act()
            journal.said(day.promises)
    disk = CuttableDisk(root, {})
    broken = _what_cuts_break(disk, journal, day.keys, clock, place / "twin", cuts)
    assert bool(broken) is (synchronous == "OFF"), broken


@pytest.mark.slow
def test_a_disk_that_forgets_what_it_could_not_sync_loses_nothing_that_was_said_to_be_saved(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    root, journal = place / "disk", ForgetfulJournal(every=3)
    root.mkdir()
    folder = root / "Stillwater.kap"
    new_practice.put(folder)
    disk = CuttableDisk(root, content_of(root))
    with watched(root, journal), Day(folder, clock) as day:
        day.open(new_practice.keys)
        _shorten_logs(day.practice)
        journal.said(day.promises)
        for act in day.acts():
            try:
                act()
            except StorageError:
                act()
            if day.has_begun:
                while day.live.held:
                    day.live.write_held(clock.now())
                day.acknowledge()
            journal.said(day.promises)
    assert sum(isinstance(line, Forget) for line in journal.lines) > 5
    assert _what_cuts_break(disk, journal, day.keys, clock, place / "twin", 40) == []


@pytest.mark.slow
def test_a_real_disk_that_stops_while_somebody_writes_has_all_that_was_acknowledged(
    tmp_path: Path, clock: ManualClock
) -> None:
    chance, said = Random(SEED), Said()
    with a_loop_disk(tmp_path) as disk:
        found(disk.place)
        for _ in range(REAL_CUTS):
            writer = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.log_without_end", disk.place],
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).parents[2],
            )
            with writer:
                assert writer.stdout is not None
                begins = writer.stdout.readline() + writer.stdout.readline()
                time.sleep(chance.uniform(0, 0.05))
                # Stopped between two of its steps, it can say nothing of what comes after.
                os.kill(writer.pid, signal.SIGSTOP)
                os.waitid(os.P_PID, writer.pid, os.WSTOPPED | os.WNOWAIT)
                # What is in the image now is what the disk got; what waits in a cache is not in it.
                disk.copy()
                writer.kill()
                said += heard(begins + writer.stdout.read())
            disk.unplug()
            disk.plug()
            check_half_typed_lines(said)
            check_files(disk.place, said, clock, most_unsaid=REAL_CUTS)
    assert len(said) > 4 * REAL_CUTS
