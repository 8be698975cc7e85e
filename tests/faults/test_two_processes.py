"""Two programs at one practice: one is in, the other is told so, and neither loses anything."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kap_companion.vault.practice import open_with
from tests.fakes import ManualClock
from tests.faults.day import PASSPHRASE, Day
from tests.faults.practice_files import PracticeFiles, content_of

ROOT = Path(__file__).parents[2]
TIMES = 12


def _run(*words: str | Path, told: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], input=told, capture_output=True, text=True, check=False, cwd=ROOT
    )


def _at_the_terminal(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return _run("kap_companion", *words, "--passphrase-file", "-", told=PASSPHRASE)


def test_another_program_is_told_that_the_practice_is_open_and_changes_nothing(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        for act in day.acts():
            act()
        before = content_of(folder)
        refused = _at_the_terminal("sessions", folder)
        assert refused.returncode == 1
        assert "has this practice open since" in refused.stderr
        assert "Close it there first" in refused.stderr
        assert refused.stdout == ""
        assert content_of(folder) == before
        assert day.promises.broken(day.practice) == []
    allowed = _at_the_terminal("sessions", folder)
    assert allowed.returncode == 0, allowed.stderr
    assert day.live.session.id in allowed.stdout


@pytest.mark.slow
def test_two_programs_that_bring_in_a_session_at_once_both_do_so_or_one_is_told_to_wait(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    new_practice.put(folder)
    scripts = sorted((ROOT / "resources" / "examples").glob("*.session.txt"))
    with ThreadPoolExecutor() as side_by_side:
        done = list(side_by_side.map(lambda script: _at_the_terminal("transcribe", folder, script), scripts))
    brought = [each.stdout.split()[1] for each in done if each.returncode == 0]
    assert brought
    assert all("has this practice open" in each.stderr for each in done if each.returncode != 0)
    with open_with(folder, new_practice.keys, clock) as practice:
        assert sorted(session.id for session in practice.record.sessions()) == sorted(brought)
        assert practice.verify().ok


@pytest.mark.slow
def test_programs_that_open_a_practice_again_and_again_at_once_take_turns_and_lose_nothing(
    new_practice: PracticeFiles, place: Path, clock: ManualClock
) -> None:
    folder = place / "Stillwater.kap"
    new_practice.put(folder)
    with Day(folder, clock) as day:
        day.open(new_practice.keys)
        day.meet()
        day.begin()
    keys = new_practice.keys
    told = f"{keys.practice_id} {keys.person_id} {keys.to_wrap().hex()}"
    words = ("tests.faults.open_in_turn", folder, day.live.session.id, str(TIMES))
    with ThreadPoolExecutor() as side_by_side:
        done = [side_by_side.submit(_run, *words, told=told) for _ in range(2)]
    said: list[str] = []
    for each in done:
        assert each.result().returncode == 0, each.result().stderr
        said += each.result().stdout.split()
    saved = {line for line in said if line != "refused"}
    assert len(saved) == 2 * TIMES
    with open_with(folder, keys, clock) as practice:
        assert saved <= {entry.id for entry in practice.record.entries(day.live.session.id)}
        assert day.promises.broken(practice) == []
