"""What is set for a practice: its people, one's own passphrase, protocols, paper, limits, backups, lock."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.settings import Settings
from kap_companion.vault.keyring_contents import RecoverySheet, SheetState
from kap_companion.vault.practice import Practice
from kap_companion.vault.recovery import RecoveryCode
from kap_companion.vocabulary.people import Person
from ui import background, commands, theme, words
from ui.backing_up import BackingUp
from ui.backup_settings import BackupSettings
from ui.dialogs import Dialogs
from ui.letterhead_settings import LetterheadSettings
from ui.main_window import MainWindow
from ui.paper_settings import PaperSettings
from ui.people_settings import PeopleSettings
from ui.protocol_settings import ProtocolSettings
from ui.settings.locking_panel import LockingPanel
from ui.settings.passphrase_panel import PassphraseForm
from ui.settings.settings_page import SettingsPage
from ui.spending import spend
from ui.standing_limits import StandingLimits


class PracticeSettings(QObject):
    """Leads through the settings page of one open practice.

    Signals:
        left: back home.
        sheet_made: a `Person` and the `RecoveryCode` of their new sheet, to be shown once.
        settings_changed: the `Settings` of this computer as they are from now on.
        lock_requested: close the practice.
    """

    left = Signal()
    sheet_made = Signal(object, object)
    settings_changed = Signal(object)
    lock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        backing_up: BackingUp,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._practice = practice
        self._clock = clock
        self._pool = pool
        self._settings = Settings()
        self._people = PeopleSettings(practice, clock, pool, backing_up, self)
        self._people.sheet_made.connect(self.sheet_made)
        self._protocols = ProtocolSettings(practice.folder, dialogs, self)
        self._letterhead = LetterheadSettings(practice, clock, dialogs, self)
        self._paper = PaperSettings(practice.folder, dialogs, pool, self)
        self._limits = StandingLimits(practice, clock, self)
        self._backups = BackupSettings(practice, dialogs, pool, backing_up, self)
        self._backups.second_place_chosen.connect(self._set_second_place)

    def open(self, settings: Settings) -> None:
        """Show the page."""
        self._settings = settings
        page = SettingsPage(self._practice.name, LockingPanel(settings.idle_minutes))
        page.left.connect(self.left)
        page.passphrase.change_described.connect(partial(self._change_passphrase, page))
        page.passphrase.sheet_wanted.connect(partial(self._make_sheet, page))
        page.locking.settings_changed.connect(self._set_idle_minutes)
        commands.install(page, {"lock": lambda _: self.lock_requested.emit()})
        self._people.attach(page.people)
        self._protocols.attach(page.protocols)
        self._letterhead.attach(page.letterhead)
        self._paper.attach(page.paper)
        self._limits.attach(page.limits, _practice_itself)
        self._limits.show(page.limits, None)
        self._backups.attach(page.backups, settings.second_backup_place)
        page.passphrase.show_sheet(self._sheet_words(self._practice.recovery_sheet))
        self._window.present(page, theme.DAYLIGHT)

    def _sheet_words(self, sheet: RecoverySheet) -> str:
        said = {
            SheetState.NOT_PRINTED: self.tr("Your recovery sheet is not on paper yet."),
            SheetState.PRINTED: self.tr("Your recovery sheet is on paper since {day} {year}."),
            SheetState.DECLINED: self.tr("You said on {day} {year} that you want no recovery sheet."),
        }[sheet.state]
        at = sheet.at.astimezone()
        return said.format(day=words.day(at), year=at.year)

    def _change_passphrase(self, page: SettingsPage, form: PassphraseForm) -> None:
        page.passphrase.set_busy(True)
        work = partial(self._practice.change_passphrase, form.old, form.new)
        background.run(
            self._pool,
            partial(spend, work, form.old, form.new),
            partial(self._passphrase_changed, page),
            partial(self._say_passphrase, page),
        )

    def _passphrase_changed(self, page: SettingsPage, _nothing: object) -> None:
        if isValid(page):
            page.passphrase.set_busy(False)
            page.passphrase.say(self.tr("From now on the new passphrase opens the practice."))

    def _make_sheet(self, page: SettingsPage) -> None:
        page.passphrase.set_busy(True)
        background.run(
            self._pool,
            partial(self._practice.new_recovery_code, self._clock),
            partial(self._hand_over_sheet, page),
            partial(self._say_passphrase, page),
        )

    def _hand_over_sheet(self, page: SettingsPage, code: RecoveryCode) -> None:
        # Whoever left the page meanwhile is reminded at home, and gets another code.
        if isValid(page) and self._window.page is page:
            person: Person = self._practice.person
            self.sheet_made.emit(person, code)

    def _set_second_place(self, place: Path | None) -> None:
        self._change(replace(self._settings, second_backup_place=place))

    def _set_idle_minutes(self, minutes: int) -> None:
        self._change(replace(self._settings, idle_minutes=minutes))

    def _change(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_changed.emit(settings)

    @staticmethod
    def _say_passphrase(page: SettingsPage, error: Exception) -> None:
        if isValid(page):
            page.passphrase.set_busy(False)
            page.passphrase.show_problem(str(error))


def _practice_itself() -> None:
    # Whose limits they are: no client's.
    return None
