"""What was told of one field before, opened in its place: newest first, a few at a time."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.what_is_known import FieldKnown, Told
from ui.parts.field_words import told_words, value_words
from ui.parts.when_told import SMALLEST, when_told
from ui.widgets.words_label import words_label

AT_ONCE = 12


class EarlierReadings(QWidget):
    """The readings before the newest one.

    Signals:
        source_wanted: the id of the entry that a reading comes from.
    """

    source_wanted = Signal(str)

    def __init__(
        self, known: FieldKnown, parts: ClientParts, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._known = known
        self._parts = parts
        self._today = today
        self._shown = 0
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 8)
        self._lines.setSpacing(4)
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.setMinimumHeight(SMALLEST)
        self.more.clicked.connect(self._show_more)
        self._lines.addWidget(self.more)
        self._show_more()

    def _show_more(self) -> None:
        upto = self._shown + AT_ONCE
        for told in self._known.earlier[self._shown : upto]:
            self._lines.insertWidget(self._lines.count() - 1, self._line(told))
        self._shown = min(upto, len(self._known.earlier))
        rest = len(self._known.earlier) - self._shown
        self.more.setText(self.tr("{n} more").format(n=rest))
        self.more.setVisible(rest > 0)

    def _line(self, told: Told) -> QWidget:
        line = QWidget(self)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(words_label(value_words(self._known.field, told), "lead"), 1)
        words = told_words(self._known.field, told, self._parts, self._today)
        across.addWidget(when_told(words, told, self.source_wanted.emit))
        return line
