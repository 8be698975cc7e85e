"""What is asked of someone who is new in the practice; they type their own passphrase."""

from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.vault.keyring_contents import LONGEST_NAME
from kap_companion.vocabulary.people import PersonRole
from ui.unlock.passphrase_pair import PassphrasePair
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.words_label import words_label
from ui.words import person_role_word


@dataclass(frozen=True, slots=True)
class NewPersonForm:
    """A person to be added; printing it shows nothing of the passphrase."""

    name: str
    role: PersonRole
    may_add: bool
    passphrase: bytearray = field(repr=False)


class NewPersonPanel(QFrame):
    """Name, role, right, passphrase.

    Signals:
        person_described: a `NewPersonForm`; the passphrase fields are empty again.
        went_back: add nobody.
    """

    person_described = Signal(object)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self._name = LabelledField(self.tr("Name"), self.name)
        self.role = ChoiceBox()
        for role in PersonRole:
            self.role.addItem(person_role_word(role), role.value)
        self.may_add = QCheckBox(self.tr("May add and remove people"))
        self.passphrases = PassphrasePair()
        self.add = QPushButton(self.tr("Add"))
        self.add.setProperty("kind", "primary")
        self.back = QPushButton(self.tr("Not now"))
        self._busy = words_label(self.tr("Making the keys. This takes a few seconds."), "quiet")
        self._busy.hide()
        acts = QHBoxLayout()
        acts.addWidget(self._busy)
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self.add)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 8, 0, 0)
        lines.addWidget(words_label(self.tr("Someone new"), "strong"))
        lines.addWidget(self._name)
        lines.addWidget(LabelledField(self.tr("What they do here"), self.role))
        lines.addWidget(self.may_add)
        lines.addWidget(
            words_label(
                self.tr(
                    "Let them type their passphrase themselves: it opens their notes and signs in their "
                    "name. They get a recovery sheet of their own next."
                ),
                "quiet",
            )
        )
        lines.addWidget(self.passphrases)
        lines.addLayout(acts)
        order = (
            self.name,
            self.role,
            self.may_add,
            self.passphrases.first,
            self.passphrases.again,
            self.back,
            self.add,
        )
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self.name.returnPressed.connect(self.passphrases.first.setFocus)
        self.passphrases.submitted.connect(self._describe)
        self.add.clicked.connect(self._describe)
        self.back.clicked.connect(self.went_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape and self.add.isEnabled():
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def ask(self) -> None:
        """Ask anew."""
        self.forget()
        self.show()
        self.name.setFocus()

    def forget(self) -> None:
        """Nothing of what was typed is left."""
        self.name.clear()
        self._name.show_problem("")
        self.may_add.setChecked(False)
        self.role.setCurrentIndex(0)
        self.passphrases.clear()
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """While keys are made."""
        self._busy.setVisible(busy)
        for widget in (self.add, self.back, self.name, self.role, self.may_add):
            widget.setEnabled(not busy)

    def _describe(self) -> None:
        name = self.name.text().strip()
        self._name.show_problem("" if name else self.tr("Please type a name."))
        if not name or not self.add.isEnabled():
            return
        passphrase = self.passphrases.take()
        if passphrase is not None:
            self.person_described.emit(
                NewPersonForm(name, PersonRole(self.role.currentData()), self.may_add.isChecked(), passphrase)
            )
