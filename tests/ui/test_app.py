"""How the program starts: something to look at first, everything heavy afterwards."""

import os
import subprocess
import sys
from pathlib import Path

FIRST_PAINT = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QThreadPool
from PySide6.QtWidgets import QApplication
from kap_companion.clock import SystemClock
from ui import theme
from ui.app import Companion
from ui.dialogs import SystemDialogs

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            heavy = {"sqlmodel", "sqlalchemy", "pydantic", "typst", "sqlcipher3", "fontTools"}
            print(sorted(heavy & set(sys.modules)), flush=True)
            os._exit(0)
        return False

application = QApplication([])
eye = Eye()
application.installEventFilter(eye)
theme.load_typeface()
companion = Companion(SystemClock(), SystemDialogs(), QThreadPool.globalInstance())
companion.start()
application.exec()
"""


def test_the_first_page_is_painted_before_the_records_are_imported(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    painted = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], env=environment, capture_output=True, text=True, check=True
    )
    assert painted.stdout.strip() == "[]"
