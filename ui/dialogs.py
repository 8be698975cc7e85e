"""The system's own dialogs behind one seam, so that a test can answer them."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class Dialogs(Protocol):
    """Asks the person for a place on the disk; None where they changed their mind."""

    def save_file(self, parent: QWidget, title: str, suggested: Path, kind: str) -> Path | None:
        """Where to save; `kind` is the dialog's filter, such as "PDF (*.pdf)"."""
        ...

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        """A folder that is there."""
        ...


class SystemDialogs:
    """The dialogs of the desktop the companion runs on."""

    def save_file(self, parent: QWidget, title: str, suggested: Path, kind: str) -> Path | None:
        """Where to save; the dialog itself asks before an existing file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kind)
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        """A folder that is there."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(chosen) if chosen else None
