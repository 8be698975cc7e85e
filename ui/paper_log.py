"""The paper log, saved as a PDF where a person chose; it holds nobody's data."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QWidget

from kap_companion.clock import Clock, SystemClock
from kap_companion.session import protocol
from kap_companion.vocabulary.paper import Paper, PaperChoice
from kap_companion.vocabulary.protocol import Protocol
from kap_companion.worksheets.blank_log import blank_log
from kap_companion.worksheets.press import Press, Typeset
from kap_companion.worksheets.saving import save
from ui import background
from ui.dialogs import Dialogs, as_pdf
from ui.founding import documents_folder
from ui.words import uses_letter_paper


class PaperLog(QObject):
    """Makes the paper log of a protocol.

    Args:
        dialogs: ask for a place.
        pool: where it is typeset.
        own: the folder of the practice's own protocols.
        parent: who asks for it.
        press: sets it; None for one of its own.
        clock: says when it was made; None for the computer's.
    """

    def __init__(
        self,
        dialogs: Dialogs,
        pool: QThreadPool,
        own: Path,
        parent: QObject,
        *,
        press: Press | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self._press = press or Press()
        self._clock = clock or SystemClock()
        self._dialogs = dialogs
        self._pool = pool
        self._own = own

    def make(self, key: str, page: QWidget, say: Callable[[str], None]) -> None:
        """Ask for a place and save the log there; `say` is told how it went, in a sentence."""
        suggested = documents_folder() / self.tr("Paper log.pdf")
        chosen = self._dialogs.save_file(page, self.tr("Save the paper log"), suggested, "PDF (*.pdf)")
        if chosen is None:
            return
        path = as_pdf(chosen)
        choice = PaperChoice(paper=Paper.LETTER if uses_letter_paper() else Paper.A4)
        now = self._clock.now().at
        background.run(
            self._pool,
            partial(_save, key, self._own, partial(self._set, choice, now), path, chosen == path),
            lambda _none: say(self.tr("Saved {file}. Print it and lay it ready.").format(file=path.name)),
            lambda error: say(str(error)),
        )

    def _set(self, choice: PaperChoice, now: datetime, plan: Protocol) -> Typeset:
        return blank_log(plan, self._press, choice, now)


def _save(key: str, own: Path, made: Callable[[Protocol], Typeset], path: Path, overwrite: bool) -> None:  # noqa: FBT001 - bound by partial
    save(made(protocol.load(key, own)).pdf, path, overwrite=overwrite)
