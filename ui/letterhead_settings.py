"""The practice's letterhead on its settings page: shown, described anew, kept with who set it and when."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from kap_companion.clock import Clock
from kap_companion.errors import KnownError, WorksheetError
from kap_companion.ids import new_id
from kap_companion.vault.practice import Practice
from kap_companion.vault.practice_folder import own_prompts
from kap_companion.vocabulary.letterhead import Letterhead
from kap_companion.worksheets.logo import MOST_BYTES, kept_logo
from kap_companion.worksheets.prompts import load
from ui.dialogs import Dialogs
from ui.founding import documents_folder
from ui.settings.letterhead_panel import LetterheadForm, LetterheadPanel


class LetterheadSettings(QObject):
    """Serves a letterhead panel until it is gone.

    Args:
        practice: open.
        clock: tells when it was set.
        dialogs: ask for the file of a logo.
        parent: who shows the panel.
    """

    def __init__(self, practice: Practice, clock: Clock, dialogs: Dialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._practice = practice
        self._clock = clock
        self._dialogs = dialogs

    def attach(self, panel: LetterheadPanel) -> None:
        """Show what holds, and do what the panel asks for."""
        panel.letterhead_described.connect(partial(self._keep, panel))
        panel.logo_wanted.connect(partial(self._choose_logo, panel))
        panel.language_chosen.connect(partial(self._show_contact, panel))
        try:
            form = self._form()
        except KnownError as error:
            panel.show_problem(str(error))
            return
        panel.show_form(form)
        self._show_contact(panel, form.language)

    def _form(self) -> LetterheadForm:
        head = self._practice.record.letterhead()
        return LetterheadForm(head.name, head.contact, head.language, head.logo) if head else LetterheadForm()

    def _show_contact(self, panel: LetterheadPanel, language: str) -> None:
        # Why a file of the practice's own cannot be used is said where these files are listed.
        wrong: list[KnownError] = []
        panel.show_usual_contact(load(language, own_prompts(self._practice.folder), wrong.append).contact)

    def _choose_logo(self, panel: LetterheadPanel) -> None:
        title, kind = self.tr("Choose a logo"), self.tr("Pictures (*.png *.svg)")
        chosen = self._dialogs.choose_file(panel, title, documents_folder(), kind)
        if chosen is None:
            return
        try:
            logo = kept_logo(_read(chosen))
        except WorksheetError as error:
            panel.show_problem(str(error))
            return
        if panel.show_logo(logo):
            panel.say(self.tr("The logo is chosen; it stands on paper once you keep this."))
        else:
            panel.show_problem(self.tr("This picture cannot be read. Choose another PNG or SVG."))

    def _keep(self, panel: LetterheadPanel, form: LetterheadForm) -> None:
        try:
            if form == self._form():
                panel.say(self.tr("It stands like this on every page already."))
                return
            self._practice.record.set_letterhead(
                Letterhead(
                    id=new_id(),
                    name=form.name,
                    contact=form.contact,
                    language=form.language,
                    logo=form.logo,
                    author=self._practice.person.id,
                    at=self._clock.now().at,
                )
            )
        except KnownError as error:
            panel.show_problem(str(error))
            return
        panel.show_form(form)
        panel.say(self.tr("From now on this stands on every page."))


def _read(path: Path) -> bytes:
    """A file, and no more of it than a logo can have.

    Raises:
        WorksheetError: it cannot be read.
    """
    try:
        if not path.is_file():
            raise IsADirectoryError(path.name)
        with path.open("rb") as opened:
            # One byte more, so that what is too large is seen to be.
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        message = "This file cannot be opened."
        raise WorksheetError(message, "Choose another one.") from error
