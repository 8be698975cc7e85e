import subprocess
import sys

_SCRIPT = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from pathlib import Path
from ui.theme import DAYLIGHT, style_sheet
from ui.unlock.create_page import CreatePage
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recover_page import RecoverPage
from ui.unlock.recovery_sheet_page import RecoverySheetPage
from ui.unlock.unlock_page import UnlockPage
pages = [
    UnlockPage("Stillwater"), FirstRunPage(), RecoverPage("Stillwater"), RecoverySheetPage(),
    CreatePage(Path.home(), lambda parent, start: None),
]
for page in pages:
    page.setStyleSheet(style_sheet(DAYLIGHT))
    page.show()
    page.grab()
heavy = {"sqlmodel", "sqlalchemy", "pydantic", "typst", "kap_companion.records"} & set(sys.modules)
sys.exit(f"imported on the way to the first page: {sorted(heavy)}" if heavy else 0)
"""


def test_the_pages_before_the_practice_are_painted_without_the_heavy_libraries() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
