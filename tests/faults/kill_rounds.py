"""Child after child logs into one record and one notebook, and each is killed while it writes.

Run as `python -m tests.faults.kill_rounds FOLDER ROUNDS SEED`. It prints what each child said
(`log_without_end`), and `round NUMBER LINES` after it. It runs in a process of its own because it forks,
which nothing with threads should do.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from tests.faults.log_without_end import found, log_without_end

LONGEST_SECONDS = 0.02


def _one_round(folder: Path, seconds: float, *, while_writing: bool) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            log_without_end(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as acknowledged:
        first = acknowledged.readline() + acknowledged.readline() if while_writing else ""
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = (first + acknowledged.read()).splitlines()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("a child ended by itself")
    return lines


def main(folder: Path, rounds: int, seed: int) -> None:
    found(folder)
    chance = random.Random(seed)
    for number in range(rounds):
        # One in five is killed on its way to the first entry: while it opens what the last one left.
        seconds = chance.uniform(0, LONGEST_SECONDS)
        lines = _one_round(folder, seconds, while_writing=number % 5 > 0)
        print(*lines, f"round {number} {len(lines)}", sep="\n", flush=True)  # noqa: T201 (its answer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
