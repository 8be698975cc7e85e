"""What was found of the words in the find field: parts, lines of sessions, what was told beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.search_times import SearchTime
from ui.parts.sentence_button import SentenceButton
from ui.session.finger_button import FINGER
from ui.widgets.announcement import announce
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.following_area import FollowingArea
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class HitShown:
    """One thing found.

    Attributes:
        words: what was found, in a line.
        when: where and when it was told.
        part: the id of the part it is about; empty for none.
        session: the id of the session it is in; empty where it is in none.
        entry: the id of the entry; empty where it is none.
    """

    words: str
    when: str
    part: str = ""
    session: str = ""
    entry: str = ""


class SearchPanel(QWidget):
    """The hits, newest first as given, and of which session and time they may be.

    Attributes:
        hits: what is shown.

    Signals:
        narrowed: `session` or `time` is another one.
        part_chosen: the id of a part.
        session_wanted: the ids of a session and of an entry in it.
        left: back to where one searched from.
    """

    narrowed = Signal()
    part_chosen = Signal(str)
    session_wanted = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits: tuple[HitShown, ...] = ()
        self._said = words_label(kind="heading")
        self.sessions = ChoiceBox()
        self.sessions.setAccessibleName(self.tr("Search in"))
        self.sessions.setMinimumHeight(FINGER)
        self.times = ChoiceBox()
        self.times.setAccessibleName(self.tr("Search in the time"))
        self.times.setMinimumHeight(FINGER)
        self._rows = Rows(0)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 12, 12)
        lines.addLayout(self._rows)
        lines.addStretch(1)
        area = FollowingArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(self._said, 1)
        head.addWidget(self.sessions)
        head.addWidget(self.times)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(area, 1)
        for choice in (self.sessions, self.times):
            choice.currentIndexChanged.connect(lambda _index: self.narrowed.emit())

    def offer_sessions(self, sessions: Sequence[tuple[str, str]]) -> None:
        """Offer these to search in alone: (words, id), in the order they are to be shown."""
        chosen = self.sessions.currentData()
        self.sessions.blockSignals(True)
        self.sessions.clear()
        self.sessions.addItem(self.tr("All sessions"), "")
        for words, session_id in sessions:
            self.sessions.addItem(words, session_id)
        self.sessions.setCurrentIndex(max(self.sessions.findData(chosen), 0))
        self.sessions.blockSignals(False)

    def offer_times(self, times: Sequence[SearchTime]) -> None:
        """Offer these stretches of time, in the order they are to be shown."""
        chosen = self.times.currentText()
        self.times.blockSignals(True)
        self.times.clear()
        for time in times:
            self.times.addItem(time.words, time)
        self.times.setCurrentIndex(max(self.times.findText(chosen), 0))
        self.times.blockSignals(False)

    def time(self) -> SearchTime | None:
        """The stretch of time that is searched; None before any was offered."""
        chosen = self.times.currentData()
        return chosen if isinstance(chosen, SearchTime) else None

    def session(self) -> str:
        """The id of the session that is searched alone; empty for all."""
        return str(self.sessions.currentData() or "")

    def show_hits(self, hits: Sequence[HitShown]) -> None:
        """Show what was found."""
        if not hits:
            said = self.tr("Nothing found.")
        elif len(hits) == 1:
            said = self.tr("1 found")
        else:
            said = self.tr("{n} found").format(n=len(hits))
        self._said.setText(said)
        announce(self._said, said)
        self.hits = tuple(hits)
        self._rows.replace([self._row(hit) for hit in hits])

    def first(self) -> SentenceButton | None:
        """The first hit."""
        widget = next(iter(self._rows.shown), None)
        return widget if isinstance(widget, SentenceButton) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the hits, Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _row(self, hit: HitShown) -> SentenceButton:
        row = SentenceButton(hit.words, hit.when)
        if hit.entry:
            row.clicked.connect(lambda: self.session_wanted.emit(hit.session, hit.entry))
        elif hit.part:
            row.clicked.connect(lambda: self.part_chosen.emit(hit.part))
        return row
