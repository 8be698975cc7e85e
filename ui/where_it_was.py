"""What is half written when the practice is locked or left, and the way back to it afterwards."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, StorageError
from kap_companion.vault.practice import Practice
from ui import half_written
from ui.at_home import AtHome
from ui.going_home import GoingHome
from ui.home.home_page import HomePage
from ui.record_keeping import RecordKeeping
from ui.review.take_home_page import TakeHomePage
from ui.signing.record_page import RecordPage
from ui.worksheets.composing_page import ComposingPage


class WhereItWas:
    """Keeps what is half written on a page, and leads back to that page with it."""

    def __init__(
        self, practice: Practice, clock: Clock, at_home: AtHome, going_home: GoingHome, records: RecordKeeping
    ) -> None:
        self._practice = practice
        self._clock = clock
        self._at_home = at_home
        self._going_home = going_home
        self._records = records

    def keep(self, page: QWidget | None) -> StorageError | None:
        """Keep what is half written on a page, or that nothing is; answers why it could not be kept."""
        written: half_written.HalfWritten | None = None
        if isinstance(page, HomePage):
            written = half_written.written_on(page)
        elif isinstance(page, TakeHomePage):
            written = self._going_home.half_written(page)
        elif isinstance(page, ComposingPage):
            written = self._going_home.composing.half_written()
        elif isinstance(page, RecordPage):
            written = self._records.half_written(page)
        try:
            half_written.keep(self._practice, written, self._clock.now())
        except StorageError as error:
            said = QCoreApplication.translate("WhereItWas", "What was half written could not be kept.")
            return StorageError(said, error.message)
        return None

    def go(self) -> None:
        """Show the page that something was half written on, with it; home where nothing was."""
        written: half_written.HalfWritten | None = None
        problem = ""
        try:
            written = half_written.take(self._practice)
            match written:
                case half_written.HalfTakenHome():
                    self._going_home.choose(self._practice.record.session(written.session), written)
                    return
                case half_written.HalfComposed():
                    composing = self._going_home.composing
                    composing.open(self._practice.record.session(written.session))
                    composing.take_up(written.composition)
                    return
                case half_written.HalfAdded():
                    self._records.open(self._practice.record.session(written.session), written)
                    return
        except KnownError as error:
            # Its session is gone, or the disk is.
            written, problem = None, str(error)
        page = self._at_home.show(written.client if isinstance(written, half_written.HalfBegun) else None)
        if isinstance(written, half_written.HalfNewClient | half_written.HalfBegun):
            half_written.write_on(page, written)
        if problem:
            page.show_problem(problem)
