"""kill -9 while a backup is being made: what counts afterwards is whole, and the next one clears up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.backups import backups, check_backup
from kap_companion.vault.practice import open_practice
from kap_companion.vault.restoring import restore
from tests.fakes import ManualClock
from tests.vault.backup_work import hold_session
from tests.vault.conftest import PASSPHRASE, MadePractice

ROUNDS = 20


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork")
def test_a_kill_at_any_step_or_moment_leaves_no_backup_that_is_not_whole(
    practice: MadePractice, clock: ManualClock, tmp_path: Path
) -> None:
    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        session = hold_session(opened, entries=200)
        steps: list[float] = []
        first = make_backup(opened.folder, opened.keys, clock.now(), watch=steps.append)
    clock.pass_time(400 * 24 * 3600)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.vault.backup_kills",
            practice.folder,
            PASSPHRASE,
            str(len(steps)),
            str(ROUNDS),
            "20261121",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    counted = [line.split() for line in done.stdout.splitlines()]
    assert len(counted) == len(steps) + ROUNDS
    # A backup that was killed at one of its steps never counts.
    assert counted[: len(steps)] == [[first.folder.name]] * len(steps)

    with open_practice(practice.folder, PASSPHRASE, clock) as opened:
        newest = make_backup(opened.folder, opened.keys, clock.now())
    assert not list((practice.folder / "backups").glob("*.partial"))
    assert backups(practice.folder)[0] == newest
    check_backup(newest)
    restore(newest.folder, tmp_path / "Again.kap")
    with open_practice(tmp_path / "Again.kap", PASSPHRASE, clock) as again:
        assert again.record.verify().ok
        assert len(again.record.entries(session.id)) == 200
