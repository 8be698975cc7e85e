"""The backups of a practice, on its settings page: made, restored to a new folder, given a second place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.errors import KnownError
from kap_companion.vault import restoring
from kap_companion.vault.backups import Backup, backups
from kap_companion.vault.practice import Practice
from ui import background, words
from ui.backing_up import BackingUp, Reason
from ui.dialogs import Dialogs
from ui.settings.backups_panel import BackupShown, BackupsPanel


class BackupSettings(QObject):
    """Serves the panel of backups.

    Signals:
        second_place_chosen: the `Path` that gets a copy of each backup from now on, or None.
    """

    second_place_chosen = Signal(object)

    def __init__(
        self,
        practice: Practice,
        dialogs: Dialogs,
        pool: QThreadPool,
        backing_up: BackingUp,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._practice = practice
        self._dialogs = dialogs
        self._pool = pool
        self._backing_up = backing_up
        self._panel: BackupsPanel | None = None
        backing_up.began.connect(partial(self._show_busy, busy=True))
        backing_up.settled.connect(partial(self._show_busy, busy=False))
        backing_up.backed_up.connect(self._backed_up)
        backing_up.failed.connect(self._backup_failed)

    def attach(self, panel: BackupsPanel, second_place: Path | None) -> None:
        """Serve a panel until it is gone."""
        self._panel = panel
        panel.backup_wanted.connect(partial(self._back_up, panel))
        panel.cancelled.connect(self._backing_up.cancel)
        panel.second_place_wanted.connect(partial(self._choose_second_place, panel))
        panel.second_place_dropped.connect(partial(self._set_second_place, panel, None))
        panel.restore_wanted.connect(partial(self._restore, panel))
        panel.set_busy(self._backing_up.under_way)
        self._show_backups(panel)
        _show_second_place(panel, second_place)

    def _back_up(self, panel: BackupsPanel) -> None:
        panel.show_problem("")
        self._backing_up.back_up(Reason.REQUEST)

    def _show_busy(self, *, busy: bool) -> None:
        panel = self._panel
        if panel is not None and isValid(panel):
            panel.set_busy(busy)

    def _backup_failed(self, error: Exception) -> None:
        if self._panel is not None:
            self._say_backup(self._panel, error)

    def _backed_up(self, made: Backup) -> None:
        panel = self._panel
        if panel is not None and isValid(panel):
            self._show_backups(panel)
            if made.not_elsewhere:
                panel.show_problem(made.not_elsewhere)
            else:
                panel.say(self.tr("Backed up, opened again and checked."))

    def _show_backups(self, panel: BackupsPanel) -> None:
        ours = [b for b in backups(self._practice.folder) if b.practice_id == self._practice.keys.practice_id]
        panel.show_backups([BackupShown(b.folder, b.made_at) for b in ours])

    def _restore(self, panel: BackupsPanel, backup: Path) -> None:
        parent = self._dialogs.choose_folder(panel, self.tr("Where the restored practice lies"), Path.home())
        if parent is None:
            return
        folder = parent / f"{self._practice.folder.stem} {backup.name}.kap"
        background.run(
            self._pool,
            partial(restoring.restore, backup, folder),
            partial(self._restored, panel, folder),
            partial(self._say_backup, panel),
        )

    def _restored(self, panel: BackupsPanel, folder: Path, backup: Backup) -> None:
        if not isValid(panel):
            return
        said = self.tr("Restored to {name}.").format(name=folder.name)
        try:
            lacks = restoring.lacking(self._practice, backup, self._practice.keys)
        except KnownError as error:
            panel.say(f"{said} {error}")
            return
        panel.say(f"{said} {self._lacks_words(lacks)}")

    def _lacks_words(self, lacks: restoring.Lacking) -> str:
        if lacks.is_nothing:
            return self.tr("It lacks nothing of what is here.")
        since = lacks.since.astimezone() if lacks.since is not None else None
        if since is None:
            return self.tr("It lacks a notebook that is here.")
        said = self.tr(
            "It lacks what was written since {day}, {time}: {sessions} sessions, {entries} entries."
        )
        return said.format(
            day=words.day(since),
            time=words.clock_time(since),
            sessions=lacks.sessions,
            entries=lacks.entries,
        )

    def _choose_second_place(self, panel: BackupsPanel) -> None:
        place = self._dialogs.choose_folder(panel, self.tr("A second place for each backup"), Path.home())
        if place is not None:
            self._set_second_place(panel, place)

    def _set_second_place(self, panel: BackupsPanel, place: Path | None) -> None:
        self.second_place_chosen.emit(place)
        _show_second_place(panel, place)

    @staticmethod
    def _say_backup(panel: BackupsPanel, error: Exception) -> None:
        if isValid(panel):
            panel.show_problem(str(error))


def _show_second_place(panel: BackupsPanel, place: Path | None) -> None:
    panel.show_second_place("" if place is None else str(place))
