"""Between the review and anything private: the passphrase of whoever holds it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kap_companion.errors import KnownError, WrongPassphraseError
from ui.background import run
from ui.spending import spend
from ui.widgets.announcement import announce
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words_label import words_label

WIDEST = 560
LEAST_HEIGHT = 46


class PassphrasePage(QWidget):
    """Nothing of anybody is on it; it leads on by the passphrase, or back to what the client may see.

    Args:
        opens: whether a passphrase is theirs; slow by design, it runs beside the screen.
        pool: where it runs.

    Signals:
        opened: the passphrase was right.
        stayed: back to the review.
    """

    opened = Signal()
    stayed = Signal()

    def __init__(
        self, opens: Callable[[bytearray], bool], pool: QThreadPool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._opens = opens
        self._pool = pool
        self.setProperty("kind", "page")
        self.setProperty("place", "review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Leaving the review"))
        self.passphrase = PassphraseField()
        self.passphrase.setAccessibleName(self.tr("The facilitator’s passphrase"))
        self.passphrase.submitted.connect(self._submit)
        self._go = QPushButton(self.tr("Go on"))
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self._submit)
        self.back = QPushButton(self.tr("Back to the review"))
        self.back.clicked.connect(self.stayed)
        for button in (self._go, self.back):
            button.setMinimumHeight(LEAST_HEIGHT)
        self._said = words_label(kind="problem")
        self._lay_out()
        self.setFocusProxy(self.passphrase)

    def said(self) -> str:
        """What is said of the passphrase."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the review."""
        if event.key() == Qt.Key.Key_Escape:
            self.stayed.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if not self._go.isEnabled() or self.passphrase.is_empty():
            return
        self._set_busy(busy=True)
        self._said.setText(self.tr("Looking at the passphrase …"))
        typed = self.passphrase.take()
        run(self._pool, partial(spend, partial(self._opens, typed), typed), self._looked, self._not_looked)

    def _looked(self, right: bool) -> None:  # noqa: FBT001 - the result of the check
        if right:
            self._said.setText("")
            self.opened.emit()
        else:
            self._not_looked(WrongPassphraseError())

    def _not_looked(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, KnownError):
            self._said.setText(str(error))
            announce(self, str(error))
        self.passphrase.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self._go, self.passphrase):
            widget.setEnabled(not busy)

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self._go)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        lines = QVBoxLayout(inside)
        lines.setSpacing(16)
        lines.addStretch(2)
        lines.addWidget(words_label(self.tr("Thank you"), "title"))
        lines.addWidget(
            words_label(
                self.tr(
                    "Hand the computer back now. Whoever holds this review goes on with their passphrase."
                ),
                "lead",
            )
        )
        lines.addSpacing(6)
        lines.addWidget(self.passphrase)
        lines.addWidget(self._said)
        lines.addLayout(acts)
        lines.addStretch(3)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(inside, 100)
        across.addStretch(1)
