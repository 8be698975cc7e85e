"""A button that a finger can hit, however small its words are."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

FINGER = 44


class FingerButton(QPushButton):
    """As large as its words need, and at least as large as a finger; what is painted may be smaller."""

    def sizeHint(self) -> QSize:
        """What the words need."""
        return super().sizeHint().expandedTo(QSize(FINGER, FINGER))

    def minimumSizeHint(self) -> QSize:
        """What the words need: they are never cut."""
        return super().minimumSizeHint().expandedTo(QSize(FINGER, FINGER))
