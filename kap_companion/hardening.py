"""Keeps the memory of this process, and the keys in it, out of core dumps and away from other programs."""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PR_SET_DUMPABLE: Final = 4
_FLATPAK_NOTE: Final = ".flatpak-info"

# Windows: no box and no dialog on a fault (SetErrorMode), and no heap in its report (WerSetFlags).
_SEM_FAIL_QUIETLY: Final = 0x0001 | 0x0002 | 0x8000
_WER_NO_HEAP: Final = 1


def keep_memory_private() -> None:
    """No core dump from now on, and, where it can be had, no other program of this user that looks inside.

    What the system refuses is passed over: the companion must open also where it cannot be hardened.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_FAIL_QUIETLY)
        ctypes.windll.kernel32.WerSetFlags(_WER_NO_HEAP)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and not asks_portals(os.environ):
        # The limit alone says nothing to a system that pipes its dumps to a program.
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def asks_portals(environment: Mapping[str, str], root: Path = Path("/")) -> bool:
    """Whether the desktop's portals choose files for us, who turn away a process that is not dumpable.

    Then no file could be saved at all; a sandbox (Flatpak, Snap) keeps other programs out by itself.
    """
    return (
        (root / _FLATPAK_NOTE).exists()
        or "SNAP" in environment
        or "xdgdesktopportal" in environment.get("QT_QPA_PLATFORMTHEME", "")
        or environment.get("GTK_USE_PORTAL", "") not in ("", "0")
    )
