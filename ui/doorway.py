"""The way in: first run, unlocking, the recovery sheet used, looking around.

Nothing here imports the records before the first page is painted: the slow work brings them along.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion import paths
from kap_companion.clock import Clock
from kap_companion.errors import KnownError, WrongPassphraseError
from kap_companion.vault.doorkeeper import Doorkeeper
from kap_companion.vault.keyring import Keyring
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.recovery import RecoveryCode
from ui import background, theme
from ui.dialogs import Dialogs
from ui.founding import Founding
from ui.main_window import MainWindow
from ui.spending import spend
from ui.unlock.first_run_page import FirstRunPage
from ui.unlock.recover_page import RecoverForm, RecoverPage
from ui.unlock.threshold_page import ThresholdPage
from ui.unlock.unlock_page import UnlockForm, UnlockPage


class Doorway(QObject):
    """Leads from a closed door to an open practice.

    Signals:
        opened: a `Practice`.
    """

    opened = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        config: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._dialogs = dialogs
        self._pool = pool
        self._config = config
        self._doorkeeper = Doorkeeper(clock)
        self._founding = Founding(window, clock, dialogs, pool, self)
        self._founding.founded.connect(self._let_in)
        self._founding.went_back.connect(self._welcome)

    def start(self) -> None:
        """The practice opened last, or the first run where there is none."""
        for folder in paths.recent_practices(self._config):
            if (folder / "keyring.json").exists():
                self.knock(folder)
                return
        self._welcome()

    def knock(self, folder: Path) -> None:
        """Ask for the passphrase of the practice in a folder, or say why it cannot be opened."""
        if folder == _made_up_folder():
            # Nobody chose its passphrase: the first page opens it without one.
            self._welcome()
            return
        try:
            keyring = _keyring(folder)
        except KnownError as error:
            self._welcome()
            self._say(self._window.page, error)
            return
        page = UnlockPage(keyring.name)
        page.passphrase_given.connect(partial(self._try_passphrase, folder, page))
        page.recovery_chosen.connect(partial(self._ask_for_sheet, folder))
        page.another_chosen.connect(self._welcome)
        self._window.present(page, theme.DAYLIGHT)
        left = self._doorkeeper.seconds_left()
        if left > 0:
            page.wait(left)

    def hide(self) -> None:
        """Nobody is there: what is shown of an open practice, its recovery code, is taken away."""
        folder = self._founding.hide()
        if folder is not None:
            paths.remember_practice(folder, self._config)
            self.knock(folder)

    def show_sheet(self, practice: object, code: RecoveryCode, person: object) -> None:
        """Show a person's new recovery code, once; `opened` follows when it was seen to."""
        from kap_companion.vault.practice import Practice
        from kap_companion.vocabulary.people import Person

        assert isinstance(practice, Practice)
        assert isinstance(person, Person)
        self._founding.show_sheet(practice, code, person)

    def _welcome(self) -> None:
        page = FirstRunPage()
        page.create_chosen.connect(self._founding.ask)
        page.look_around_chosen.connect(partial(self._look_around, page))
        page.existing_chosen.connect(partial(self._choose_existing, page))
        self._window.present(page, theme.DAYLIGHT)

    def _choose_existing(self, page: FirstRunPage) -> None:
        practices = paths.practices_folder()
        folder = self._dialogs.choose_folder(
            page, self.tr("The folder of the practice"), practices if practices.exists() else Path.home()
        )
        if folder == _made_up_folder():
            self._look_around(page)
        elif folder is not None:
            self.knock(folder)

    def _try_passphrase(self, folder: Path, page: UnlockPage, form: UnlockForm) -> None:
        left = self._doorkeeper.seconds_left()
        if left > 0:
            overwrite(form.passphrase)
            page.wait(left)
            return
        self._work_out(
            page, partial(_unlock, folder, form.passphrase), partial(self._open_with, folder, page)
        )

    def _ask_for_sheet(self, folder: Path) -> None:
        page = RecoverPage(Keyring.read(folder).name)
        page.code_given.connect(partial(self._recover, folder, page))
        page.went_back.connect(partial(self.knock, folder))
        self._window.present(page, theme.DAYLIGHT)

    def _recover(self, folder: Path, page: RecoverPage, form: RecoverForm) -> None:
        self._work_out(
            page, partial(_recover, folder, form, self._clock), partial(self._recovered, folder, page)
        )

    def _recovered(self, folder: Path, page: RecoverPage, outcome: tuple[Keys, RecoveryCode]) -> None:
        keys, code = outcome
        page.forget()
        self._founding.open_and_show_sheet(page, folder, keys, code)

    def _look_around(self, page: FirstRunPage) -> None:
        folder = _made_up_folder()
        self._work_out(page, partial(_make_up, folder, self._clock), partial(self._open_with, folder, page))

    def _work_out(self, page: ThresholdPage, work: Callable[[], object], done: Callable[..., None]) -> None:
        page.set_busy(True)
        background.run(self._pool, work, done, partial(self._turn_away, page))

    def _turn_away(self, page: ThresholdPage, error: Exception) -> None:
        self._say(page, error)
        if isinstance(error, WrongPassphraseError):
            page.wait(self._doorkeeper.turn_away())

    def _open_with(self, folder: Path, page: ThresholdPage, keys: Keys) -> None:
        from kap_companion.vault.practice import open_with

        self._doorkeeper.let_in()
        try:
            practice = open_with(folder, keys, self._clock)
        except KnownError as error:
            self._say(page, error)
            return
        finally:
            keys.forget()
        self._let_in(practice)

    def _let_in(self, practice: object) -> None:
        from kap_companion.vault.practice import Practice

        assert isinstance(practice, Practice)
        paths.remember_practice(practice.folder, self._config)
        self.opened.emit(practice)

    @staticmethod
    def _say(page: object, error: Exception) -> None:
        if isinstance(page, ThresholdPage) and isValid(page):
            page.set_busy(False)
            page.show_problem(str(error))


def _made_up_folder() -> Path:
    return paths.practices_folder() / "Made-up practice.kap"


def _keyring(folder: Path) -> Keyring:
    try:
        return Keyring.read(folder)
    except KnownError:
        # Brings the records along, which the page has no need of while all is well.
        from kap_companion.vault.pointing import pointing_to_a_backup

        with pointing_to_a_backup(folder):
            return Keyring.read(folder)


def _unlock(folder: Path, passphrase: bytearray) -> Keys:
    return spend(lambda: Keyring.read(folder).unlock(passphrase), passphrase)


def _recover(folder: Path, form: RecoverForm, clock: Clock) -> tuple[Keys, RecoveryCode]:
    from kap_companion.vault.practice import recover

    return spend(partial(recover, folder, form.code, form.new_passphrase, clock), form.new_passphrase)


def _make_up(folder: Path, clock: Clock) -> Keys:
    from kap_companion.demo import made_up_keys

    return made_up_keys(folder, clock)
