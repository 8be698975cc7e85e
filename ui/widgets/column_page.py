"""A page of daylight with one column in its middle, and Esc that leads back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.elided_label import ElidedLabel
from ui.widgets.following_area import FollowingArea

WIDEST = 900


class ColumnPage(QWidget):
    """A title with a way back; what a page holds is added to `lines`, its acts to `head`.

    Signals:
        left: back to where one came from.
    """

    left = Signal()

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(self.left)
        title = ElidedLabel(kind="title")
        title.show_text(heading)
        self.head = QHBoxLayout()
        self.head.addWidget(title, 1)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(44, 28, 44, 28)
        column.setSpacing(18)
        column.addLayout(self.head)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(18)
        column.addLayout(self.lines)
        column.addStretch(1)
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)
        area = FollowingArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(self.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
