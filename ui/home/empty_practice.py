"""What a practice without clients shows: an invitation."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import Light
from ui.widgets.glyph import Glyph
from ui.widgets.words_label import words_label
from ui.words import SELF_GLYPH


class EmptyPractice(QWidget):
    """A leaf, a sentence, and the one thing to do.

    Signals:
        add_chosen: the first client is to be added.
    """

    add_chosen = Signal()

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = QPushButton(self.tr("Add your first client"))
        self.add.setProperty("kind", "primary")
        self.add.setToolTip("Ctrl+N")
        lines = QVBoxLayout(self)
        lines.setSpacing(8)
        lines.addStretch(2)
        lines.addWidget(Glyph(SELF_GLYPH, light.self_energy, 2.2))
        lines.addSpacing(8)
        lines.addWidget(words_label(self.tr("Nobody is here yet"), "title"))
        lines.addWidget(
            words_label(
                self.tr("Add the first person you sit with. A name as they want it is enough."), "lead"
            )
        )
        lines.addSpacing(14)
        lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(3)
        self.add.clicked.connect(self.add_chosen)
