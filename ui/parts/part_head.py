"""The head of a part's page: its glyph and name, what it is said to be, what can be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from ui.home.client_pane import ISOLATED
from ui.one_line import one_line
from ui.parts.field_words import day_said, role_said
from ui.parts.part_shown import PartShown
from ui.theme import Light
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.words_label import words_label
from ui.words import ROLE_GLYPH, role_word

GLYPH_LINES = 2.2
MOST_NAMES = 6
BETWEEN = 12
NAME_LETTERS = 32
SMALLEST = 44


class PartHead(QWidget):
    """Says who it is; each button opens a panel of the page."""

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self._glyph: Glyph | None = None
        self._glyph_box = QVBoxLayout()
        self.name = ElidedLabel(kind="title")
        self.about = words_label(kind="lead")
        self.rename = self._button(self.tr("Rename"))
        self.role = self._button(self.tr("Role…"))
        self.same = self._button(self.tr("Same as…"))
        self.split = self._button(self.tr("Split…"))
        self.six_fs = self._button(self.tr("Begin the six F’s"))
        who = QVBoxLayout()
        who.setSpacing(4)
        who.addWidget(self.name)
        who.addWidget(self.about)
        self._buttons = (self.rename, self.role, self.same, self.split, self.six_fs)
        self._acts = QWidget()
        flow = FlowLayout(self._acts, across=BETWEEN)
        for button in self._buttons:
            flow.addWidget(button)
        self._cells = QGridLayout(self)
        self._cells.setContentsMargins(0, 0, 0, 0)
        self._cells.setHorizontalSpacing(18)
        self._cells.setVerticalSpacing(14)
        self._cells.addLayout(self._glyph_box, 0, 0)
        self._cells.addLayout(who, 0, 1)
        self._cells.addWidget(self._acts, 1, 0, 1, 3)
        self._cells.setColumnStretch(1, 1)

    def show_part(self, shown: PartShown) -> None:
        """Say who it is."""
        role = shown.part.role
        if self._glyph is not None:
            self._glyph_box.removeWidget(self._glyph)
            self._glyph.deleteLater()
        self._glyph = Glyph(ROLE_GLYPH[role], self._light.role(role.value), GLYPH_LINES)
        self._glyph.setToolTip(role_word(role))
        self._glyph_box.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        self.name.show_text(shown.label)
        self.about.setText(self._about_words(shown))
        self.same.setEnabled(bool(shown.others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the name where there is room, else beneath it."""
        super().resizeEvent(event)
        in_line = sum(button.sizeHint().width() + BETWEEN for button in self._buttons) - BETWEEN
        beside = self.width() >= in_line + self.fontMetrics().averageCharWidth() * NAME_LETTERS
        self._cells.removeWidget(self._acts)
        self._acts.setMinimumWidth(in_line if beside else 0)
        if beside:
            self._cells.addWidget(self._acts, 0, 2, Qt.AlignmentFlag.AlignTop)
        else:
            self._cells.addWidget(self._acts, 1, 0, 1, 3)

    def _about_words(self, shown: PartShown) -> str:
        said = [self._role_words(shown)]
        names = [f"“{ISOLATED.format(text=one_line(name, 80))}”" for name in shown.part.aliases[:MOST_NAMES]]
        if names:
            more = len(shown.part.aliases) - len(names)
            listed = ", ".join(names)
            also = self.tr("also {names}").format(names=listed)
            said.append(also if more <= 0 else self.tr("{also} and {n} more").format(also=also, n=more))
        if shown.strips:
            since = day_said(shown.strips[0].session.anchor.date(), shown.today)
            count = sum(bool(strip.sources) for strip in shown.strips)
            words = (
                self.tr("in {n} session since {day}")
                if count == 1
                else self.tr("in {n} sessions since {day}")
            )
            said.append(words.format(n=count, day=since))
        return " · ".join(said)

    def _role_words(self, shown: PartShown) -> str:
        role = role_said(shown.part.role)
        said_by = {reading.by for reading in shown.roles if reading.role is shown.part.role}
        if shown.part.role is Role.UNKNOWN or not said_by:
            return role
        if Rater.CLIENT in said_by:
            client = one_line(shown.parts.client.name, 40)
            return self.tr("{role}, says {client}").format(role=role, client=client)
        return self.tr("{role}, as the facilitator sees it").format(role=role)

    @staticmethod
    def _button(words: str) -> QPushButton:
        button = QPushButton(words)
        button.setMinimumHeight(SMALLEST)
        return button
