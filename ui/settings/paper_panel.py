"""The practice's own templates for sheets, and its own questions and words for paper, by language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kap_companion.vocabulary.composition import SheetKind
from ui.one_line import one_line
from ui.settings.copy_template_form import CopyTemplateForm
from ui.settings.file_row import TOUCH, PaperFile, file_row
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class TemplateCopy:
    """A template to be made: which sheet it sets, and what it is to be called."""

    kind: SheetKind
    name: str


class PaperPanel(Panel):
    """What ships can be copied, the practice's own edited in the system's own editor.

    Signals:
        template_wanted: a `TemplateCopy` to be made.
        template_opened: the name of a template of the practice's own, to be edited.
        words_opened: the name of a file of questions or words, to be edited; as a copy where there is none.
        look_again_wanted: all files are to be read anew.
    """

    template_wanted = Signal(object)
    template_opened = Signal(str)
    words_opened = Signal(str)
    look_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("PaperPanel", "Templates and questions for paper"),
            about=QCoreApplication.translate(
                "PaperPanel",
                "A copy of your own looks and asks as you want it to. It is plain text beside the record and "
                "goes into the backups. These files are not encrypted and must hold no client’s words.",
            ),
            parent=parent,
        )
        self._wrong = Rows(6)
        self._templates = Rows(4)
        self._none_yet = words_label(self.tr("No template of your own yet."), "quiet")
        self._words = Rows(4)
        self.copy_one = QPushButton(self.tr("Copy one…"))
        self.copy_one.setAccessibleName(self.tr("Copy a template of the companion"))
        self.copying = CopyTemplateForm()
        self.copying.hide()
        self.look_again = QPushButton(self.tr("Look again"))
        self.look_again.setAccessibleName(self.tr("Read the templates and questions for paper again"))
        self._lay_out()
        self.copy_one.clicked.connect(self._ask)
        self.copying.described.connect(lambda kind, name: self.template_wanted.emit(TemplateCopy(kind, name)))
        self.copying.went_back.connect(self.close_copying)
        self.look_again.clicked.connect(self.look_again_wanted)

    def show_templates(self, templates: Sequence[PaperFile]) -> None:
        """Show the practice's own templates."""
        self._templates.replace(
            file_row(each, partial(self.template_opened.emit, each.key)) for each in templates
        )
        self._none_yet.setVisible(not templates)

    def show_words(self, files: Sequence[PaperFile]) -> None:
        """Show the files of questions and words, those that ship and the practice's own."""
        self._words.replace(file_row(each, partial(self.words_opened.emit, each.key)) for each in files)

    def show_wrong(self, problems: Iterable[str]) -> None:
        """Show a sentence for each file that is wrong."""
        self._wrong.replace(words_label(one_line(problem), "problem") for problem in problems)

    def close_copying(self) -> None:
        """Copy none, or none more."""
        self.copying.hide()
        self.copy_one.show()
        self.copy_one.setFocus()

    def _ask(self) -> None:
        self.copying.ask()
        self.copy_one.hide()

    def _lay_out(self) -> None:
        for button in (self.copy_one, self.look_again):
            button.setMinimumHeight(TOUCH)
        copying = QHBoxLayout()
        copying.addWidget(self.copy_one)
        copying.addStretch(1)
        acts = QHBoxLayout()
        acts.addWidget(self.look_again)
        acts.addStretch(1)
        self.lines.addLayout(self._wrong)
        self.lines.addWidget(words_label(self.tr("Templates"), "section"))
        self.lines.addWidget(self._none_yet)
        self.lines.addLayout(self._templates)
        self.lines.addLayout(copying)
        self.lines.addWidget(self.copying)
        self.lines.addWidget(words_label(self.tr("Questions for paper"), "section"))
        self.lines.addLayout(self._words)
        self.lines.addLayout(acts)
