"""What is about no part: the client's own words, the qualities of Self that were there, what was promised."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.worksheets.on_the_table import Table
from ui.review.ticks import Ticks, ticks_of
from ui.widgets.words_label import words_label


class OwnTold(QWidget):
    """Three short lists of ticks; one that is empty is not there.

    Signals:
        ticked: keys, and whether they go home.
    """

    ticked = Signal(tuple, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(words_label(self.tr("Ticked is what goes home"), "lead", self))
        self._lists: list[tuple[QWidget, Ticks, str]] = []
        for heading in (
            self.tr("In your own words"),
            self.tr("Self was here too"),
            self.tr("Between now and then"),
        ):
            words, ticks = words_label(heading, "heading", self), Ticks(self)
            ticks.ticked.connect(self.ticked)
            self._lists.append((words, ticks, heading))
            column.addSpacing(6)
            column.addWidget(words)
            column.addWidget(ticks)
        column.addStretch(1)

    def show_table(self, table: Table) -> None:
        """Show what lies there."""
        lying = (table.own_words, table.self_energy, table.promises)
        if lying == self._shown:
            return
        self._shown = lying
        for (words, ticks, heading), offers in zip(self._lists, lying, strict=True):
            ticks.show_ticks(ticks_of(offers), heading)
            words.setVisible(bool(offers))
            ticks.setVisible(bool(offers))

    def show_ticks(self, ticked: frozenset[str], tickable: frozenset[str]) -> None:
        """Show what goes home, and what may."""
        for _words, ticks, _heading in self._lists:
            ticks.show_state(ticked, tickable)
