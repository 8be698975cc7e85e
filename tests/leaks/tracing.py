"""What a program did to the world outside of it, as strace saw it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

_OPENS = ("open", "openat", "openat2", "creat")
_NAMES = (
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "truncate"),
    *("mkdir", "mkdirat", "mknod", "mknodat"),
)
_SOCKETS = ("socket", "connect", "bind", "sendto", "sendmsg", "sendmmsg")
_OTHERS = ("execve", "execveat", "prctl", "memfd_create", "io_uring_setup")
_WRITES = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*?)>)?(?:\(deleted\))?(?: .*)?")
_NAME = re.compile(r'(?:\w+<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_RESOLVER = ("/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/gai.conf", "/nscd/socket")


@dataclass(frozen=True)
class Call:
    """One call into the system: its name, its arguments as strace prints them, what it gave back."""

    name: str
    arguments: str
    result: int
    opened: str


@dataclass(frozen=True)
class Trace:
    """What a program did.

    Attributes:
        written: files and folders it opened for writing, made, named or renamed.
        sockets: its calls about sockets, as strace prints them.
        looked_up: what the system's resolver reads when a host's name is looked up.
        started: the other programs it ran.
        unseen: calls that do work strace cannot see.
        undumpable: whether it asked for private memory.
    """

    written: frozenset[Path]
    sockets: tuple[str, ...]
    looked_up: tuple[str, ...]
    started: tuple[str, ...]
    unseen: tuple[str, ...]
    undumpable: bool

    def network(self) -> tuple[str, ...]:
        """Sockets other than those between programs of this computer."""
        return tuple(call for call in self.sockets if "AF_" in call and "AF_UNIX" not in call)

    def written_outside(self, places: Iterable[Path]) -> list[str]:
        """What was written anywhere else."""
        allowed = tuple(places)
        return sorted(str(path) for path in self.written if not any(map(path.is_relative_to, allowed)))


def traced(
    command: Sequence[str | Path], notes: Path, place: Path, environment: dict[str, str]
) -> tuple[Trace, str]:
    """Runs a program under strace, in the folder `place`; what it did, and what it printed.

    `notes` is a folder for strace's own files.
    """
    strace = shutil.which("strace")
    if strace is None:
        pytest.fail("strace is not installed, so nobody watched for leaks. Run: sh .ci/test-tools")
    notes.mkdir()
    watched = ",".join((*_OPENS, *_NAMES, *_SOCKETS, *_OTHERS))
    ran = subprocess.run(
        [
            *(strace, "-ff", "-y", "-qq", "--seccomp-bpf", "-s", "4096", "-o", notes / "trace"),
            *("-e", f"trace=?{watched.replace(',', ',?')}"),
            # Private memory would be private from strace too, unless it runs as root.
            *("-e", "inject=prctl:retval=0", *command),
        ],
        check=False,
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
    )
    calls = [call for file in sorted(notes.iterdir()) for call in _calls(file)]
    if not calls:
        pytest.fail(
            "strace may not watch programs here (ptrace is not permitted), so nobody watched for leaks: "
            f"{ran.stderr[-300:]}"
        )
    assert ran.returncode == 0, ran.stderr[-4000:]
    return _judged(calls, place), ran.stdout


def own_computer(place: Path) -> dict[str, str]:
    """The environment of a user of their own, whose folders lie in `place`, with no screen and no bus."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    folders = {"HOME": place / "home", "TMPDIR": place / "tmp"}
    for folder in folders.values():
        folder.mkdir()
    ours = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    root = str(Path(__file__).parents[2])
    return kept | ours | {"PYTHONPATH": root} | {name: str(folder) for name, folder in folders.items()}


def on_linux() -> pytest.MarkDecorator:
    return pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's own")


def _calls(file: Path) -> Iterator[Call]:
    for line in file.read_text(errors="replace").splitlines():
        found = _CALL.fullmatch(line)
        if found:
            yield Call(found[1], found[2], int(found[3]), found[4] or "")


def _judged(calls: Sequence[Call], place: Path) -> Trace:
    written = {path for call in calls if call.result >= 0 for path in _written(call, place)}
    opens = [call.arguments for call in calls if call.name in (*_OPENS, "connect")]
    started = [call.arguments for call in calls if call.name.startswith("execve")]
    return Trace(
        written=frozenset(written),
        sockets=tuple(f"{call.name}({call.arguments})" for call in calls if call.name in _SOCKETS),
        looked_up=tuple(said for said in opens if any(name in said for name in _RESOLVER)),
        started=tuple(started[1:]),
        unseen=tuple(call.name for call in calls if call.name == "io_uring_setup"),
        undumpable=any(call.arguments.startswith("PR_SET_DUMPABLE, SUID_DUMP_DISABLE") for call in calls),
    )


def _written(call: Call, place: Path) -> Iterator[Path]:
    if call.name in _OPENS:
        if call.name == "creat" or _WRITES.search(call.arguments):
            yield Path(call.opened)
    elif call.name in _NAMES:
        for folder, name in _NAME.findall(call.arguments):
            # An unnamed file that gets its name: it was counted when it was opened.
            if not name.startswith("/proc/self/fd/"):
                yield place / folder / name
