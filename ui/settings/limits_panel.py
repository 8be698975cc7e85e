"""Limits for vitals that hold until others take their place: the practice's, or one client's orders."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

LONGEST = 400


class LimitsPanel(Panel):
    """What holds now, and one line to set others, typed as in the room.

    Args:
        heading: whose limits they are.
        about: what they are for, and before which others they come.
        parent: the page.
        closes: whether it can be put away, by a button and by Esc.

    Signals:
        limits_typed: the line, such as "bp 160/100 spo2 92 by Dr. Okafor, standing order".
        limits_dropped: none are to stand any more.
        went_back: leave them as they are; only where it closes.
    """

    limits_typed = Signal(str)
    limits_dropped = Signal()
    went_back = Signal()

    def __init__(
        self, heading: str, about: str, parent: QWidget | None = None, *, closes: bool = False
    ) -> None:
        super().__init__(heading, about, parent)
        self._rows = Rows(spacing=6)
        self.lines.addLayout(self._rows)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(self.tr("bp 160/100  hr 50-120  spo2 92  by NAME, where it is written"))
        self.set_them = QPushButton(self.tr("Set these limits"))
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.line, 1)
        across.addWidget(self.set_them)
        self.lines.addWidget(LabelledField(self.tr("Limits"), self.line, row))
        self._closes = closes
        self.drop = QPushButton(self.tr("Take these limits away"))
        self.drop.setProperty("kind", "link")
        self.drop.hide()
        self.back = QPushButton(self.tr("Done"))
        acts = QHBoxLayout()
        acts.addWidget(self.drop)
        acts.addStretch(1)
        acts.addWidget(self.back)
        self.lines.addLayout(acts)
        if not closes:
            self.back.hide()
        self.line.returnPressed.connect(self._submit)
        self.set_them.clicked.connect(self._submit)
        self.drop.clicked.connect(self.limits_dropped)
        self.back.clicked.connect(self.went_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: put it away, where it can be."""
        if self._closes and event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def show_limits(self, words: Sequence[str]) -> None:
        """Show what holds, a sentence each, with who set it, when and from where."""
        said = list(words) or [self.tr("None are set here.")]
        self._rows.replace([words_label(one_line(each)) for each in said])
        if not words and self.drop.hasFocus():
            self.line.setFocus()
        self.drop.setVisible(bool(words))

    def forget_line(self) -> None:
        """What was typed is taken in."""
        self.line.clear()
        self.show_problem("")

    def _submit(self) -> None:
        if self.line.text().strip():
            self.limits_typed.emit(self.line.text())
