"""A sheet leaves the computer: saved as a PDF or printed, and kept in the record as it was."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.records.readers import Purpose, readers_for
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.shared import Handed
from kap_companion.worksheets.kept_sheets import kept, pages_of, set_on
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.saving import save
from kap_companion.worksheets.take_home import Asked
from ui import background
from ui.dialogs import Dialogs, as_pdf
from ui.founding import documents_folder, folder_shown
from ui.printing.jobs import PrintJob
from ui.printing.printing import Printing
from ui.worksheets.composing_page import ComposingPage
from ui.worksheets.put_together import PutTogether


class Giving(QObject):
    """Saves and prints sheets; what left is in the record, with who, when and the file's hash.

    Signals:
        given: the `ComposingPage` of a sheet that left and is kept.
    """

    given = Signal(object)

    def __init__(
        self,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        press: Press,
        printing: Printing,
        pool: QThreadPool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._practice = practice
        self._clock = clock
        self._dialogs = dialogs
        self._press = press
        self._printing = printing
        self._pool = pool

    def save(self, page: ComposingPage, put: PutTogether) -> None:
        """Ask for a place, and save the sheet there."""
        # The name proposed says nothing of the client: file names are seen by backups, indexers and others.
        suggested = documents_folder() / self.tr("Worksheet.pdf")
        chosen = self._dialogs.save_file(page, self.tr("Save the sheet"), suggested, "PDF (*.pdf)")
        if chosen is None:
            return
        path, at = as_pdf(chosen), self._clock.now().at
        background.run(
            self._pool,
            partial(set_on, self._press, put.sheet, put.composition, at),
            partial(self._save, page, put, at, path, chosen == path),
            partial(self._failed, page),
        )

    def print(self, page: ComposingPage, put: PutTogether) -> None:
        """Ask for a printer, and print the sheet; it is kept once the printer took it."""
        self._printing.print_sheets(page, (self.job(put, partial(self._printed, page, put)),))

    def job(self, put: PutTogether, printed: Callable[[], None]) -> PrintJob:
        """A sheet for the printer; its title says nothing of the client, for the queue shows it."""
        pages = partial(pages_of, self._press, put.sheet, put.composition)
        return PrintJob(
            title=self.tr("Worksheet"),
            pages=lambda: pages().svg,
            paper=put.composition.paper,
            printed=printed,
        )

    def keep_printed(self, put: PutTogether) -> Typeset:
        """Keep a sheet that was printed; answers the file with the same pages.

        Raises:
            KnownError: the disk did not take it.
        """
        at = self._clock.now().at
        made = set_on(self._press, put.sheet, put.composition, at)
        self._keep(put, made, Handed.PRINTED, at)
        return made

    def _keep(self, put: PutTogether, made: Typeset, handed: Handed, at: datetime) -> None:
        reader = readers_for(Purpose.WORKSHEET, self._practice.record, None)
        asked = Asked(self._practice.person, at)
        self._practice.record.keep_worksheet(
            kept(reader, put.session.id, put.sheet, put.composition, made, handed, asked)
        )

    def _save(
        self,
        page: ComposingPage,
        put: PutTogether,
        at: datetime,
        path: Path,
        overwrite: bool,  # noqa: FBT001 - bound by partial
        made: Typeset,
    ) -> None:
        if not isValid(page):
            # Locked meanwhile: what could not be kept in the record is not saved either.
            return
        try:
            save(made.pdf, path, overwrite=overwrite)
            self._keep(put, made, Handed.SAVED, at)
        except KnownError as error:
            self._failed(page, error)
            return
        said = self.tr("Saved in {folder} as {name}.")
        self._say(page, said.format(folder=folder_shown(path), name=path.name), made)

    def _printed(self, page: ComposingPage, put: PutTogether) -> None:
        try:
            made = self.keep_printed(put)
        except KnownError as error:
            self._failed(page, error)
            return
        self._say(page, self.tr("Kept as it was printed."), made)

    def _say(self, page: ComposingPage, said: str, made: Typeset) -> None:
        if isValid(page):
            page.show_done(" ".join(filter(None, (said, made.note))))
            self.given.emit(page)

    @staticmethod
    def _failed(page: ComposingPage, error: Exception) -> None:
        if isValid(page):
            page.show_problem(str(error))
