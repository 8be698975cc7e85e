"""A panel that opens on a page to ask for one thing, and closes by Esc."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.self_energy import Rater
from ui.one_line import one_line
from ui.widgets.panel import Panel

SMALLEST = 44


class AskingPanel(Panel):
    """What is asked for is added to `asked`; below it the way back and the act itself.

    Signals:
        went_back: nothing is to be done after all.
    """

    went_back = Signal()

    def __init__(self, heading: str, act: str, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(heading, about, parent)
        self.asked = QVBoxLayout()
        self.asked.setSpacing(10)
        self.act = QPushButton(act)
        self.act.setProperty("kind", "primary")
        self.back = QPushButton(self.tr("Not now"))
        self.acts = QHBoxLayout()
        self.acts.setSpacing(12)
        self.acts.addWidget(self.act)
        self.acts.addWidget(self.back)
        self.acts.addStretch(1)
        for button in (self.act, self.back):
            button.setMinimumHeight(SMALLEST)
        self.lines.addLayout(self.asked)
        self.lines.addLayout(self.acts)
        self.back.clicked.connect(self.went_back)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the page."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif entered and self.isHidden():
            # What was entered closed the panel: the same key must not press what has the focus now.
            event.accept()
        else:
            super().keyPressEvent(event)


class SaidBy(QWidget):
    """Whose word it is: the client's, or a guess of one's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.client = QRadioButton()
        self.facilitator = QRadioButton(self.tr("my guess"))
        self.client.setChecked(True)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(24)
        for choice in (self.client, self.facilitator):
            choice.setMinimumHeight(SMALLEST)
            across.addWidget(choice)
        across.addStretch(1)

    def ask(self, client: str) -> None:
        """Ask anew, of a client."""
        self.client.setText(self.tr("said by {client}").format(client=one_line(client, 40)))
        self.client.setChecked(True)

    def rater(self) -> Rater:
        """Whose word it is."""
        return Rater.CLIENT if self.client.isChecked() else Rater.FACILITATOR
