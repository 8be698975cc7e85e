"""Adding a part that no line of a session has brought up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kap_companion.vocabulary.roles import Role
from ui import theme
from ui.parts.asking_panel import SMALLEST, AskingPanel
from ui.theme import Light
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.words import ROLE_GLYPH, role_word

# Not known yet is where most parts begin.
ROLES = (Role.UNKNOWN, *(role for role in Role if role is not Role.UNKNOWN))


class AddingPanel(AskingPanel):
    """A name and a role.

    Signals:
        added: the name, and the `Role`.
    """

    added = Signal(str, object)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("A part to be added"), self.tr("Add"), parent=parent)
        self.name = QLineEdit()
        self.role = ChoiceBox()
        self.role.setMinimumHeight(SMALLEST)
        for role in ROLES:
            words = self.tr("Not known yet") if role is Role.UNKNOWN else role_word(role)
            self.role.addItem(theme.icon(ROLE_GLYPH[role], light.role(role.value)), words, role)
        self.asked.addWidget(LabelledField(self.tr("Name"), self.name))
        self.asked.addWidget(LabelledField(self.tr("Role"), self.role))
        self.name.returnPressed.connect(self.act.click)
        self.act.clicked.connect(lambda: self.added.emit(self.name.text(), ROLES[self.role.currentIndex()]))

    def ask(self) -> None:
        """Ask for a name."""
        self.show_problem("")
        self.name.clear()
        self.role.setCurrentIndex(0)
        self.show()
        self.name.setFocus()
