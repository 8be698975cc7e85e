"""Saying it in other words: each thing that lies on the table as a field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kap_companion.vocabulary.shared import SharedField
from kap_companion.worksheets.offer import Offer
from kap_companion.worksheets.sitting import REWORDED
from ui.review.item_words import row_words
from ui.widgets.labelled_field import LabelledField
from ui.widgets.words_label import words_label

LEAST_HEIGHT = 44


class RewordForm(QWidget):
    """Fields with the words of now; what was there before stays in the notebook.

    Signals:
        reworded: the new words by the key of what they stand in place of; only those that were changed.
        left: nothing is to be changed.
    """

    reworded = Signal(dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, tuple[QLineEdit, str]] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._shown: list[QWidget] = []
        keep = QPushButton(self.tr("Keep these words"))
        keep.setProperty("kind", "primary")
        keep.clicked.connect(self._keep)
        leave = QPushButton(self.tr("Leave it as it was"))
        leave.clicked.connect(self.left)
        acts = QHBoxLayout()
        for button in (keep, leave):
            button.setMinimumHeight(LEAST_HEIGHT)
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(words_label(self.tr("In the words that fit"), "heading"))
        column.addLayout(self._lines)
        column.addLayout(acts)

    def show_items(self, items: Sequence[Offer]) -> None:
        """A field for each thing that can be said in other words; the first has the focus."""
        for widget in self._shown:
            self._lines.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._fields, self._shown = {}, []
        for item in items:
            if item.field not in REWORDED:
                continue
            field = QLineEdit(item.value)
            field.setMinimumHeight(LEAST_HEIGHT)
            field.setCursorPosition(0)
            field.returnPressed.connect(self._keep)
            # As the field shows it: line ends are blanks there, and nothing was changed by that.
            self._fields[item.key] = (field, field.text())
            labelled = LabelledField(self._label(item.field), field)
            self._shown.append(labelled)
            self._lines.addWidget(labelled)
            labelled.show()
        for field, _before in list(self._fields.values())[:1]:
            field.setFocus()

    def fields(self) -> tuple[QLineEdit, ...]:
        """What can be said in other words, in the order of the page."""
        return tuple(field for field, _before in self._fields.values())

    def _label(self, field: SharedField) -> str:
        if field is SharedField.NAME:
            return self.tr("Its name")
        return self.tr("Its words") if field is SharedField.WORDS else row_words(field)

    def _keep(self) -> None:
        changed = {
            key: field.text()
            for key, (field, before) in self._fields.items()
            if field.text().strip() and field.text() != before
        }
        if changed:
            self.reworded.emit(changed)
        else:
            self.left.emit()
