"""Killed at random moments while it writes, five hundred times."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.fakes import ManualClock
from tests.faults.said import Said, check_files, check_half_typed_lines, heard

ROUNDS = 500
SEEDS = (20261121, 20261122)
"""One practice each; they run side by side."""


def _killed_again_and_again(place: Path, seed: int) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill_rounds", place, str(ROUNDS // len(SEEDS)), str(seed)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    return heard(done.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork")
def test_every_acknowledged_entry_outlives_five_hundred_kills_in_order_with_its_chain(
    tmp_path: Path, clock: ManualClock
) -> None:
    places = [tmp_path / str(seed) for seed in SEEDS]
    for place in places:
        place.mkdir()
    with ThreadPoolExecutor() as side_by_side:
        all_said = list(side_by_side.map(_killed_again_and_again, places, SEEDS))
    for place, said in zip(places, all_said, strict=True):
        check_half_typed_lines(said)
        # What was on the disk when the kill came before it could be said: one a round at the most.
        check_files(place, said, clock, most_unsaid=ROUNDS // len(SEEDS))
    rounds = [line for said in all_said for line in said if line[0] == "round"]
    assert len(rounds) == ROUNDS
    # In most of them something was written before the kill came.
    assert sum(int(lines) > 1 for _, _, lines in rounds) >= ROUNDS * 4 // 5
