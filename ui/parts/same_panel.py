"""Saying that two parts turned out to be one; those that share a name are offered first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Roster
from ui import theme
from ui.one_line import one_line
from ui.parts.asking_panel import AskingPanel
from ui.parts.part_shown import PartShown
from ui.theme import Light
from ui.widgets.labelled_field import LabelledField
from ui.words import ROLE_GLYPH, role_word

ROWS = 6


class SamePanel(AskingPanel):
    """A list of the other parts, found by name.

    Signals:
        merged: the id of the part that this one turned out to be.
    """

    merged = Signal(str)

    def __init__(self, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Which part is it the same as?"),
            self.tr("They are one part"),
            self.tr(
                "All that is known of both stands on one page then, under the other’s name; every name stays "
                "known. Ctrl+Z takes it back."
            ),
            parent,
        )
        self._light = light
        self.find_field = QLineEdit()
        self.find_field.setClearButtonEnabled(True)
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Parts"))
        self.parts.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 * ROWS)
        self.asked.addWidget(LabelledField(self.tr("Find a part"), self.find_field))
        self.asked.addWidget(self.parts)
        self.find_field.textChanged.connect(self._look_for)
        self.find_field.returnPressed.connect(self.parts.setFocus)
        self.parts.itemActivated.connect(lambda _item: self.act.click())
        self.parts.currentItemChanged.connect(lambda now, _before: self.act.setEnabled(now is not None))
        self.act.clicked.connect(self._merge)

    def ask(self, shown: PartShown) -> None:
        """Ask which of the others."""
        self.show_problem("")
        self.find_field.clear()
        self.parts.clear()
        for place, other in enumerate(shown.others):
            words = [one_line(shown.parts.label(other.id), 120), role_word(other.role)]
            if place < shown.alike:
                words.append(self.tr("shares a name with this part"))
            item = QListWidgetItem(" · ".join(words))
            item.setIcon(theme.icon(ROLE_GLYPH[other.role], self._light.role(other.role.value)))
            item.setData(Qt.ItemDataRole.UserRole, other.id)
            names = "\n".join(fold(name) for name in Roster.names_of(other))
            item.setData(Qt.ItemDataRole.UserRole + 1, f"{fold(words[0])}\n{names}")
            self.parts.addItem(item)
        self.act.setEnabled(False)
        if shown.alike:
            self.parts.setCurrentRow(0)
        self.show()
        self.find_field.setFocus()

    def _look_for(self, text: str) -> None:
        wanted = fold(text) if text.strip() else ""
        for row in range(self.parts.count()):
            item = self.parts.item(row)
            item.setHidden(wanted not in str(item.data(Qt.ItemDataRole.UserRole + 1)))
        shown = [row for row in range(self.parts.count()) if not self.parts.item(row).isHidden()]
        current = self.parts.currentItem()
        if current is None or current.isHidden():
            if len(shown) == 1:
                self.parts.setCurrentRow(shown[0])
            else:
                self.parts.setCurrentRow(-1)

    def _merge(self) -> None:
        item = self.parts.currentItem()
        if item is not None and not item.isHidden():
            self.merged.emit(str(item.data(Qt.ItemDataRole.UserRole)))
