"""One quiet line at the top of the page that there is something to do about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.words_label import words_label


class Banner(QFrame):
    """What is so, and one button; hidden while it has nothing to say.

    Signals:
        pressed: the button was pressed.
    """

    pressed = Signal()

    def __init__(self, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._words = words_label()
        self.act = QPushButton(act)
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 10, 12, 10)
        across.addWidget(self._words, 1)
        across.addWidget(self.act)
        self.act.clicked.connect(self.pressed)
        self.hide()

    def say(self, words: str) -> None:
        """Say this; an empty text takes the banner away."""
        self._words.setText(one_line(words, 300))
        self.setVisible(bool(words))

    def words(self) -> str:
        """What it says now."""
        return self._words.text()
