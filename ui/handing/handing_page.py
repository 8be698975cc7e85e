"""Private notes of a session: copied to the record, or handed to a colleague by the client’s leave."""

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

from ui.handing.copy_panel import CopyPanel
from ui.handing.leave_panel import LeavePanel, LeaveShown
from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.column_page import ColumnPage
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel

NOTES_LINES = 14
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One note: its time with its words as the list shows them, and the words alone."""

    id: str
    line: str
    words: str


@dataclass(frozen=True, slots=True)
class HandingForm:
    """Which notes go under which authorisation, and why."""

    authorisation: str
    notes: tuple[str, ...]
    reason: str


class HandingPage(ColumnPage):
    """The notes; what of one goes to the record; and, by the client's leave, the ticked ones to a colleague.

    Signals:
        handing_decided: a `HandingForm`.
    """

    handing_decided = Signal(object)

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.setAccessibleName(self.tr("Private notes of the session"))
        self._words: dict[str, str] = {}
        self.copying = CopyPanel()
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
            QCoreApplication.translate("HandingPage", "Hand the ticked notes to a colleague"),
            QCoreApplication.translate(
                "HandingPage",
                "Copies are sealed so that this colleague alone can open them, and wait until they next open "
                "the practice. Your notes stay as they are.",
            ),
        )
        self._lay_out()
        self.hand.clicked.connect(self._decide)
        self.notes.currentItemChanged.connect(self._choose)
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
        self._words = {note.id: note.words for note in notes}
        for note in notes:
            item = QListWidgetItem(one_line(note.line, 300))
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

    def _choose(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        note = "" if now is None else str(now.data(_ID))
        self.copying.choose(note, self._words.get(note, ""))

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
        self._choosing.lines.addWidget(self._reason)
        self._choosing.lines.addLayout(acts)
        mine = Panel(
            self.tr("Your private notes"),
            self.tr("Nobody else in the practice can read these. Choose one for the record, or tick some."),
        )
        mine.lines.addWidget(self.notes)
        for panel in (mine, self.copying, self.leave, self._choosing):
            self.lines.addWidget(panel)
