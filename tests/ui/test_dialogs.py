import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.dialogs import as_pdf


@pytest.mark.parametrize(
    ("chosen", "saved"),
    [
        ("recovery", "recovery.pdf"),
        ("sheet.pdf", "sheet.pdf"),
        ("sheet.PDF", "sheet.PDF"),
        ("for Dr. Moreau", "for Dr. Moreau.pdf"),
    ],
)
def test_a_saved_sheet_has_the_ending_others_know_it_by(chosen: str, saved: str) -> None:
    assert as_pdf(Path("/somewhere") / chosen) == Path("/somewhere") / saved


VISIT = """
import sys
from PySide6.QtWidgets import QApplication, QFileDialog
from ui.dialogs import keep_no_visited_folders
application = QApplication([])
if sys.argv[2] == "quiet":
    keep_no_visited_folders()
dialog = QFileDialog(directory=sys.argv[1])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setHistory([sys.argv[1]])
dialog.show()
dialog.accept()
del dialog
"""


@pytest.mark.parametrize(("how", "kept"), [("quiet", False), ("as Qt does it", True)])
def test_the_file_dialog_writes_no_visited_folder_anywhere(tmp_path: Path, how: str, kept: bool) -> None:
    config, visited = tmp_path / "config", tmp_path / "Zephyrine"
    config.mkdir()
    visited.mkdir()
    environment = {**os.environ, "XDG_CONFIG_HOME": str(config), "HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", VISIT, str(visited), how], env=environment, check=True)
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(b"Zephyrine" in file.read_bytes() for file in written) is kept
