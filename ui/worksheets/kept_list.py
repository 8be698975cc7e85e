"""The sheets that were saved or printed, as they were, each marked where something on it was taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One kept sheet: its id, what it is and when it left, and what was taken back since (empty: nothing)."""

    id: str
    words: str
    mark: str = ""


class KeptList(QWidget):
    """Kept sheets, the newest first.

    Signals:
        chosen: the id of a kept sheet that is to be seen as it was.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = QListWidget()
        self.view.setAccessibleName(self.tr("Sheets that were given"))
        self.view.setWordWrap(True)
        self._none = words_label(self.tr("None was saved or printed yet."), "quiet")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(words_label(self.tr("Given before"), "heading"))
        lines.addWidget(self._none)
        lines.addWidget(self.view, 1)
        self.view.itemActivated.connect(self._choose)
        self.view.itemClicked.connect(self._choose)

    def show_rows(self, rows: Sequence[KeptRow]) -> None:
        """Show these."""
        self.view.clear()
        for row in rows:
            item = QListWidgetItem("\n".join(line for line in (row.words, row.mark) if line))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (row.words, row.mark))))
            self.view.addItem(item)
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def let_go(self) -> None:
        """None is chosen any more."""
        self.view.clearSelection()

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
