"""Makes backups in child after child, each killed in the middle of it.

Run as `python -m tests.vault.backup_kills FOLDER PASSPHRASE STEPS RANDOM SEED`: kills once after each of the
first STEPS steps, then RANDOM times at any moment. Prints after each kill the names of the backups that count
then, checked to the last byte. It runs in a process of its own because it forks.
"""

import os
import random
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from kap_companion.clock import Moment
from kap_companion.vault.backup_drafts import Watch
from kap_companion.vault.backup_making import make_backup
from kap_companion.vault.backups import backups, check_backup
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from tests.fakes import MORNING


def _kill_after(steps: int) -> Watch:
    left = steps

    def watch(_: float) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return watch


def _killed_child(folder: Path, keys: Keys, at: datetime, watch: Watch | None, seconds: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            while True:
                make_backup(folder, keys, Moment(at, 0, 0), watch=watch)
        finally:
            os._exit(1)
    if watch is None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("a child ended by itself")
    counted = backups(folder)
    for backup in counted:
        check_backup(backup)
    print(*(backup.folder.name for backup in counted), flush=True)  # noqa: T201 (its answer)


def main(folder: Path, passphrase: str, steps: int, rounds: int, seed: int) -> None:
    keys = Keyring.read(folder).unlock(passphrase)
    chance = random.Random(seed)
    for number in range(steps):
        _killed_child(folder, keys, MORNING + timedelta(days=number), _kill_after(number + 1), 0)
    for number in range(rounds):
        at = MORNING + timedelta(days=steps + number)
        _killed_child(folder, keys, at, None, chance.uniform(0, 0.4))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
