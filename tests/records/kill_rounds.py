"""Logs into one record and one notebook in child after child, each killed while it writes.

Run as `python -m tests.records.kill_rounds FOLDER ROUNDS SEED`; prints a line `FILE ID` for each entry that
a child acknowledged after `append` had returned, and `round N ACKNOWLEDGED` for each round. It runs in a
process of its own because it forks, which nothing with threads should do.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from kap_companion.clock import SystemClock
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.shared import Draft
from tests.builders import BEGAN, a_client, a_session, an_entry
from tests.records.files import NOTEBOOK_KEY, RECORD_KEY, WRITER

SESSION = "session-1"


def _log_without_end(folder: Path, acknowledge: int) -> None:
    record = Record.open(folder / "record.db", RECORD_KEY, WRITER, SystemClock())
    notebook = Notebook.open(folder / "notebook.db", NOTEBOOK_KEY, WRITER, SystemClock())
    while True:
        in_record = an_entry(EntryKind.EXPECTED_EFFECT, session=SESSION, raw="x far away, hands feel large")
        record.append(in_record)
        os.write(acknowledge, f"record {in_record.id}\n".encode())
        in_notebook = an_entry(EntryKind.NOTE, session=SESSION, raw="Rain starts.")
        notebook.save_draft(Draft(session=SESSION, text="Rain", started_at=BEGAN))
        notebook.append(in_notebook, settle_draft=SESSION)
        os.write(acknowledge, f"notebook {in_notebook.id}\n".encode())


def _one_round(folder: Path, seconds: float, *, while_writing: bool) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _log_without_end(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as acknowledged:
        first = acknowledged.readline() if while_writing else ""
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = (first + acknowledged.read()).splitlines()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("a child ended by itself")
    return lines


def main(folder: Path, rounds: int, seed: int) -> None:
    record = Record.create(folder / "record.db", RECORD_KEY, WRITER, SystemClock())
    client = a_client()
    record.add_client(client)
    record.add_session(a_session(client.id, id=SESSION))
    record.close()
    Notebook.create(folder / "notebook.db", NOTEBOOK_KEY, WRITER, SystemClock()).close()
    chance = random.Random(seed)
    for number in range(rounds):
        # One in five is killed on its way to the first entry: while it opens what the last one left.
        lines = _one_round(folder, chance.uniform(0, 0.05), while_writing=number % 5 > 0)
        print(*lines, f"round {number} {len(lines)}", sep="\n", flush=True)  # noqa: T201 (its answer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
