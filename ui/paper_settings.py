"""A practice's own templates and words for paper, on its settings page: listed, tried, copied, opened."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool
from shiboken6 import isValid

from kap_companion.errors import KnownError
from kap_companion.vault.practice_folder import PROMPTS_NAME, own_prompts, own_worksheets
from kap_companion.worksheets.own_questions import OwnFile, copy_questions, own_files
from kap_companion.worksheets.own_templates import ENDING, OwnTemplate, copy_template, own_templates
from kap_companion.worksheets.press import Press
from kap_companion.worksheets.prompts import LANGUAGES, load
from kap_companion.worksheets.questions import load_questions
from kap_companion.worksheets.trying_templates import what_is_wrong, without_a_sheet
from ui import background
from ui.dialogs import Dialogs
from ui.one_line import one_line
from ui.settings.file_row import PaperFile
from ui.settings.paper_panel import PaperPanel, TemplateCopy
from ui.worksheets.sheet_words import sheet_word


class PaperSettings(QObject):
    """Serves a panel of templates and words until it is gone.

    Args:
        folder: the practice's.
        dialogs: open a file in the system's own editor.
        pool: where templates are tried.
        parent: who shows the panel.
    """

    def __init__(self, folder: Path, dialogs: Dialogs, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._pool = pool
        self._templates = own_worksheets(folder)
        self._prompts = own_prompts(folder)

    def attach(self, panel: PaperPanel) -> None:
        """Show what there is, and do what the panel asks for."""
        panel.template_wanted.connect(partial(self._copy_template, panel))
        panel.template_opened.connect(lambda name: self._open(panel, self._templates / f"{name}{ENDING}"))
        panel.words_opened.connect(partial(self._edit_words, panel))
        panel.look_again_wanted.connect(partial(self._show, panel, asked=True))
        self._show(panel)

    def _show(self, panel: PaperPanel, *, asked: bool = False) -> None:
        """Show all files; `asked` says how they are even where all is well."""
        templates = own_templates(self._templates)
        panel.show_templates([self._template_shown(each) for each in templates])
        panel.show_words([self._words_shown(each) for each in self._files()])
        wrong = [*self._unread(), *self._words_wrong()]
        panel.show_wrong(wrong)
        told = partial(self._tell, panel, wrong, asked)
        if templates:
            work = partial(_try, self._templates, templates)
            background.run(self._pool, work, told, partial(self._not_tried, panel))
        elif asked:
            told(())

    def _tell(self, panel: PaperPanel, wrong: list[str], asked: bool, more: tuple[str, ...]) -> None:  # noqa: FBT001 - bound by partial
        if not isValid(panel):
            return
        panel.show_wrong((*wrong, *more))
        if asked:
            well = not wrong and not more
            panel.say(self.tr("Every template and all words for paper can be used.") if well else "")

    @staticmethod
    def _not_tried(panel: PaperPanel, error: Exception) -> None:
        if isValid(panel):
            panel.show_problem(str(error))

    def _template_shown(self, template: OwnTemplate) -> PaperFile:
        about = self.tr("For “{sheet}”.").format(sheet=sheet_word(template.kind))
        return PaperFile(template.name, template.name, about, own=True)

    def _unread(self) -> Iterator[str]:
        said = self.tr("{file} does not say in its first line which sheet it sets, and is not used.")
        for name in without_a_sheet(self._templates):
            yield said.format(file=one_line(name, 80))

    def _files(self) -> tuple[OwnFile, ...]:
        return tuple(file for file in own_files(self._prompts) if file.purpose != "room")

    def _words_shown(self, file: OwnFile) -> PaperFile:
        asked = file.purpose == "questions"
        named = (
            self.tr("Questions on the sheets, {language}")
            if asked
            else self.tr("Words on the sheets, {language}")
        )
        own = self.tr("The practice’s own: {file}").format(file=f"{PROMPTS_NAME}/{file.name}")
        about = own if file.own else self.tr("Ship with the companion.")
        return PaperFile(file.name, named.format(language=LANGUAGES[file.language]), about, file.own)

    def _words_wrong(self) -> list[str]:
        wrong: list[KnownError] = []
        for language in LANGUAGES:
            load(language, self._prompts, wrong.append)
            load_questions(language, self._prompts, wrong.append)
        return [str(error) for error in wrong]

    def _copy_template(self, panel: PaperPanel, wanted: TemplateCopy) -> None:
        try:
            path = copy_template(self._templates, wanted.kind, wanted.name)
        except KnownError as error:
            panel.copying.show_problem(str(error))
            return
        panel.close_copying()
        self._show(panel)
        self._open(panel, path)

    def _edit_words(self, panel: PaperPanel, name: str) -> None:
        path = self._prompts / name
        if not path.exists():
            try:
                path = copy_questions(self._prompts, name)
            except KnownError as error:
                panel.show_problem(str(error))
                return
            self._show(panel)
            panel.look_again.setFocus()
        self._open(panel, path)

    def _open(self, panel: PaperPanel, path: Path) -> None:
        file = one_line(str(path), 300)
        if self._dialogs.open_file(path):
            panel.say(self.tr("{file} is opened. Change it, save it, then look again.").format(file=file))
        else:
            said = self.tr("Nothing here opens such a file. Open it in a text editor: {file}")
            panel.show_problem(said.format(file=file))


def _try(folder: Path, templates: tuple[OwnTemplate, ...]) -> tuple[str, ...]:
    """What is wrong with each template; called in a thread of its own."""
    press = Press(folder)
    return tuple(wrong for each in templates if (wrong := what_is_wrong(press, each)))
