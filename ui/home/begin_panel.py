"""What is asked before a session begins, right on the client's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kap_companion.vocabulary.protocol import Protocol, VisitKind
from ui.home.visit_words import visit_words
from ui.home.weight import kilograms
from ui.one_line import one_line
from ui.widgets.announcement import announce
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.words_label import words_label

LONGEST_INTENTION = 500
NARROW_LINES = 42


@dataclass(frozen=True, slots=True)
class BeginForm:
    """A session to begin; `weight_kg` is None where nobody was weighed, as at a visit without a dose."""

    client: str
    protocol: str
    intention: str
    weight_kg: float | None


class BeginPanel(QFrame):
    """Protocol, intention, weight, Begin.

    Args:
        protocols: those that can be chosen; without one no session begins.
        parent: the page.

    Signals:
        begin_requested: a `BeginForm`.
        paper_log_requested: the key of the chosen protocol; its paper log is to be saved.
        went_back: begin none.
    """

    begin_requested = Signal(object)
    paper_log_requested = Signal(str)
    went_back = Signal()

    def __init__(self, protocols: Sequence[Protocol], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._client = ""
        self._protocols = {protocol.key: protocol for protocol in protocols}
        self._title = words_label(kind="heading")
        self.protocol = ChoiceBox()
        for protocol in protocols:
            self.protocol.addItem(one_line(protocol.name, 80), protocol.key)
        self._visit = words_label(kind="quiet")
        self._said = words_label(kind="quiet")
        self._said.hide()
        self.intention = QLineEdit()
        self.intention.setMaxLength(LONGEST_INTENTION)
        self.intention.setPlaceholderText(self.tr("in the client’s own words"))
        self.weight = QLineEdit()
        self.weight.setPlaceholderText(self.tr("not weighed"))
        self._weight = LabelledField(self.tr("Weight in kg, for mg/kg"), self.weight)
        self.begin = QPushButton(self.tr("Begin"))
        self.begin.setProperty("kind", "primary")
        self.begin.setEnabled(bool(protocols))
        self.paper_log = QPushButton(self.tr("Save a paper log"))
        self.paper_log.setProperty("kind", "link")
        self.paper_log.setAccessibleName(self.tr("Save a paper log of this protocol, to be printed"))
        self.paper_log.setEnabled(bool(protocols))
        back = QPushButton(self.tr("Not now"))

        self._fields = QGridLayout()
        self._fields.setHorizontalSpacing(16)
        self._protocol = LabelledField(self.tr("Protocol"), self.protocol)
        self._intention = LabelledField(self.tr("Intention"), self.intention)
        self._is_narrow = False
        self._arrange(narrow=False)
        acts = QHBoxLayout()
        acts.addWidget(self.paper_log)
        acts.addStretch(1)
        acts.addWidget(back)
        acts.addWidget(self.begin)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(8)
        lines.addWidget(self._title)
        lines.addLayout(self._fields)
        lines.addWidget(self._visit)
        lines.addWidget(self._said)
        lines.addLayout(acts)

        in_order = (self.protocol, self.intention, self.weight, self.paper_log, back, self.begin)
        for before, after in pairwise(in_order):
            self.setTabOrder(before, after)
        self.protocol.currentIndexChanged.connect(self._follow_protocol)
        self.paper_log.clicked.connect(lambda: self.paper_log_requested.emit(self._key()))
        self.intention.returnPressed.connect(self._begin)
        self.weight.returnPressed.connect(self._begin)
        self.begin.clicked.connect(self._begin)
        back.clicked.connect(self.went_back)
        self._follow_protocol()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, client_id: str, number: int) -> None:
        """Ask for the client's session of that number; another client's answers are forgotten."""
        self._title.setText(self.tr("Begin session {number}").format(number=number))
        if client_id != self._client:
            self._client = client_id
            self.intention.clear()
            self.weight.clear()
            self._weight.show_problem("")
            self.say("")
        self.show()
        self.intention.setFocus()

    def say(self, text: str) -> None:
        """Say how saving a paper log went; an empty text takes the words away."""
        self._said.setText(one_line(text, 300))
        self._said.setVisible(bool(text))
        announce(self._said, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All in one line where there is room, else the intention in a line of its own."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().height() * NARROW_LINES
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._arrange(narrow=narrow)

    def _arrange(self, *, narrow: bool) -> None:
        for field in (self._protocol, self._intention, self._weight):
            self._fields.removeWidget(field)
        top = Qt.AlignmentFlag.AlignTop
        self._fields.addWidget(self._protocol, 0, 0, top)
        self._fields.addWidget(self._weight, 0, 1 if narrow else 2, top)
        if narrow:
            self._fields.addWidget(self._intention, 1, 0, 1, 2, top)
        else:
            self._fields.addWidget(self._intention, 0, 1, top)
        self._fields.setColumnStretch(1, 1)

    def _key(self) -> str:
        return str(self.protocol.currentData())

    def _chosen(self) -> Protocol | None:
        return self._protocols.get(self._key())

    def _follow_protocol(self) -> None:
        chosen = self._chosen()
        self._visit.setText(visit_words(chosen) if chosen else "")
        self._weight.setVisible(chosen is None or chosen.visit is VisitKind.DOSING)
        self.say("")

    def _begin(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            weight_kg = kilograms(self.weight.text()) if chosen.visit is VisitKind.DOSING else None
        except ValueError:
            self._weight.show_problem(self.tr("Type kilograms, such as 70.5, or nothing."))
            return
        self._weight.show_problem("")
        self.begin_requested.emit(
            BeginForm(
                client=self._client,
                protocol=chosen.key,
                intention=self.intention.text().strip(),
                weight_kg=weight_kg,
            )
        )
