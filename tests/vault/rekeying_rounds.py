"""Changes a practice's keys in child after child, each killed one step later than the one before.

Run as `python -m tests.vault.rekeying_rounds FOLDER`, a process of its own because it forks, which nothing
with threads should do. Each child is killed at its n-th call of the system by which files change, or at the
n-th statement it gives the database, or when a file of it grows beyond so many bytes. Then the practice is
opened as it lies there, and must hold all that was in it, under the old keys or the new ones; and opening it
is itself killed at each of its steps. Prints a line `KIND N GENERATION` for each child that was killed, with
the generation of the keyring it left, and `done KIND N` when a child came through.
"""

import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kap_companion.records import cipher
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.practice import open_with
from tests.fakes import ManualClock
from tests.vault.conftest import BENS, PASSPHRASE

_CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "ftruncate", "close")
_STATEMENTS = frozenset({"execute", "executescript", "close"})
_GROWTH_BYTES = 5 * 1024
NAMES = tuple(f"Client {number} of the practice" for number in range(40))
"""Those that the practice must hold, after one that it has from before."""


class _Countdown:
    """Kills this process at the n-th step."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **named: Any) -> Any:
            self.step()
            return act(*args, **named)

        return counted


class _CountedConnection:
    """A connection whose statements are counted."""

    def __init__(self, connection: cipher.Connection, countdown: _Countdown) -> None:
        self._connection = connection
        self._countdown = countdown

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        return self._countdown.before(found) if name in _STATEMENTS else found


def _at_call(steps: int) -> None:
    countdown = _Countdown(steps)
    for name in _CALLS:
        setattr(os, name, countdown.before(getattr(os, name)))


def _at_statement(steps: int) -> None:
    countdown, connect = _Countdown(steps), cipher.connect

    def counted(*args: Any, **named: Any) -> Any:
        return _CountedConnection(connect(*args, **named), countdown)

    cipher.connect = counted


def _at_size(steps: int) -> None:
    # Python ignores the signal by which the system ends whoever writes beyond the limit.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (steps * _GROWTH_BYTES, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _in_child(act: Callable[[], None]) -> bool:
    """Whether a child came through; it must have done so or been killed."""
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.WEXITSTATUS(status):
        sys.exit("a child failed by itself")
    return True


def _change_keys(folder: Path, keys: Keys, arm: Callable[[int], None], steps: int) -> None:
    practice = open_with(folder, keys, ManualClock())
    arm(steps)
    practice.change_keys(ManualClock())
    practice.close()


def _open(folder: Path, keys: Keys, steps: int) -> None:
    _at_call(steps)
    open_with(folder, keys, ManualClock()).close()


def _keys_now(folder: Path, keys: Keys) -> Keys:
    # What a slot leads to, without the seconds that a slot takes.
    for handover in Keyring.read(folder).contents.handovers:
        taken = handover.take(keys)
        if taken is None:
            sys.exit("a handover does not open")
        keys = taken
    return keys


def _check(folder: Path, everyone: tuple[Keys, ...]) -> None:
    for keys in everyone:
        with open_with(folder, _keys_now(folder, keys), ManualClock()) as practice:
            if not practice.verify().ok:
                sys.exit("it does not verify")
            if tuple(client.name for client in practice.record.clients())[1:] != NAMES:
                sys.exit("a client is missing")
    left = {path.name for path in folder.iterdir()}
    if not left <= {"keyring.json", "keyring.json.new", "record.db", "notebooks", "backups"}:
        sys.exit(f"left behind: {sorted(left)}")


def _kill_while_opening(place: Path, keys: Keys) -> None:
    again, opened, steps = place.with_name("again"), False, 0
    while not opened:
        steps += 1
        shutil.copytree(place, again)
        opened = _in_child(partial(_open, again, _keys_now(again, keys), steps))
        _check(again, (keys,))
        shutil.rmtree(again)


def _rounds(kind: str, arm: Callable[[int], None], folder: Path, everyone: tuple[Keys, ...]) -> None:
    place = folder.with_name("round")
    opened_from: set[tuple[int, bool]] = set()
    steps = 0
    came_through = False
    while not came_through:
        steps += 1
        shutil.copytree(folder, place)
        came_through = _in_child(partial(_change_keys, place, everyone[0], arm, steps))
        generation = Keyring.read(place).contents.generation
        print(*(("done", kind, steps) if came_through else (kind, steps, generation)), flush=True)  # noqa: T201 (its answer)
        copy = place / "record.db.next"
        if copy.exists() and (situation := (generation, copy.stat().st_size > 0)) not in opened_from:
            opened_from.add(situation)
            _kill_while_opening(place, everyone[0])
        _check(place, everyone)
        shutil.rmtree(place)


def main(folder: Path) -> None:
    keyring = Keyring.read(folder)
    everyone = (keyring.unlock(PASSPHRASE), keyring.unlock(BENS))
    _rounds("call", _at_call, folder, everyone)
    _rounds("statement", _at_statement, folder, everyone)
    _rounds("size", _at_size, folder, everyone)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
