"""A question in the room itself, above the capture line: answered by keys, while the focus stays there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.widgets.announcement import announce


class AskingBar(QFrame):
    """Hidden while nothing is asked; it takes no focus and has nothing to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar-raised")
        self._says = QLabel(self)
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._says.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.addWidget(self._says, 1)
        self.hide()

    @property
    def says(self) -> str:
        """The question, or nothing."""
        return self._says.text()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for an answer, veiled or not."""
        return not self.isHidden()

    def ask(self, words: str) -> None:
        """Ask; a screen reader says it too, unless the room is veiled."""
        self._says.setText(words)
        self.show()
        if self.isVisible():
            announce(self, words)

    def settle(self) -> None:
        """The question was answered, or left."""
        self._says.setText("")
        self.hide()
