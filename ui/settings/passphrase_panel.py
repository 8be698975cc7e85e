"""One's own way in: a new passphrase, a new recovery sheet."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.unlock.passphrase_pair import PassphrasePair
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class PassphraseForm:
    """A new passphrase in the place of the old one; printing it shows nothing of either."""

    old: bytearray = field(repr=False)
    new: bytearray = field(repr=False)


class PassphrasePanel(Panel):
    """Change the passphrase, make a new recovery sheet.

    Signals:
        change_described: a `PassphraseForm`; the fields are empty again.
        sheet_wanted: a new recovery sheet is to be made; the earlier one is void then.
    """

    change_described = Signal(object)
    sheet_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            heading=QCoreApplication.translate("PassphrasePanel", "Your passphrase and recovery sheet"),
            about=QCoreApplication.translate(
                "PassphrasePanel",
                "Nobody can find out a forgotten passphrase, not even us. Only the recovery sheet opens the "
                "practice without it, once.",
            ),
            parent=parent,
        )
        self.old = PassphraseField()
        self._old = LabelledField(self.tr("Your passphrase now"), self.old)
        self.new = PassphrasePair()
        self.change = QPushButton(self.tr("Change the passphrase"))
        self._sheet_words = words_label(kind="quiet")
        self.sheet = QPushButton(self.tr("Make a new recovery sheet…"))
        self.lines.addWidget(self._old)
        self.lines.addWidget(self.new)
        acts = QHBoxLayout()
        acts.addWidget(self.change)
        acts.addStretch(1)
        self.lines.addLayout(acts)
        self.lines.addWidget(self._sheet_words)
        below = QHBoxLayout()
        below.addWidget(self.sheet)
        below.addStretch(1)
        self.lines.addLayout(below)
        self.old.submitted.connect(self.new.first.setFocus)
        self.new.submitted.connect(self._describe)
        self.change.clicked.connect(self._describe)
        self.sheet.clicked.connect(self.sheet_wanted)

    def show_sheet(self, words: str) -> None:
        """Say what became of the recovery sheet so far."""
        self._sheet_words.setText(words)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """While keys are made."""
        for widget in (self.change, self.sheet):
            widget.setEnabled(not busy)

    def forget(self) -> None:
        """Overwrite what was typed."""
        self.old.clear()
        self.new.clear()

    def _describe(self) -> None:
        if not self.change.isEnabled():
            return
        missing = self.old.is_empty()
        self._old.show_problem(self.tr("Please type the passphrase you use now.") if missing else "")
        if missing:
            return
        new = self.new.take()
        if new is not None:
            self.change_described.emit(PassphraseForm(self.old.take(), new))
