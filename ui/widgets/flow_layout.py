"""Widgets in lines, like words in a paragraph."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Puts widgets side by side and breaks the line where the next does not fit.

    A window asks for the height at one width after the other, dozens of times before it is first painted:
    what each item wants, and each height, is kept until one of them changes.
    """

    def __init__(self, parent: QWidget | None = None, across: int = 18, down: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across = across
        self._down = down
        self._wanted: list[tuple[int, int]] | None = None
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self._items.append(item)
        self._forget_sizes()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the one at a place out, or None."""
        self._forget_sizes()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        """One of the items may want another size."""
        self._forget_sizes()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width in pixels."""
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        """At least the largest of them."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The largest of them."""
        if self._least is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            self._least = size
        return self._least

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        x, y, line_height = 0, 0, 0
        rightwards, room = self._rightwards(), rect.width()
        for item, (wanted, height) in zip(self._items, self._sizes(), strict=True):
            width = min(wanted, room)
            if x and x + width > room:
                x, y, line_height = 0, y + line_height + self._down, 0
            if move:
                left = rect.left() + x if rightwards else rect.right() + 1 - x - width
                item.setGeometry(QRect(left, rect.top() + y, width, height))
            x += width + self._across
            line_height = max(line_height, height)
        return y + line_height

    def _sizes(self) -> list[tuple[int, int]]:
        """The width and height that each item wants."""
        if self._wanted is None:
            hints = [item.sizeHint() for item in self._items]
            self._wanted = [(hint.width(), hint.height()) for hint in hints]
        return self._wanted

    def _forget_sizes(self) -> None:
        self._wanted = self._least = None
        self._heights.clear()

    def _rightwards(self) -> bool:
        parent = self.parentWidget()
        return parent is None or parent.layoutDirection() != Qt.LayoutDirection.RightToLeft
