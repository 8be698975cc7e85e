import os
import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from tests.fakes import ManualClock
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER
from tests.records.kill_rounds import SESSION

ROUNDS = 100


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork")
def test_every_acknowledged_entry_outlives_a_hundred_kills_in_order_with_its_chain(
    tmp_path: Path, clock: ManualClock
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.kill_rounds", tmp_path, str(ROUNDS), "20261121"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    acknowledged = {
        name: [line[1] for line in lines if line[0] == name] for name in ("record", "notebook", "round")
    }
    assert len(acknowledged["round"]) == ROUNDS
    assert sum(line[0] == "round" and int(line[2]) > 0 for line in lines) >= ROUNDS * 4 // 5

    record = Record.open(tmp_path / "record.db", RECORD_KEY, WRITER, clock)
    notebook = Notebook.open(tmp_path / "notebook.db", NOTEBOOK_KEY, WRITER, clock)
    for name, file in (("record", record), ("notebook", notebook)):
        assert file.verify().problems == ()
        kept = [entry.id for entry in file.entries(SESSION)]
        # What was on the disk when the kill came before it could be said: one a round at the most.
        assert len(kept) - len(acknowledged[name]) <= ROUNDS
        promised = set(acknowledged[name])
        assert [entry for entry in kept if entry in promised] == acknowledged[name]
        file.close()
