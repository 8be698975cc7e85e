"""What is set once for a practice and this computer, on one quiet page."""

from PySide6.QtWidgets import QWidget

from kap_companion.worksheets.prompt_files import LANGUAGES
from ui.settings.backups_panel import BackupsPanel
from ui.settings.letterhead_panel import LetterheadPanel
from ui.settings.limits_panel import LimitsPanel
from ui.settings.locking_panel import LockingPanel
from ui.settings.paper_panel import PaperPanel
from ui.settings.passphrase_panel import PassphrasePanel
from ui.settings.people_panel import PeoplePanel
from ui.settings.protocols_panel import ProtocolsPanel
from ui.widgets.column_page import ColumnPage


class SettingsPage(ColumnPage):
    """People, one's own passphrase, protocols, paper, limits, backups, locking."""

    def __init__(self, practice_name: str, locking: LockingPanel, parent: QWidget | None = None) -> None:
        super().__init__(practice_name, parent)
        self.setAccessibleName(self.tr("Practice settings"))
        self.people = PeoplePanel()
        self.passphrase = PassphrasePanel()
        self.protocols = ProtocolsPanel()
        self.letterhead = LetterheadPanel(practice_name, LANGUAGES)
        self.paper = PaperPanel()
        self.limits = LimitsPanel(
            self.tr("Limits for vitals"),
            self.tr(
                "The practice’s own, from whoever prescribes here. They come before those of a protocol and "
                "after a client’s own orders, from the next session on. New ones take the place of these."
            ),
        )
        self.backups = BackupsPanel()
        self.locking = locking
        self.head.addWidget(self.back)
        own = (self.people, self.passphrase)
        paper = (self.letterhead, self.paper)
        for panel in (*own, self.protocols, *paper, self.limits, self.backups, self.locking):
            self.lines.addWidget(panel)

    def forget(self) -> None:
        """Overwrite every passphrase that was typed here."""
        self.passphrase.forget()
        self.people.close_forms()
