"""A sentence that can be pressed: it breaks into lines where it must."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.session.finger_button import FINGER
from ui.widgets.words_label import words_label


class SentenceButton(QPushButton):
    """Anybody's words on one side, a few quiet ones on the other."""

    def __init__(self, words: str, beside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setProperty("kind", "row")
        self.setAccessibleName(words)
        self.setAccessibleDescription(beside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(FINGER)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 6, 0, 6)
        across.setSpacing(16)
        said, quiet = words_label(words), words_label(beside, "quiet")
        quiet.setWordWrap(False)
        for label in (said, quiet):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        across.addWidget(said, 1)
        across.addWidget(quiet)

    def sizeHint(self) -> QSize:
        """What the words need, and at least a finger's height."""
        return self._inside().totalSizeHint().expandedTo(QSize(FINGER, FINGER))

    def minimumSizeHint(self) -> QSize:
        """A few words a line."""
        return self._inside().totalMinimumSize().expandedTo(QSize(FINGER, FINGER))

    def _inside(self) -> QHBoxLayout:
        inside = self.layout()
        assert isinstance(inside, QHBoxLayout)
        return inside
