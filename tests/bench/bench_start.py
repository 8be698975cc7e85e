"""The unlock page's first paint, beside a bare PySide6 window; each start is a process of its own."""

import os
import subprocess
import sys
import tempfile

from tests.bench.timing import summary

ROUNDS = 9

PAINTED = """
from PySide6.QtCore import QEvent, QObject
class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            print("%.1f" % ((time.perf_counter() - began) * 1000), flush=True)
            os._exit(0)
        return False
"""
BARE = (
    """
import os, time; began = time.perf_counter()
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
"""
    + PAINTED
    + """
app = QApplication([]); eye = Eye(); app.installEventFilter(eye)
window = QMainWindow(); window.setCentralWidget(QLabel("hello")); window.show(); app.exec()
"""
)
UNLOCK = (
    """
import os, time; began = time.perf_counter()
from PySide6.QtWidgets import QApplication
"""
    + PAINTED
    + """
import sys
from pathlib import Path
from PySide6.QtCore import QThreadPool
from kap_companion.clock import SystemClock
from ui import theme
from ui.app import Companion
from ui.dialogs import SystemDialogs
app = QApplication([]); eye = Eye(); app.installEventFilter(eye)
theme.load_typeface()
companion = Companion(SystemClock(), SystemDialogs(), QThreadPool.globalInstance())
companion.start(); app.exec()
"""
)
MAKE = """
import sys
from pathlib import Path
from kap_companion import paths
from kap_companion.clock import SystemClock
from kap_companion.vault import practice
from kap_companion.vault.derivation import FLOOR
folder = Path(sys.argv[1])
practice.create(folder, name="Bench", facilitator="Bench", passphrase="grey heron", clock=SystemClock(),
                strength=FLOOR)[0].close()
paths.remember_practice(folder)
"""


def main() -> None:
    """Print both, rounds taken in turn so that a busy machine is unfair to neither."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        run(MAKE, environment, f"{home}/bench.kap")
        bare, unlock = [], []
        for _ in range(ROUNDS):
            bare.append(float(run(BARE, environment)))
            unlock.append(float(run(UNLOCK, environment)))
    print(summary("bare PySide6 window, first paint", bare))
    print(summary("unlock page, first paint", unlock))


def run(program: str, environment: dict[str, str], *arguments: str) -> str:
    """What a program prints, run in a Python of its own."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
