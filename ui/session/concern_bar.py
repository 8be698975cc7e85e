"""What is open stays in sight: a quiet line above the capture line until somebody closes it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.widgets.announcement import announce

LEAST_HEIGHT = 44


class ConcernBar(QFrame):
    """Hidden while nothing is open; it takes no focus.

    Signals:
        opened: all that is open is wanted on a sheet.
        line_wanted: the beginning of the line that says what was done.
    """

    opened = Signal()
    line_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar-raised")
        self.setAccessibleName(self.tr("What is open"))
        self._line = ""
        self._says = QLabel(self)
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._says.setProperty("kind", "problem")
        self._says.setWordWrap(True)
        self._says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._answer = self._button(self.tr("Say what was done"))
        self._answer.clicked.connect(lambda: self.line_wanted.emit(self._line))
        self._all = self._button(self.tr("All that is open · Ctrl+O"))
        self._all.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        row.addWidget(self._says, 1)
        row.addWidget(self._answer)
        row.addWidget(self._all)
        self.hide()

    @property
    def says(self) -> str:
        """What is open, in words."""
        return self._says.text()

    def show_open(self, words: str, line: str) -> None:
        """Show what is open; nothing where `words` are empty.

        Args:
            words: which and since when.
            line: the beginning of the line that answers the newest.
        """
        self._line = line
        if words == self._says.text():
            return
        self._says.setText(words)
        self.setVisible(bool(words))
        if words and self.isVisible():
            announce(self, words)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumHeight(LEAST_HEIGHT)
        return button
