"""The client's leave: to whom their notes may be handed, in what scope, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class LeaveShown:
    """An authorisation that stands: a line with who, what and since when; `mine` where it opens my notes."""

    id: str
    words: str
    mine: bool


@dataclass(frozen=True, slots=True)
class LeaveForm:
    """What the client agrees to: who may read chosen notes, and the scope in words."""

    reader: str
    scope: str


class LeavePanel(Panel):
    """Authorisations that stand, and a form for a new one.

    Signals:
        leave_given: a `LeaveForm`.
        leave_withdrawn: the id of an authorisation.
    """

    leave_given = Signal(object)
    leave_withdrawn = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("LeavePanel", "What the client agreed to"),
            QCoreApplication.translate(
                "LeavePanel",
                "Your process notes are handed to nobody without the client’s authorisation. It can be taken "
                "back at any time; what was received before stays received.",
            ),
            parent,
        )
        self._rows = Rows(4)
        self.reader = ChoiceBox()
        self.scope = QLineEdit()
        self.scope.setMaxLength(500)
        self._scope = LabelledField(self.tr("What they agreed to, in words"), self.scope)
        self.give = QPushButton(self.tr("The client agrees"))
        self._form = QWidget()
        form = Rows(6)
        self._form.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(LabelledField(self.tr("To whom"), self.reader))
        form.addWidget(self._scope)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.give)
        form.addLayout(acts)
        self.lines.addLayout(self._rows)
        self.lines.addWidget(self._form)
        self.give.clicked.connect(self._give)
        self.scope.returnPressed.connect(self._give)

    def show_leave(self, standing: Sequence[LeaveShown], readers: Sequence[tuple[str, str]]) -> None:
        """Show what stands, and who could be handed notes: (id, name) of each colleague with a notebook."""
        self._rows.replace(
            [self._row(each) for each in standing] or [words_label(self.tr("Nothing so far."), "quiet")]
        )
        self.reader.clear()
        for person_id, name in readers:
            self.reader.addItem(one_line(name, 80), person_id)
        self._form.setVisible(bool(readers))
        self.scope.clear()

    def _row(self, leave: LeaveShown) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(words_label(leave.words), 1)
        back = QPushButton(self.tr("Taken back by the client"))
        back.setAccessibleName(self.tr("Taken back by the client: {words}").format(words=leave.words))
        back.setProperty("kind", "link")
        back.clicked.connect(partial(self.leave_withdrawn.emit, leave.id))
        across.addWidget(back)
        return row

    def _give(self) -> None:
        scope = self.scope.text().strip()
        self._scope.show_problem("" if scope else self.tr("Please say what the client agreed to."))
        if scope and self.reader.currentData():
            self.leave_given.emit(LeaveForm(str(self.reader.currentData()), scope))
