"""Handing over in the room: one screen that says how things stand, and the taker's own passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.one_line import one_line
from ui.widgets.announcement import announce
from ui.widgets.following_area import FollowingArea
from ui.widgets.passphrase_field import PassphraseField

LEAST_HEIGHT = 44
LONGEST = 600


class HandoffPage(QWidget):
    """The card, and below it the passphrase of whoever takes over; the session goes on meanwhile.

    Signals:
        taken: the passphrase as a bytearray; whoever receives it overwrites it.
        stayed: nobody takes over; back to the room.
        pdf_wanted: save the card as a PDF.
    """

    taken = Signal(object)
    stayed = Signal()
    pdf_wanted = Signal()

    def __init__(self, heading: str, lines: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Handing over"))
        self._grid = QGridLayout()
        self._card: list[QLabel] = []
        self._passphrase = PassphraseField(self)
        self._passphrase.setAccessibleName(self.tr("Passphrase of who takes over"))
        self._passphrase.submitted.connect(self._submit)
        self._take = QPushButton(self.tr("Take over"), self)
        self._take.setProperty("kind", "primary")
        self._take.clicked.connect(self._submit)
        self._back = QPushButton(self.tr("Back to the room"), self)
        self._back.clicked.connect(self.stayed)
        self.pdf = QPushButton(self.tr("Save as PDF…"), self)
        self.pdf.clicked.connect(self.pdf_wanted)
        self.pdf.hide()
        for button in (self._take, self._back, self.pdf):
            button.setMinimumHeight(LEAST_HEIGHT)
        self._saved = self._words("", "quiet")
        self._said = self._words("", "problem")
        self._arrange(heading)
        self.show_lines(lines)
        self.setFocusProxy(self._passphrase)

    @property
    def passphrase(self) -> PassphraseField:
        """Where who takes over types."""
        return self._passphrase

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show the card: what each line is about, and how it stands."""
        for label in self._card:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._card = []
        for row, (about, says) in enumerate(lines):
            told, stands = self._words(about, "quiet"), self._words(one_line(says, LONGEST), "plain")
            self._grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(stands, row, 1)
            self._card += [told, stands]
        self._grid.setColumnStretch(1, 1)

    def told(self) -> str:
        """The card as plain text."""
        return "\n".join(label.text() for label in self._card)

    def said(self) -> str:
        """What is said of the passphrase."""
        return self._said.text()

    def offer_pdf(self) -> None:
        """Let the card be saved as a PDF."""
        self.pdf.show()

    def say(self, words: str) -> None:
        """Say what was done with the card."""
        self._saved.setText(words)
        announce(self, words)

    def say_not_saved(self, words: str) -> None:
        """Say why the card was not saved; who takes over types on undisturbed."""
        self._said.setText(words)
        announce(self, words)

    def saved(self) -> str:
        """What is said of the card on the disk."""
        return self._saved.text()

    def show_problem(self, words: str) -> None:
        """Say why nobody took over yet."""
        self._set_busy(busy=False)
        self._said.setText(words)
        announce(self, words)
        self._passphrase.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the room."""
        if event.key() == Qt.Key.Key_Escape:
            self.stayed.emit()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if not self._take.isEnabled():
            return
        self._set_busy(busy=True)
        self._said.setText(self.tr("Looking at the passphrase …"))
        self.taken.emit(self._passphrase.take())

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self._take, self._passphrase):
            widget.setEnabled(not busy)

    def _arrange(self, heading: str) -> None:
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        entering = QHBoxLayout()
        entering.setSpacing(12)
        entering.addWidget(self._passphrase, 1)
        entering.addWidget(self._take)
        entering.addWidget(self._back)
        entering.addWidget(self.pdf)
        inside = QWidget(self)
        inside.setMaximumWidth(980)
        column = QVBoxLayout(inside)
        column.setContentsMargins(44, 28, 44, 28)
        column.setSpacing(16)
        column.addWidget(self._words(heading, "heading"))
        column.addLayout(self._grid)
        column.addSpacing(8)
        column.addWidget(
            self._words(
                self.tr(
                    "Whoever takes over types their own passphrase; "
                    "the private notes of who hands over are closed."
                ),
                "quiet",
            )
        )
        column.addLayout(entering)
        column.addWidget(self._saved)
        column.addWidget(self._said)
        column.addStretch(1)
        area = FollowingArea(self)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _words(self, words: str, kind: str) -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        return label
