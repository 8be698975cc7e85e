"""What is asked when someone leaves the practice."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.one_line import one_line
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class LeavingForm:
    """Who leaves, and whether the practice gets new keys so that the old ones open nothing new."""

    person: str
    change_keys: bool


class LeavingPanel(QFrame):
    """Says what stays and what ends, and asks once.

    Signals:
        decided: a `LeavingForm`.
        went_back: nobody leaves.
    """

    decided = Signal(object)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = ""
        self._title = words_label(kind="strong")
        self.change_keys = QCheckBox(self.tr("Give the practice new keys (best, where they leave for good)"))
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setProperty("kind", "primary")
        self.back = QPushButton(self.tr("Not now"))
        self._busy = words_label(self.tr("This takes a few seconds."), "quiet")
        self._busy.hide()
        acts = QHBoxLayout()
        acts.addWidget(self._busy)
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self.remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 8, 0, 0)
        lines.addWidget(self._title)
        lines.addWidget(
            words_label(
                self.tr(
                    "Their passphrase and their recovery sheet open this practice no more. What they wrote "
                    "and signed stays. Their notebook stays closed: nobody can read it without them. "
                    "Copies of the practice that they took along can be closed by nobody."
                ),
                "quiet",
            )
        )
        lines.addWidget(self.change_keys)
        lines.addLayout(acts)
        self.remove.clicked.connect(self._decide)
        self.back.clicked.connect(self.went_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape and self.remove.isEnabled():
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def ask(self, person_id: str, name: str) -> None:
        """Ask about one person."""
        self._person = person_id
        self._title.setText(self.tr("Remove {name} from the practice?").format(name=one_line(name, 80)))
        self.change_keys.setChecked(True)
        self.set_busy(False)
        self.show()
        self.back.setFocus()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """While it is done."""
        self._busy.setVisible(busy)
        for widget in (self.remove, self.back, self.change_keys):
            widget.setEnabled(not busy)

    def _decide(self) -> None:
        self.decided.emit(LeavingForm(self._person, self.change_keys.isChecked()))
