"""Nothing of the memory, where the keys are, may end up in a core dump."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion.hardening import asks_portals

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it has understood")

AS_THE_COMMAND_LINE = """
import resource, sys
sys.argv = ["kap-companion", "--help"]
from kap_companion.cli import main
try:
    main()
except SystemExit:
    pass
"""
AS_MADE_PRIVATE = """
import ctypes, os, resource, signal
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from kap_companion.hardening import keep_memory_private
"""
TELL = """
import ctypes, resource
print(*resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
DIE = "os.kill(os.getpid(), signal.SIGSEGV)"


def run(program: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment},
        capture_output=True,
        text=True,
    )


def test_the_command_line_and_so_the_window_begins_with_private_memory(tmp_path: Path) -> None:
    told = run(AS_THE_COMMAND_LINE + TELL, tmp_path)
    assert told.stdout.splitlines()[-1] == "0 0 0"


def test_where_portals_choose_the_files_only_the_dumps_are_off(tmp_path: Path) -> None:
    told = run(AS_MADE_PRIVATE + "keep_memory_private()" + TELL, tmp_path, GTK_USE_PORTAL="1")
    assert told.stdout.split() == ["0", "0", "1"]


def test_a_process_that_crashes_leaves_no_core_dump(tmp_path: Path) -> None:
    died = run(AS_MADE_PRIVATE + "keep_memory_private()\n" + DIE, tmp_path)
    assert died.returncode == -signal.SIGSEGV
    assert list(tmp_path.iterdir()) == []


def test_a_limit_that_was_lower_before_is_no_fault(tmp_path: Path) -> None:
    program = "import resource\nresource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n" + AS_MADE_PRIVATE
    assert run(program + "keep_memory_private()" + TELL, tmp_path).stdout.split() == ["0", "0", "0"]


@pytest.mark.parametrize(
    ("environment", "portals"),
    [
        ({}, False),
        ({"GTK_USE_PORTAL": "0"}, False),
        ({"QT_QPA_PLATFORMTHEME": "gtk3"}, False),
        ({"GTK_USE_PORTAL": "1"}, True),
        ({"QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}, True),
        ({"SNAP": "/snap/kap-companion/1"}, True),
    ],
)
def test_portals_are_known_by_what_the_desktop_says(
    environment: dict[str, str], portals: bool, tmp_path: Path
) -> None:
    assert asks_portals(environment, tmp_path) is portals


def test_a_flatpak_is_known_by_its_note(tmp_path: Path) -> None:
    (tmp_path / ".flatpak-info").touch()
    assert asks_portals({}, tmp_path)
