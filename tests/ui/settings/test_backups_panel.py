from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.settings.backups_panel import MOST_SHOWN, BackupShown, BackupsPanel


def _shown(panel: BackupsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def test_without_a_backup_the_panel_says_so(qtbot: QtBot) -> None:
    panel = BackupsPanel()
    qtbot.addWidget(panel)
    panel.show_backups(())
    assert "There is no backup yet." in _shown(panel)


def test_the_newest_backups_are_shown_and_each_can_be_restored(qtbot: QtBot) -> None:
    panel = BackupsPanel()
    qtbot.addWidget(panel)
    wanted: list[Path] = []
    panel.restore_wanted.connect(wanted.append)
    made = [BackupShown(Path(f"/b/{n}"), datetime(2026, 11, 21 - n, 20, 4, tzinfo=UTC)) for n in range(9)]
    panel.show_backups(made)
    assert "The newest verified backup is of 21 Nov 2026" in _shown(panel)
    restores = [b for b in panel.findChildren(QPushButton) if b.text().startswith("Restore")]
    assert len(restores) == MOST_SHOWN
    restores[1].click()
    assert wanted == [Path("/b/1")]


def test_a_backup_under_way_can_be_stopped_and_not_begun_twice(qtbot: QtBot) -> None:
    panel = BackupsPanel()
    qtbot.addWidget(panel)
    panel.show()
    stopped: list[bool] = []
    panel.cancelled.connect(lambda: stopped.append(True))
    panel.set_busy(True)
    assert not panel.make.isEnabled()
    panel.stop.click()
    assert stopped
    panel.set_busy(False)
    assert panel.make.isEnabled()
    assert not panel.stop.isVisible()


def test_the_second_place_is_told_and_can_be_dropped(qtbot: QtBot) -> None:
    panel = BackupsPanel()
    qtbot.addWidget(panel)
    panel.show_second_place("")
    assert panel.drop.isHidden()
    panel.show_second_place("/media/disk")
    assert "Each backup also goes to /media/disk." in _shown(panel)
    assert not panel.drop.isHidden()
