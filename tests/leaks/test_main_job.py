"""The main job writes the practice, the settings and what was asked for, and speaks to nobody."""

import sys
from pathlib import Path

import pytest

from tests.leaks.tracing import Trace, on_linux, own_computer, traced
from tests.leaks.window_job import BACKWARDS, PRACTICE, SHEET, WORKSHEET

pytestmark = [pytest.mark.slow, on_linux()]

SCRIPT = Path(__file__).parents[2] / "resources" / "examples" / "sage-1.session.txt"
LEAK = """
import socket
from pathlib import Path
Path.home().joinpath(".recently-used").write_text("Zephyrine")
Path("draft").write_text("x")
Path("draft").rename(Path.home() / "renamed")
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
    line.connect(("127.0.0.1", 9))
socket.getaddrinfo("localhost", 80)
"""


def nothing_leaked(trace: Trace, computer: Path, *chosen: Path) -> None:
    home, tmp = computer / "home", computer / "tmp"
    allowed = (
        *chosen,
        Path("/dev/null"),
        home / ".config" / "kap-companion",
        # The system's list of its own fonts, where it was not made yet.
        home / ".cache" / "fontconfig",
    )
    outside = [
        path
        for path in map(Path, trace.written_outside(allowed))
        if not (
            # A chosen file before it has its name; it is removed with its process.
            (path.name.startswith("#") and path.parent in {chosen_one.parent for chosen_one in chosen})
            or path in (home / ".config", home / ".cache")
            # Python tries once, with four letters, whether it may write there.
            or (path.parent == tmp and len(path.name) == 8)
        )
    ]
    assert outside == []
    assert trace.network() == ()
    assert trace.looked_up == ()
    assert trace.started == ()
    assert trace.unseen == ()
    assert trace.undumpable


def test_the_main_job_at_the_command_line(tmp_path: Path) -> None:
    computer = own_computer(tmp_path)
    place = tmp_path / "place"
    place.mkdir()
    (tmp_path / "secret").write_text(BACKWARDS[::-1])
    practice, out = place / PRACTICE, place / WORKSHEET
    steps: tuple[tuple[str | Path, ...], ...] = (
        ("create", practice, "--name", "Stillwater", "--facilitator", "Ana Ruiz"),
        ("transcribe", practice, SCRIPT),
        ("show", practice, "Sage/1", "--json"),
        ("worksheet", practice, "Sage/1", "--share", "names,words,body,roles,self,promises", "--out", out),
        ("verify", practice),
    )
    for step in steps:
        command = (sys.executable, "-m", "kap_companion", *step, "--passphrase-file", tmp_path / "secret")
        trace, _said = traced(command, tmp_path / f"notes-{step[0]}", place, computer)
        nothing_leaked(trace, tmp_path, practice, out)
        assert any(path.is_relative_to(practice) for path in trace.written)
    assert sorted(path.name for path in place.iterdir()) == [PRACTICE, WORKSHEET]
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list((tmp_path / "home").iterdir()) == []


def test_the_main_job_at_the_window(tmp_path: Path) -> None:
    computer = own_computer(tmp_path)
    place = tmp_path / "place"
    place.mkdir()
    command = (sys.executable, "-m", "tests.leaks.window_job", place)
    trace, _said = traced(command, tmp_path / "notes", place, computer)
    nothing_leaked(trace, tmp_path, *(place / name for name in (PRACTICE, SHEET, WORKSHEET)))
    assert any(path.is_relative_to(place / PRACTICE) for path in trace.written)
    assert sorted(path.name for path in place.iterdir()) == sorted((PRACTICE, SHEET, WORKSHEET))
    assert list((tmp_path / "tmp").iterdir()) == []
    config = tmp_path / "home" / ".config" / "kap-companion"
    assert {path.name for path in config.iterdir()} <= {
        "recent-practices.json",
        "window.ini",
        "settings.toml",
    }


def test_the_watch_would_see_a_leak(tmp_path: Path) -> None:
    computer = own_computer(tmp_path)
    trace, _said = traced((sys.executable, "-c", LEAK), tmp_path / "notes", tmp_path, computer)
    assert trace.written_outside([tmp_path / "tmp"]) == sorted(
        str(tmp_path / name) for name in ("draft", "home/.recently-used", "home/renamed")
    )
    assert any("AF_INET" in call for call in trace.network())
    assert trace.looked_up != ()
    assert not trace.undumpable
