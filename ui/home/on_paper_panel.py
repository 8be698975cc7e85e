"""What one client is given on paper: their language, the notice of Part 2, questions in their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.part_two import NOTICE
from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

TOUCH = 44


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in words chosen for this client.

    Attributes:
        key: the question's, in the library.
        usual: as the library asks it; empty where it has no such question any more.
        words: as this client is asked.
    """

    key: str
    usual: str
    words: str


@dataclass(frozen=True, slots=True)
class OnPaperForm:
    """What is to hold for a client.

    Attributes:
        language: a code; None for the practice's usual one.
        part_two: whether 42 CFR Part 2 protects their records.
        wordings: the keys of the questions that stay in their words.
    """

    language: str | None
    part_two: bool
    wordings: tuple[str, ...]


class OnPaperPanel(Panel):
    """Nothing of it counts before it is kept.

    Args:
        languages: what each language calls itself, by its code.
        parent: the page.

    Signals:
        decided: an `OnPaperForm`.
        went_back: leave it as it is.
    """

    decided = Signal(object)
    went_back = Signal()

    def __init__(self, languages: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("OnPaperPanel", "On paper for this client"), parent=parent
        )
        self._languages = languages
        self._kept: tuple[str, ...] = ()
        self._drops: dict[str, QPushButton] = {}
        self.language = ChoiceBox()
        self.part_two = QCheckBox(self.tr("42 CFR Part 2 protects these records"))
        does = self.tr("Every page for or about this client then says: “{notice}”").format(notice=NOTICE)
        self.part_two.setAccessibleDescription(does)
        self._does = words_label(does, "quiet")
        self._heading = words_label(self.tr("Questions in this client’s words"), "section")
        self._none = words_label(
            self.tr("None yet. A question is put in their words while a sheet is put together."), "quiet"
        )
        self._rows = Rows(4)
        self.save = QPushButton(self.tr("Keep it so"))
        self.save.setProperty("kind", "primary")
        self.back = QPushButton(self.tr("Not now"))
        self._lay_out()
        self.save.clicked.connect(self._decide)
        self.back.clicked.connect(self.went_back)

    def ask(self, language: str | None, usual: str, *, part_two: bool, wordings: Sequence[Wording]) -> None:
        """Show what holds for a client, to be changed; `usual` is the code of the practice's language."""
        self.show_problem("")
        self.language.clear()
        by_default = self.tr("As usual here ({language})")
        self.language.addItem(by_default.format(language=self._languages.get(usual, usual)), None)
        for code, called in self._languages.items():
            self.language.addItem(called, code)
        self.language.setCurrentIndex(max(0, self.language.findData(language)) if language else 0)
        self.part_two.setChecked(part_two)
        self._show_wordings(wordings)
        self.show()
        self.language.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for widget in (self.language, self.part_two, self.save, self.back):
            widget.setMinimumHeight(TOUCH)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self.save)
        self.lines.addWidget(LabelledField(self.tr("Language on paper"), self.language))
        self.lines.addWidget(self.part_two)
        self.lines.addWidget(self._does)
        self.lines.addWidget(self._heading)
        self.lines.addWidget(self._none)
        self.lines.addLayout(self._rows)
        self.lines.addLayout(acts)

    def _show_wordings(self, wordings: Sequence[Wording]) -> None:
        self._kept = tuple(each.key for each in wordings)
        self._drops = {}
        self._rows.replace([self._row(each) for each in wordings])
        self._none.setVisible(not wordings)

    def _row(self, wording: Wording) -> QWidget:
        drop = QPushButton(self.tr("Take away"))
        drop.setAccessibleName(self.tr("Take away: {words}").format(words=one_line(wording.words, 200)))
        drop.setProperty("kind", "link")
        drop.setMinimumHeight(TOUCH)
        self._drops[wording.key] = drop
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(words_label(one_line(wording.words)))
        usual = self.tr("usually: {question}").format(question=one_line(wording.usual))
        gone = self.tr("the library has no such question any more")
        said.addWidget(words_label(usual if wording.usual else gone, "quiet"))
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addLayout(said, 1)
        across.addWidget(drop)
        drop.clicked.connect(partial(self._take_away, wording.key, row))
        return row

    def _take_away(self, key: str, row: QWidget) -> None:
        self._kept = tuple(each for each in self._kept if each != key)
        self._drops.pop(key)
        # The keyboard goes on to the next one, else to what keeps it.
        next(iter(self._drops.values()), self.save).setFocus()
        row.hide()

    def _decide(self) -> None:
        code = self.language.currentData()
        self.decided.emit(OnPaperForm(str(code) if code else None, self.part_two.isChecked(), self._kept))
