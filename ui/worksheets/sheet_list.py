"""The sheets of the library, to choose one from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kap_companion.vocabulary.composition import SheetKind
from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words_label import words_label
from ui.worksheets.sheet_words import sheet_about, sheet_word


class SheetList(QWidget):
    """Seven sheets, and for the one about a single part which part.

    Signals:
        chosen: a `SheetKind`.
        part_chosen: the shared handle of a part.
    """

    chosen = Signal(object)
    part_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = QListWidget()
        self.view.setAccessibleName(self.tr("Sheets"))
        self.view.setWordWrap(True)
        for kind in SheetKind:
            item = QListWidgetItem(f"{sheet_word(kind)}\n{sheet_about(kind)}")
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{sheet_word(kind)}, {sheet_about(kind)}")
            self.view.addItem(item)
        self.part = ChoiceBox()
        self.part.setAccessibleName(self.tr("Which part the sheet is about"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(words_label(self.tr("Sheets"), "heading"))
        lines.addWidget(self.view, 1)
        lines.addWidget(self.part)
        self.view.currentItemChanged.connect(self._choose)
        self.part.activated.connect(lambda: self.part_chosen.emit(str(self.part.currentData())))

    def show_kind(self, kind: SheetKind, part: str) -> None:
        """Show which sheet is being put together, and about which part."""
        before = self.view.blockSignals(True)
        self.view.setCurrentRow(list(SheetKind).index(kind))
        self.view.blockSignals(before)
        self.part.setVisible(kind is SheetKind.ONE_PART)
        self.part.setCurrentIndex(max(0, self.part.findData(part)))

    def choose(self, kind: SheetKind) -> None:
        """Choose a sheet, as a click on it does."""
        self.view.setCurrentRow(list(SheetKind).index(kind))

    def show_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """Offer the agreed parts, each by its handle and its agreed name."""
        self.part.clear()
        for handle, name in parts:
            self.part.addItem(one_line(name, 80), handle)
        self.part.setEnabled(bool(parts))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
