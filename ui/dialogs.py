"""The system's own dialogs and programs behind one seam, so that a test can answer them."""

import os
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


class Dialogs(Protocol):
    """Asks the person for a place on the disk, None where they changed their mind; hands files on."""

    def save_file(self, parent: QWidget, title: str, suggested: Path, kind: str) -> Path | None:
        """Where to save; `kind` is the dialog's filter, such as "PDF (*.pdf)"."""
        ...

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        """A folder that is there."""
        ...

    def choose_file(self, parent: QWidget, title: str, start: Path, kind: str) -> Path | None:
        """A file that is there; `kind` is the dialog's filter, such as "Pictures (*.png *.svg)"."""
        ...

    def open_file(self, path: Path) -> bool:
        """Open a file, or a folder, in the program the system has for it; False where it has none."""
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

    def choose_file(self, parent: QWidget, title: str, start: Path, kind: str) -> Path | None:
        """A file that is there."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), kind)
        return Path(chosen) if chosen else None

    def open_file(self, path: Path) -> bool:
        """Open a file, or a folder, in the program the system has for it; False where it has none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def keep_no_visited_folders() -> None:
    """Let Qt's own file dialog remember nothing: it would write the folders a person visited in the clear."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def as_pdf(chosen: Path) -> Path:
    """The place a person chose, with the ending by which other programs know a PDF."""
    return _ending_in(chosen, ".pdf")


def as_text_file(chosen: Path) -> Path:
    """The place a person chose, with the ending by which other programs know plain text."""
    return _ending_in(chosen, ".txt")


def _ending_in(chosen: Path, ending: str) -> Path:
    return chosen if chosen.suffix.lower() == ending else chosen.with_name(f"{chosen.name}{ending}")
