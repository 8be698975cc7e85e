"""The end of a session, said in the room itself: first asked, then over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.session.finger_button import FingerButton
from ui.widgets.announcement import announce


class EndingBar(QFrame):
    """A bar above the capture line; hidden while nobody thinks of ending.

    Signals:
        confirmed: the second deliberate act: the session is to end.
        stayed: it is not.
        review_chosen: the person wants to look at the session with the client.
        take_home_chosen: the person wants to choose what goes home.
        left: the person leaves a session that is over.
    """

    confirmed = Signal()
    stayed = Signal()
    review_chosen = Signal()
    take_home_chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar-raised")
        self._says = QLabel(self)
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._says.setWordWrap(True)
        self._end = self._button(self.tr("End"), "primary")
        self._stay = self._button(self.tr("Stay"))
        self._review = self._button(self.tr("Review together"), "primary")
        self._home = self._button(self.tr("Choose what goes home"))
        self._leave = self._button(self.tr("Leave"))
        self._keys = QLabel(self.tr("Ctrl+Shift+E ends · Esc stays"), self)
        self._keys.setProperty("kind", "quiet")
        for button, signal in (
            (self._end, self.confirmed),
            (self._stay, self.stayed),
            (self._review, self.review_chosen),
            (self._home, self.take_home_chosen),
            (self._leave, self.left),
        ):
            button.clicked.connect(signal)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(self._says, 1)
        for widget in (self._keys, self._end, self._stay, self._review, self._home, self._leave):
            row.addWidget(widget)
        self.hide()

    @property
    def says(self) -> str:
        """What the bar says."""
        return self._says.text()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for the second act."""
        return not self.isHidden() and not self._end.isHidden()

    def ask(self) -> None:
        """Ask whether the session is to end."""
        self._show(self.tr("End the session? The parts still here will be closed."), asking=True)

    def show_ended(self) -> None:
        """Say that the session is over."""
        self._show(self.tr("Session ended"), asking=False)

    def show_past(self) -> None:
        """Say that an earlier session is looked at."""
        self._show(self.tr("This session is over; it is shown as it was logged."), asking=False)

    def _show(self, words: str, *, asking: bool) -> None:
        self._says.setText(words)
        for widget in (self._keys, self._end, self._stay):
            widget.setVisible(asking)
        for button in (self._review, self._home, self._leave):
            button.setVisible(not asking)
        self.show()
        announce(self, words)

    def _button(self, words: str, kind: str = "") -> QPushButton:
        button = FingerButton(words, self)
        button.setProperty("kind", kind)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
