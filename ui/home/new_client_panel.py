"""What is asked of a new client: hardly anything."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.names import fold
from ui.widgets.labelled_field import LabelledField
from ui.widgets.words_label import words_label

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class NewClientForm:
    """A client to be added: the name as they want it shown, and their pronouns or nothing."""

    name: str
    pronouns: str


class NewClientPanel(QFrame):
    """Name, pronouns, Add.

    Signals:
        client_described: a `NewClientForm`.
        went_back: add nobody.
    """

    client_described = Signal(object)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._taken: frozenset[str] = frozenset()
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self._name = LabelledField(self.tr("Name, as they want it shown"), self.name)
        self.pronouns = QLineEdit()
        self.pronouns.setMaxLength(LONGEST_NAME)
        self.pronouns.setPlaceholderText(self.tr("such as they/them"))
        self.add = QPushButton(self.tr("Add"))
        self.add.setProperty("kind", "primary")
        back = QPushButton(self.tr("Not now"))
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(back)
        acts.addWidget(self.add)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(8)
        lines.addWidget(words_label(self.tr("A new client"), "heading"))
        lines.addWidget(self._name)
        lines.addWidget(LabelledField(self.tr("Pronouns, if they said"), self.pronouns))
        lines.addLayout(acts)

        self.name.returnPressed.connect(self.pronouns.setFocus)
        self.pronouns.returnPressed.connect(self._describe)
        self.add.clicked.connect(self._describe)
        back.clicked.connect(self.went_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, taken: frozenset[str]) -> None:
        """Ask anew; `taken` are the folded names that are already here."""
        self._taken = taken
        self.name.clear()
        self.pronouns.clear()
        self._name.show_problem("")
        self.show()
        self.name.setFocus()

    def _describe(self) -> None:
        name = self.name.text().strip()
        if not name:
            self._name.show_problem(self.tr("Please type a name."))
        elif fold(name) in self._taken:
            self._name.show_problem(
                self.tr("Someone by that name is already here. Add a letter to tell them apart.")
            )
        else:
            self._name.show_problem("")
            self.client_described.emit(NewClientForm(name, self.pronouns.text().strip()))
