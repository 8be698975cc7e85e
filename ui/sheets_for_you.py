"""What the facilitator saves for the file or a colleague: the record of a session, the card of a handoff."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kap_companion.clock import Clock
from kap_companion.errors import KnownError
from kap_companion.exchange.record_text import record_text
from kap_companion.records.readers import Purpose
from kap_companion.session.handoff_card import HandoffCard
from kap_companion.session.recorded import read_record
from kap_companion.vault.practice import Practice
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.handoff_sheet import CardOnPaper, handoff_sheet
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.saving import save
from kap_companion.worksheets.session_record import pages_of, read_page, set_page
from ui import background
from ui.dialogs import Dialogs, as_pdf, as_text_file
from ui.founding import documents_folder, folder_shown
from ui.printing.jobs import PrintJob
from ui.printing.printing import Printing
from ui.words import uses_letter_paper

Say = Callable[[str], None]


class SheetsForYou(QObject):
    """Asks for a place and saves there; nothing on these sheets comes from a notebook.

    The names proposed say nothing of the client: file names are seen by backups, indexers and others. Each
    way of saving is given two callbacks, `say` and `fail`; one of them is told how it went, in a sentence.

    Args:
        practice: open.
        clock: says when a sheet was made.
        dialogs: ask for a place.
        pool: where a sheet is typeset.
        press: sets it; None for one of its own.
        parent: whose it is.
        printing: prints it; None where nothing is printed.
    """

    def __init__(
        self,
        practice: Practice,
        clock: Clock,
        dialogs: Dialogs,
        pool: QThreadPool,
        press: Press | None,
        parent: QObject,
        *,
        printing: Printing | None = None,
    ) -> None:
        super().__init__(parent)
        self.printing = printing
        self._practice = practice
        self._clock = clock
        self._dialogs = dialogs
        self._pool = pool
        self._press = press or Press()

    def save_text(self, page: QWidget, session: Session, say: Say, fail: Say) -> None:
        """Save the record of a session as plain text."""
        suggested = documents_folder() / self.tr("Record.txt")
        chosen = self._dialogs.save_file(page, self.tr("Save the record"), suggested, "Text (*.txt)")
        if chosen is None:
            return
        path = as_text_file(chosen)
        try:
            found = read_record(self._practice.reader(Purpose.RECORD_EXPORT), session.id)
            save(record_text(found).encode("utf-8", "replace"), path, overwrite=chosen == path)
        except KnownError as error:
            fail(str(error))
            return
        say(self._saved(path))

    def save_record(self, page: QWidget, session: Session, say: Say, fail: Say) -> None:
        """Save the record of a session as a PDF."""
        title, name = self.tr("Save the record as PDF"), self.tr("Record.pdf")
        now = self._clock.now().at
        try:
            reader = self._practice.reader(Purpose.RECORD_EXPORT)
            # The files belong to this thread; setting the page does not need them.
            made = read_page(reader, session.id, self._practice.name, now)
        except KnownError as error:
            fail(str(error))
            return
        self._save_pdf(page, title, name, partial(set_page, made, self._press, _usual(), now), say, fail)

    def print_record(self, page: QWidget, session: Session, fail: Say) -> None:
        """Print the record of a session; what comes of it is told by the printing itself."""
        if self.printing is None:
            return
        try:
            reader = self._practice.reader(Purpose.RECORD_EXPORT)
            made = read_page(reader, session.id, self._practice.name, self._clock.now().at)
        except KnownError as error:
            fail(str(error))
            return
        paper = _usual()
        pages = partial(pages_of, made, self._press, paper)
        # The record itself is what is kept; that it was printed is not a row of its own.
        job = PrintJob(self.tr("Record of a session"), lambda: pages().svg, paper, lambda: None)
        self.printing.print_sheets(page, (job,))

    def save_card(self, page: QWidget, card: HandoffCard, session: Session, say: Say, fail: Say) -> None:
        """Save the card of a handoff as a PDF."""
        title, name = self.tr("Save the handoff card"), self.tr("Handoff card.pdf")
        reader = self._practice.reader(Purpose.HANDOFF)
        try:
            handed = CardOnPaper(
                card=card,
                session=session,
                client=reader.client(session.client),
                practice=self._practice.name,
                letterhead=reader.letterhead(),
                at=self._clock.now().at,
            )
        except KnownError as error:
            fail(str(error))
            return
        self._save_pdf(page, title, name, partial(handoff_sheet, handed, self._press, _usual()), say, fail)

    def _save_pdf(
        self, page: QWidget, title: str, name: str, made: Callable[[], Typeset], say: Say, fail: Say
    ) -> None:
        chosen = self._dialogs.save_file(page, title, documents_folder() / name, "PDF (*.pdf)")
        if chosen is None:
            return
        path = as_pdf(chosen)
        background.run(
            self._pool,
            partial(_set_and_save, made, path, chosen == path),
            partial(self._told, page, path, say),
            partial(self._failed, page, fail),
        )

    def _told(self, page: QWidget, path: Path, say: Say, note: str) -> None:
        if isValid(page):
            say(" ".join(filter(None, (self._saved(path), note))))

    @staticmethod
    def _failed(page: QWidget, fail: Say, error: Exception) -> None:
        if isValid(page):
            fail(str(error))

    def _saved(self, path: Path) -> str:
        said = self.tr("Saved in {folder} as {name}. It is not encrypted.")
        return said.format(folder=folder_shown(path), name=path.name)


def _usual() -> PaperChoice:
    return PaperChoice(paper=Paper.LETTER if uses_letter_paper() else Paper.A4)


def _set_and_save(made: Callable[[], Typeset], path: Path, overwrite: bool) -> str:  # noqa: FBT001 - bound by partial
    """Save the sheet; what could not be printed as it was written, in plain sentences."""
    sheet = made()
    save(sheet.pdf, path, overwrite=overwrite)
    return sheet.note
