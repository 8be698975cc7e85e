"""What changed since a session: one sentence a change, each a way to what says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.sentence_button import SentenceButton
from ui.session.finger_button import FingerButton
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change in words.

    Attributes:
        part: the id of the part it is about.
        entry: the id of the newest entry that says so; empty where it was done beside the sessions.
        when: the day it was told.
    """

    words: str
    when: str
    part: str
    entry: str


class ChangesPanel(QWidget):
    """The sentences, by part.

    Signals:
        source_wanted: the id of an entry.
        part_chosen: the id of a part, for what no entry says.
    """

    source_wanted = Signal(str)
    part_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[ChangeShown, ...] = ()
        self.heading = words_label(kind="heading")
        self._rows = Rows(0)
        self.every = FingerButton()
        self.every.setProperty("kind", "link-small")
        self.every.clicked.connect(lambda: self._fill(len(self._changes)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(self.heading)
        lines.addLayout(self._rows)
        lines.addWidget(self.every)

    def show_changes(self, heading: str, changes: Sequence[ChangeShown]) -> None:
        """Show these; nothing at all while there is no session to compare with (an empty heading)."""
        self._changes = tuple(changes)
        self.heading.setText(heading)
        self.setVisible(bool(heading))
        self._fill(AT_ONCE)

    def _fill(self, most: int) -> None:
        rows: list[QWidget] = [self._row(change) for change in self._changes[:most]]
        if not rows:
            rows = [words_label(self.tr("Nothing that was recorded."), "lead")]
        self._rows.replace(rows)
        rest = len(self._changes) - most
        self.every.setText(self.tr("Show {n} more").format(n=rest))
        self.every.setVisible(rest > 0)

    def _row(self, change: ChangeShown) -> SentenceButton:
        row = SentenceButton(change.words, change.when)
        if change.entry:
            row.clicked.connect(lambda: self.source_wanted.emit(change.entry))
        else:
            row.clicked.connect(lambda: self.part_chosen.emit(change.part))
        return row
