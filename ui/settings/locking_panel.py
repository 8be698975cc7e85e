"""How long nobody may be there before what is open is hidden."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from kap_companion.settings import LONGEST_IDLE, SHORTEST_IDLE
from ui.widgets.panel import Panel
from ui.widgets.words_label import words_label


class LockingPanel(Panel):
    """One number.

    Args:
        idle_minutes: as it is set now, 1 to 120.
        parent: the page.

    Signals:
        settings_changed: the minutes a person set, 1 to 120.
    """

    settings_changed = Signal(int)

    def __init__(self, idle_minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("LockingPanel", "Locking"),
            about=QCoreApplication.translate(
                "LockingPanel",
                "When nobody is there, a running session is veiled and goes on; anything else is locked, and "
                "what was half written is there again after the passphrase. The same happens when the "
                "computer sleeps or its own screen is locked.",
            ),
            parent=parent,
        )
        label = self.tr("Minutes without a key or the pointer")
        self.minutes = QSpinBox()
        self.minutes.setRange(SHORTEST_IDLE, LONGEST_IDLE)
        self.minutes.setValue(idle_minutes)
        # One change a number, not one a digit on the way to it.
        self.minutes.setKeyboardTracking(False)
        self.minutes.setAccessibleName(label)
        words = words_label(label)
        words.setWordWrap(False)
        words.setBuddy(self.minutes)
        row = QHBoxLayout()
        row.addWidget(words)
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.lines.addLayout(row)
        self.minutes.valueChanged.connect(self.settings_changed)
