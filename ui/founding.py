"""A new practice, and the recovery sheet that is shown once after keys were made."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QThreadPool, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kap_companion import paths
from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.vault.keyring_contents import SheetState
from kap_companion.vault.keys import Keys
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.recovery import RecoveryCode
from ui import background, theme
from ui.dialogs import Dialogs, as_pdf
from ui.main_window import MainWindow
from ui.unlock.create_page import CreateForm, CreatePage
from ui.unlock.recovery_sheet_page import DeclinedForm, RecoverySheetPage
from ui.unlock.threshold_page import ThresholdPage

if TYPE_CHECKING:
    from kap_companion.vault.practice import Practice
    from kap_companion.vocabulary.people import Person


class Founding(QObject):
    """Makes a practice, and sees to its recovery sheet before anybody goes on.

    Signals:
        founded: a `Practice`, open, its sheet printed or declined.
        went_back: no practice was made.
    """

    founded = Signal(object)
    went_back = Signal()

    def __init__(
        self, window: MainWindow, clock: Clock, dialogs: Dialogs, pool: QThreadPool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._clock = clock
        self._dialogs = dialogs
        self._pool = pool
        self._shown: tuple[RecoverySheetPage, Practice] | None = None

    def ask(self) -> None:
        """Ask for what a practice needs."""
        page = CreatePage(paths.practices_folder(), self._ask_for_folder)
        page.practice_described.connect(partial(self._create, page))
        page.went_back.connect(self.went_back)
        self._window.present(page, theme.DAYLIGHT)

    def open_and_show_sheet(self, page: ThresholdPage, folder: Path, keys: Keys, code: RecoveryCode) -> None:
        """Open the practice whose keys were just made, and show its recovery code, once."""
        from kap_companion.vault.practice import open_with

        try:
            practice = open_with(folder, keys, self._clock)
        except KnownError as error:
            self._say(page, error)
            return
        finally:
            keys.forget()
        self.show_sheet(practice, code)

    def show_sheet(self, practice: "Practice", code: RecoveryCode, person: "Person | None" = None) -> None:
        """Show a recovery code of an open practice, once; `founded` follows when it was seen to.

        Args:
            practice: open.
            code: the new one.
            person: whose it is, where it is that of someone who was just added; None for one's own.
        """
        whose = person or practice.person
        sheet = RecoverySheetPage("" if whose.id == practice.person.id else whose.name)
        sheet.show_groups(code.groups)
        sheet.save_chosen.connect(partial(self._save, sheet, f"{whose.name} · {practice.name}", code))
        sheet.kept.connect(partial(self._leave, sheet, practice, whose.id, SheetState.PRINTED))
        sheet.declined.connect(partial(self._decline, sheet, practice, whose.id))
        self._window.call_before_closing(practice.close)
        self._window.present(sheet, theme.DAYLIGHT)
        self._shown = sheet, practice

    def hide(self) -> Path | None:
        """Nobody is there: take a recovery code off the screen and close its practice.

        The code stays good for whoever wrote it down; who did not is reminded to make another.

        Returns:
            The practice's folder; None where no code is shown.
        """
        if self._shown is None or not isValid(self._shown[0]) or self._window.page is not self._shown[0]:
            return None
        sheet, practice = self._shown
        self._shown = None
        self._window.close_dialogs()
        sheet.forget()
        practice.close()
        self._window.call_before_closing(None)
        return practice.folder

    def _ask_for_folder(self, parent: QWidget, start: Path) -> Path | None:
        return self._dialogs.choose_folder(parent, self.tr("Where the practice lies"), start)

    def _create(self, page: CreatePage, form: CreateForm) -> None:
        page.set_busy(True)
        background.run(
            self._pool,
            partial(_create, form, self._clock),
            partial(self._created, page, form.folder),
            partial(self._say, page),
        )

    def _created(self, page: CreatePage, folder: Path, outcome: tuple[Keys, RecoveryCode]) -> None:
        self.open_and_show_sheet(page, folder, *outcome)

    def _save(self, page: RecoverySheetPage, practice_name: str, code: RecoveryCode) -> None:
        from kap_companion.vocabulary.paper import Paper, PaperChoice
        from kap_companion.worksheets.press import Press
        from kap_companion.worksheets.recovery_sheet import recovery_sheet
        from kap_companion.worksheets.saving import save
        from ui.words import uses_letter_paper

        suggested = documents_folder() / self.tr("Recovery sheet.pdf")
        chosen = self._dialogs.save_file(page, self.tr("Save the recovery sheet"), suggested, "PDF (*.pdf)")
        if chosen is None:
            return
        path = as_pdf(chosen)
        choice = PaperChoice(paper=Paper.LETTER if uses_letter_paper() else Paper.A4)
        try:
            made = recovery_sheet(code, practice_name, Press(), choice, self._clock.now().at)
            save(made.pdf, path, overwrite=chosen == path)
        except KnownError as error:
            self._say(page, error)
            return
        page.show_saved(path.name)

    def _decline(self, page: RecoverySheetPage, practice: object, whose: str, _form: DeclinedForm) -> None:
        self._leave(page, practice, whose, SheetState.DECLINED)

    def _leave(self, page: RecoverySheetPage, practice: object, whose: str, state: SheetState) -> None:
        from kap_companion.vault.practice import Practice

        assert isinstance(practice, Practice)
        try:
            practice.note_recovery_sheet(state, self._clock, whose)
        except KnownError as error:
            self._say(page, error)
            return
        page.forget()
        self._shown = None
        self.founded.emit(practice)

    @staticmethod
    def _say(page: ThresholdPage, error: Exception) -> None:
        if isValid(page):
            page.set_busy(False)
            page.show_problem(str(error))


def documents_folder() -> Path:
    """Where a person looks for files they saved; their own folder where there is no such place."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def folder_shown(path: Path) -> str:
    """The folder of a file as a person knows it, with ~ for their own."""
    folder = path.parent
    return f"~/{folder.relative_to(Path.home())}" if folder.is_relative_to(Path.home()) else str(folder)


def _create(form: CreateForm, clock: Clock) -> tuple[Keys, RecoveryCode]:
    # Records belong to the thread that opened them: they are closed here and opened again by the window.
    from kap_companion.vault.practice import create

    try:
        practice, code = create(
            form.folder, name=form.name, facilitator=form.facilitator, passphrase=form.passphrase, clock=clock
        )
    finally:
        overwrite(form.passphrase)
    keys = practice.keys.copy()
    practice.close()
    return keys, code
