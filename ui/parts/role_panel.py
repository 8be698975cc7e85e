"""Which role a part has, who says so, and which it was said to have before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from ui import theme
from ui.one_line import one_line
from ui.parts.asking_panel import SMALLEST, AskingPanel, SaidBy
from ui.parts.field_words import day_said
from ui.parts.part_shown import PartShown
from ui.theme import Light
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label
from ui.words import ROLE_GLYPH, role_word

# In the order of the vocabulary; not known is an answer like the others.
ROLES = tuple(Role)


class RolePanel(AskingPanel):
    """Asks for a role; the roles said before stay on the page.

    Signals:
        role_chosen: a `Role` and the `Rater` who says so.
    """

    role_chosen = Signal(object, object)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Which role does it have?"),
            self.tr("Keep"),
            self.tr("Not knowing is an answer too. A role may change; every one said before is kept."),
            parent,
        )
        self.role = ChoiceBox()
        self.role.setMinimumHeight(SMALLEST)
        for role in ROLES:
            words = self.tr("Not known yet") if role is Role.UNKNOWN else role_word(role)
            self.role.addItem(theme.icon(ROLE_GLYPH[role], light.role(role.value)), words, role)
        self.by = SaidBy()
        self._before = Rows(2)
        self.asked.addWidget(LabelledField(self.tr("Role"), self.role))
        self.asked.addWidget(self.by)
        self.lines.addLayout(self._before)
        self.act.clicked.connect(self._choose)

    def ask(self, shown: PartShown) -> None:
        """Ask for the role of a part."""
        self.show_problem("")
        self.role.setCurrentIndex(ROLES.index(shown.part.role))
        self.by.ask(shown.parts.client.name)
        self._before.replace(self._history(shown))
        self.show()
        self.role.setFocus()

    def _history(self, shown: PartShown) -> list[QWidget]:
        client = one_line(shown.parts.client.name, 40)
        lines: list[QWidget] = []
        for reading in shown.roles:
            who = client if reading.by is Rater.CLIENT else self.tr("the facilitator")
            day = day_said(reading.at.date(), shown.today)
            said = self.tr("{day}: {role}, said {who}").format(day=day, role=role_word(reading.role), who=who)
            lines.append(words_label(said, "quiet"))
        return lines

    def _choose(self) -> None:
        self.role_chosen.emit(ROLES[self.role.currentIndex()], self.by.rater())
