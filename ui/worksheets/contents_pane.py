"""What stands on the sheet: ticked off, moved, put in other words, asked, given room to write."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kap_companion.vocabulary.composition import Space, SpaceKind
from kap_companion.worksheets.contents import Content
from kap_companion.worksheets.questions import LibraryQuestion
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.worksheets.contents_delegate import ContentsDelegate
from ui.worksheets.contents_model import ContentsModel

MOST_LINES = 20
LONGEST_QUESTION = 400


class ContentsPane(QWidget):
    """The contents of a sheet, and what can be done with the row that is chosen.

    Signals:
        ticked: a key, and whether it is to stand on the sheet.
        moved: a section's key, and by how many places (-1 or 1).
        reworded: a key, and its words; empty words bring back the usual ones.
        asked: a section's key, a text, and a library question's key where it is one (the text is empty then).
        taken_away: the key of a question that was added.
        spaced: a question's key, and its `Space`.
        kept_for_client: the key of a question whose words are to be this client's from now on.
    """

    ticked = Signal(str, bool)
    moved = Signal(str, int)
    reworded = Signal(str, str)
    asked = Signal(str, str, str)
    taken_away = Signal(str)
    spaced = Signal(str, object)
    kept_for_client = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = ""
        self._library: tuple[LibraryQuestion, ...] = ()
        self.model = ContentsModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ContentsDelegate(self.view))
        self.view.setAccessibleName(self.tr("What stands on the sheet"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.up = QPushButton(self.tr("Up"))
        self.up.setAccessibleName(self.tr("Move this section up"))
        self.down = QPushButton(self.tr("Down"))
        self.down.setAccessibleName(self.tr("Move this section down"))
        self.words = QLineEdit()
        self.words.setMaxLength(LONGEST_QUESTION)
        self._words = LabelledField(self.tr("In other words"), self.words)
        self.for_client = QPushButton(self.tr("Use these words for this client"))
        self.for_client.setProperty("kind", "link")
        self.space = ChoiceBox()
        self.space.setAccessibleName(self.tr("Space to write"))
        self.space.addItem(self.tr("Lines"), SpaceKind.LINES)
        self.space.addItem(self.tr("A box"), SpaceKind.BOX)
        self.lines = QSpinBox()
        self.lines.setRange(0, MOST_LINES)
        self.lines.setMinimumWidth(64)
        self.lines.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.lines.setAccessibleName(self.tr("How many lines high"))
        self.library = ChoiceBox()
        self.question = QLineEdit()
        self.question.setMaxLength(LONGEST_QUESTION)
        self.question.setPlaceholderText(self.tr("A question of your own"))
        self.question.setAccessibleName(self.tr("A question of your own"))
        self.add = QPushButton(self.tr("Add"))
        self.add.setAccessibleName(self.tr("Add the question"))
        self.remove = QPushButton(self.tr("Take this question away"))
        self.remove.setProperty("kind", "link")
        self._lay_out()
        self._connect()
        self._follow()

    def show_contents(self, contents: Sequence[Content]) -> None:
        """Show what could stand on the sheet; the row that was chosen stays chosen."""
        before = self._chosen
        self.model.show_contents(contents)
        row = self.model.row_of(before)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        self._follow()

    def show_library(self, questions: Sequence[LibraryQuestion]) -> None:
        """Offer the questions of the library that can be asked where the chosen row stands."""
        if tuple(questions) == self._library:
            return
        self._library = tuple(questions)
        self._offer()

    def chosen(self) -> Content | None:
        """The row that is chosen."""
        return self.model.content(self.view.currentIndex())

    def _lay_out(self) -> None:
        moving = QHBoxLayout()
        moving.setSpacing(8)
        moving.addWidget(self.up)
        moving.addWidget(self.down)
        moving.addStretch(1)
        moving.addWidget(self.space)
        moving.addWidget(self.lines)
        asking = QHBoxLayout()
        asking.setSpacing(8)
        asking.addWidget(self.question, 1)
        asking.addWidget(self.add)
        under = QHBoxLayout()
        under.addWidget(self.for_client)
        under.addStretch(1)
        under.addWidget(self.remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.view, 1)
        lines.addLayout(moving)
        lines.addWidget(self._words)
        lines.addLayout(under)
        lines.addWidget(self.library)
        lines.addLayout(asking)

    def _connect(self) -> None:
        self.model.ticked.connect(self.ticked)
        self.view.selectionModel().currentChanged.connect(self._follow)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.words.editingFinished.connect(self._reword)
        self.for_client.clicked.connect(lambda: self.kept_for_client.emit(self._chosen))
        self.space.activated.connect(self._space)
        self.lines.valueChanged.connect(self._space)
        self.library.activated.connect(self._ask_from_library)
        self.question.returnPressed.connect(self._ask)
        self.add.clicked.connect(self._ask)
        self.remove.clicked.connect(lambda: self.taken_away.emit(self._chosen))

    def _follow(self) -> None:
        content = self.chosen()
        self._chosen = content.key if content is not None else ""
        can_move = content is not None and content.kind == "section"
        self.up.setEnabled(can_move)
        self.down.setEnabled(can_move)
        can_say = content is not None and content.rewordable
        self._words.setEnabled(can_say)
        if not self.words.hasFocus() or not can_say:
            self.words.setText(content.text if content is not None and can_say else "")
        is_question = content is not None and content.kind == "question"
        self.remove.setVisible(is_question and content is not None and content.added)
        self.for_client.setVisible(is_question and content is not None and content.reworded)
        self._show_space(content.space if content is not None else None)
        self._offer()

    def _offer(self) -> None:
        """Those about a part beside a part, the others elsewhere."""
        content = self.chosen()
        of_part = content is not None and content.section.startswith("part:")
        self.library.clear()
        self.library.addItem(self.tr("A question out of the library…"), "")
        for question in self._library:
            if question.about_part is of_part:
                self.library.addItem(question.text.replace("{name}", "…"), question.key)

    def _show_space(self, space: Space | None) -> None:
        for widget in (self.space, self.lines):
            widget.setEnabled(space is not None)
        if space is None:
            return
        before = self.lines.blockSignals(True)
        self.space.setCurrentIndex(self.space.findData(space.kind))
        self.lines.setValue(space.lines)
        self.lines.blockSignals(before)

    def _move(self, by: int) -> None:
        content = self.chosen()
        if content is not None:
            self.moved.emit(content.section, by)

    def _reword(self) -> None:
        content = self.chosen()
        words = self.words.text().strip()
        if content is not None and content.rewordable and words != content.text:
            self.reworded.emit(content.key, words)

    def _space(self) -> None:
        content = self.chosen()
        if content is not None and content.space is not None:
            self.spaced.emit(
                content.key, Space(kind=SpaceKind(self.space.currentData()), lines=self.lines.value())
            )

    def _ask_from_library(self) -> None:
        key = str(self.library.currentData())
        self.library.setCurrentIndex(0)
        if key:
            self.asked.emit(self._section(), "", key)

    def _ask(self) -> None:
        text = self.question.text().strip()
        if text:
            self.question.clear()
            self.asked.emit(self._section(), text, "")

    def _section(self) -> str:
        content = self.chosen()
        return content.section if content is not None else ""
