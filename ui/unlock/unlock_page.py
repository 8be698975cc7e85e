"""The page that asks for the passphrase of one practice."""

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.unlock.threshold_page import ThresholdPage
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words_label import words_label


@dataclass(frozen=True, slots=True)
class UnlockForm:
    """What was typed, to be overwritten after use; printing it shows nothing of it."""

    passphrase: bytearray = field(repr=False)


class UnlockPage(ThresholdPage):
    """The practice's name, the passphrase, Open.

    Signals:
        passphrase_given: an `UnlockForm`; the field is empty again.
        recovery_chosen: the recovery sheet is to be used instead.
        another_chosen: another practice is to be opened.
    """

    passphrase_given = Signal(object)
    recovery_chosen = Signal()
    another_chosen = Signal()

    def __init__(self, practice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            title=practice,
            sentence=self.tr(
                "The records on this computer are encrypted. Only your passphrase or your recovery sheet "
                "opens them."
            ),
            act=self.tr("Open"),
            busy=self.tr("Opening the practice."),
        )
        self.passphrase = PassphraseField()
        self.ask(self.tr("Passphrase"), self.passphrase)
        self._caps_lock = words_label(self.tr("Caps Lock seems to be on."), "quiet")
        self._caps_lock.hide()
        self.form.addWidget(self._caps_lock)
        recovery = self.add_way(self.tr("Use the recovery sheet"))
        another = self.add_way(self.tr("Another practice"))

        self.passphrase.submitted.connect(self.submit)
        self.passphrase.caps_lock_seen.connect(self._caps_lock.setVisible)
        self.act.clicked.connect(self.submit)
        recovery.clicked.connect(self.recovery_chosen)
        another.clicked.connect(self.another_chosen)
        self.setFocusProxy(self.passphrase)

    def submit(self) -> None:
        """Hand over what was typed, unless nothing was, or the page is busy or waits."""
        if self.passphrase.is_empty():
            self.show_problem(self.tr("Type your passphrase."))
        elif self.act.isEnabled():
            self.show_problem("")
            self._caps_lock.hide()
            self.passphrase_given.emit(UnlockForm(self.passphrase.take()))
