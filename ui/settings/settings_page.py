"""What is set once for a practice and this computer, on one quiet page."""

from PySide6.QtWidgets import QWidget

from ui.settings.backups_panel import BackupsPanel
from ui.settings.locking_panel import LockingPanel
from ui.settings.passphrase_panel import PassphrasePanel
from ui.settings.people_panel import PeoplePanel
from ui.widgets.column_page import ColumnPage


class SettingsPage(ColumnPage):
    """People, one's own passphrase, backups, locking."""

    def __init__(self, practice_name: str, locking: LockingPanel, parent: QWidget | None = None) -> None:
        super().__init__(practice_name, parent)
        self.setAccessibleName(self.tr("Practice settings"))
        self.people = PeoplePanel()
        self.passphrase = PassphrasePanel()
        self.backups = BackupsPanel()
        self.locking = locking
        self.head.addWidget(self.back)
        for panel in (self.people, self.passphrase, self.backups, self.locking):
            self.lines.addWidget(panel)

    def forget(self) -> None:
        """Overwrite every passphrase that was typed here."""
        self.passphrase.forget()
        self.people.close_forms()
