"""Fields for the groups of a recovery code, which pass the focus on as they fill up."""

import re
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kap_companion.vault.recovery import GROUP_CHARACTERS, GROUPS

ACROSS = 4
_BETWEEN_GROUPS = re.compile(r"[\W_]+")


class GroupsField(QWidget):
    """One small field a group; a whole code pasted into one of them spreads over all.

    Signals:
        submitted: Enter was pressed in the last group; in the others it leads to the next.
        edited: something was typed.
    """

    submitted = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = tuple(QLineEdit() for _ in range(GROUPS))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for index, line in enumerate(self.groups):
            line.setAccessibleName(
                self.tr("Group {number} of {count}").format(number=index + 1, count=GROUPS)
            )
            line.setInputMethodHints(
                Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhPreferUppercase
            )
            line.textEdited.connect(partial(self._spread, index))
            line.returnPressed.connect(partial(self._enter, index))
            line.installEventFilter(self)
            grid.addWidget(line, index // ACROSS, index % ACROSS)
        self.setFocusProxy(self.groups[0])

    def text(self) -> str:
        """The groups as typed, joined by hyphens; missing ones are left out."""
        return "-".join(group for line in self.groups if (group := line.text().strip()))

    def clear(self) -> None:
        """Empty all groups."""
        for line in self.groups:
            line.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty group goes back to the one before."""
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not watched.text()
        ):
            self.groups[max(0, self.groups.index(watched) - 1)].setFocus()
            return True
        return super().eventFilter(watched, event)

    def _spread(self, index: int, text: str) -> None:
        letters = _BETWEEN_GROUPS.sub("", text)
        last = index
        for place in range(index, GROUPS):
            piece, letters = letters[:GROUP_CHARACTERS], letters[GROUP_CHARACTERS:]
            self.groups[place].setText(piece.upper())
            last = place
            if not letters:
                break
        if len(self.groups[last].text()) == GROUP_CHARACTERS and last + 1 < GROUPS:
            self.groups[last + 1].setFocus()
            self.groups[last + 1].selectAll()
        else:
            self.groups[last].setFocus()
        self.edited.emit()

    def _enter(self, index: int) -> None:
        if index + 1 < GROUPS:
            self.groups[index + 1].setFocus()
        else:
            self.submitted.emit()
