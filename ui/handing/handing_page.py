"""Choosing process notes of one session for a colleague whom the client agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from ui.handing.leave_panel import LeavePanel, LeaveShown
from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.column_page import ColumnPage
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.words_label import words_label

NOTES_LINES = 14
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One note that could be handed over: its time and its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class HandingForm:
    """Which notes go under which authorisation, and why."""

    authorisation: str
    notes: tuple[str, ...]
    reason: str


class HandingPage(ColumnPage):
    """The client's leave first, then the notes; nothing is ticked beforehand.

    Signals:
        handing_decided: a `HandingForm`.
    """

    handing_decided = Signal(object)

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.setAccessibleName(self.tr("Handing notes to a colleague"))
        self.leave = LeavePanel()
        self.notes = QListWidget()
        self.notes.setAccessibleName(self.tr("Notes of this session"))
        self.notes.setWordWrap(True)
        self.notes.setMinimumHeight(self.fontMetrics().lineSpacing() * NOTES_LINES)
        self.under = ChoiceBox()
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self._reason = LabelledField(self.tr("Why, for the one who reads it"), self.reason)
        self.hand = QPushButton(self.tr("Hand over copies"))
        self.hand.setProperty("kind", "primary")
        self._choosing = Panel(
            QCoreApplication.translate("HandingPage", "The notes"),
            QCoreApplication.translate(
                "HandingPage",
                "Copies are sealed so that this colleague alone can open them, and wait until they next open "
                "the practice. Your notes stay as they are.",
            ),
        )
        self._lay_out()
        self.hand.clicked.connect(self._decide)
        self.reason.returnPressed.connect(self._decide)

    def show_leave(self, standing: Sequence[LeaveShown], readers: Sequence[tuple[str, str]]) -> None:
        """Show what stands and who could be handed notes; without leave nothing can be chosen."""
        self.leave.show_leave(standing, readers)
        self.under.clear()
        for leave in standing:
            if leave.mine:
                self.under.addItem(one_line(leave.words, 120), leave.id)
        self._choosing.setEnabled(self.under.count() > 0)

    def show_notes(self, notes: Sequence[NoteShown]) -> None:
        """Show the notes; none is ticked."""
        self.notes.clear()
        for note in notes:
            item = QListWidgetItem(one_line(note.words, 300))
            item.setData(_ID, note.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.notes.addItem(item)

    def show_problem(self, text: str) -> None:
        """Say what went wrong; an empty text takes the words away."""
        self._choosing.show_problem(text)

    def say(self, text: str) -> None:
        """Say what was done."""
        self._choosing.say(text)

    def ticked(self) -> tuple[str, ...]:
        """The ids of the notes that are ticked."""
        items = (self.notes.item(row) for row in range(self.notes.count()))
        return tuple(str(i.data(_ID)) for i in items if i.checkState() is Qt.CheckState.Checked)

    def _decide(self) -> None:
        reason, notes = self.reason.text().strip(), self.ticked()
        self._reason.show_problem("" if reason else self.tr("Please say why."))
        self.show_problem("" if notes else self.tr("Tick the notes that are to be handed over."))
        if reason and notes:
            self.handing_decided.emit(HandingForm(str(self.under.currentData()), notes, reason))

    def _lay_out(self) -> None:
        self.head.addWidget(self.back)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.hand)
        self._choosing.lines.addWidget(LabelledField(self.tr("Under which agreement"), self.under))
        self._choosing.lines.addWidget(self.notes)
        self._choosing.lines.addWidget(self._reason)
        self._choosing.lines.addLayout(acts)
        self.lines.addWidget(words_label(self.tr("Notes for a colleague"), "lead"))
        self.lines.addWidget(self.leave)
        self.lines.addWidget(self._choosing)
