"""Which of the companion's templates is to be copied, and what the copy is called."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.composition import SheetKind
from ui.settings.file_row import TOUCH
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.worksheets.sheet_words import sheet_word

LONGEST_NAME = 40
_ALSO = frozenset(" -_")


class CopyTemplateForm(QWidget):
    """Two fields and a button.

    Signals:
        described: a `SheetKind`, and the copy's name, of letters, digits, spaces and hyphens.
        went_back: none is to be copied.
    """

    described = Signal(object, str)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = ChoiceBox()
        for kind in SheetKind:
            self.sheet.addItem(sheet_word(kind), kind)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.make = QPushButton(self.tr("Copy and edit"))
        self.back = QPushButton(self.tr("Not now"))
        self._name = LabelledField(self.tr("What to call the copy"), self.name)
        for widget in (self.sheet, self.name, self.make, self.back):
            widget.setMinimumHeight(TOUCH)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self.make)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(LabelledField(self.tr("Which sheet"), self.sheet))
        lines.addWidget(self._name)
        lines.addLayout(acts)
        self.make.clicked.connect(self._submit)
        self.name.returnPressed.connect(self._submit)
        self.back.clicked.connect(self.went_back)

    def ask(self) -> None:
        """Ask anew."""
        self.name.clear()
        self._name.show_problem("")
        self.show()
        self.sheet.setFocus()

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the name."""
        self._name.show_problem(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(
            self.focusWidget(), QPushButton
        ):
            # The field took it already; the button that has the focus by now must not be pressed by it too.
            event.accept()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        name = " ".join(self.name.text().split())
        # It becomes the name of a file, on any system.
        plain = all(letter.isalnum() or letter in _ALSO for letter in name)
        if not name:
            self._name.show_problem(self.tr("Please give the copy a name."))
        elif not plain or not name[0].isalnum():
            self._name.show_problem(self.tr("Use letters, digits, spaces and hyphens alone."))
        else:
            self.described.emit(SheetKind(self.sheet.currentData()), name)
