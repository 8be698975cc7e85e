"""The backups there are, making one now, a second place for them, getting one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label
from ui.words import clock_time, day

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class BackupShown:
    """A verified backup as the panel shows it."""

    path: Path
    made_at: datetime


class BackupsPanel(Panel):
    """Newest first.

    Signals:
        backup_wanted: make one now.
        cancelled: stop making one.
        second_place_wanted: choose a second place for each backup.
        second_place_dropped: no second place any more.
        restore_wanted: the `Path` of the backup that is to be restored to a new folder.
    """

    backup_wanted = Signal()
    cancelled = Signal()
    second_place_wanted = Signal()
    second_place_dropped = Signal()
    restore_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("BackupsPanel", "Backups"),
            about=QCoreApplication.translate(
                "BackupsPanel",
                "A complete encrypted copy is made after each session, when you quit, and once a day; it "
                "counts only once it was opened again and checked. Seven daily, four weekly and twelve "
                "monthly ones are kept.",
            ),
            parent=parent,
        )
        self._newest = words_label(kind="strong")
        self._rows = Rows(2)
        self.make = QPushButton(self.tr("Back up now"))
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Making a backup"))
        self._progress.hide()
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.hide()
        self._second = words_label(kind="quiet")
        self.choose = QPushButton(self.tr("Choose a second place…"))
        self.drop = QPushButton(self.tr("No second place"))
        self.drop.setProperty("kind", "link")
        self.lines.addWidget(self._newest)
        self.lines.addLayout(self._rows)
        acts = QHBoxLayout()
        acts.addWidget(self.make)
        acts.addWidget(self._progress, 1)
        acts.addWidget(self.stop)
        acts.addStretch(1)
        self.lines.addLayout(acts)
        self.lines.addWidget(self._second)
        below = QHBoxLayout()
        below.addWidget(self.choose)
        below.addWidget(self.drop)
        below.addStretch(1)
        self.lines.addLayout(below)
        self.make.clicked.connect(self.backup_wanted)
        self.stop.clicked.connect(self.cancelled)
        self.choose.clicked.connect(self.second_place_wanted)
        self.drop.clicked.connect(self.second_place_dropped)

    def show_backups(self, backups: Sequence[BackupShown]) -> None:
        """Show the newest of these, each with a way to restore it."""
        self._newest.setText(
            self.tr("There is no backup yet.")
            if not backups
            else self.tr("The newest verified backup is of {when}.").format(when=_when(backups[0].made_at))
        )
        self._rows.replace(self._row(backup) for backup in backups[:MOST_SHOWN])

    def show_second_place(self, words: str) -> None:
        """Say where each backup also goes; an empty text for nowhere else."""
        shown = one_line(words, 200)
        self._second.setText(
            self.tr("Each backup also goes to {place}.").format(place=shown)
            if words
            else self.tr("A second place, such as another disk, survives the loss of this computer.")
        )
        self.drop.setVisible(bool(words))

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """While a backup is made."""
        self.make.setEnabled(not busy)
        self._progress.setVisible(busy)
        self.stop.setVisible(busy)

    def _row(self, backup: BackupShown) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(words_label(_when(backup.made_at), "quiet"), 1)
        restore = QPushButton(self.tr("Restore to a new folder…"))
        restore.setAccessibleName(
            self.tr("Restore the backup of {when} to a new folder").format(when=_when(backup.made_at))
        )
        restore.setProperty("kind", "link")
        restore.clicked.connect(partial(self.restore_wanted.emit, backup.path))
        across.addWidget(restore)
        return row


def _when(made_at: datetime) -> str:
    here = made_at.astimezone()
    return f"{day(here)} {here.year}, {clock_time(here)}"
