"""What is seen between quitting and the window's end: the last backup, which nobody has to wait for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.widgets.words_label import words_label

WIDEST = 520


class LeavingPage(QWidget):
    """A backup under way, and a way out without it.

    Signals:
        left_now: close without waiting.
    """

    left_now = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Closing"))
        self._says = words_label(self.tr("Backing up before the companion closes"), "heading")
        self._problem = words_label(kind="problem")
        self._problem.hide()
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How much of the backup is done"))
        self.leave = QPushButton(self.tr("Close without it"))
        self.leave.clicked.connect(self.left_now)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        lines = QVBoxLayout(inside)
        lines.setSpacing(16)
        lines.addStretch(2)
        for widget in (self._says, self._progress, self._problem):
            lines.addWidget(widget)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.leave)
        lines.addLayout(acts)
        lines.addStretch(3)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)
        self.setFocusProxy(self.leave)

    def show_progress(self, done: float) -> None:
        """How much of the backup is done, 0 to 1."""
        self._progress.setValue(round(done * 100))

    def show_problem(self, text: str) -> None:
        """Say why there is no backup; the window closes when the person has read it."""
        self._says.setText(self.tr("The companion closes without a new backup"))
        self._progress.hide()
        self._problem.setText(text)
        self._problem.show()
        self.leave.setText(self.tr("Close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes without waiting."""
        if event.key() == Qt.Key.Key_Escape:
            self.left_now.emit()
        else:
            super().keyPressEvent(event)
