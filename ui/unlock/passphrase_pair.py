"""A new passphrase, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.errors import WeakPassphraseError
from kap_companion.vault.overwriting import overwrite
from kap_companion.vault.passphrase import check_new_passphrase
from ui.widgets.labelled_field import LabelledField
from ui.widgets.passphrase_field import PassphraseField


class PassphrasePair(QWidget):
    """Two fields that must agree.

    Signals:
        submitted: Enter was pressed in the second one; in the first one it leads to the second.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseField()
        self.again = PassphraseField()
        self._first_words = LabelledField(self.tr("Passphrase, best several words"), self.first)
        self._again_words = LabelledField(self.tr("The passphrase once more"), self.again)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._first_words)
        lines.addWidget(self._again_words)
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.submitted)
        self.first.edited.connect(self._hush)
        self.again.edited.connect(self._hush)

    def take(self) -> bytearray | None:
        """The passphrase as UTF-8, forgotten here, for the caller to overwrite after use.

        None where it is asked for again, and the pair says why.
        """
        self._hush()
        if not self.first.same_as(self.again):
            self.again.clear()
            self._again_words.show_problem(self.tr("The two are not the same. Type the second one again."))
            return None
        passphrase = self.first.take()
        self.again.clear()
        try:
            check_new_passphrase(passphrase)
        except WeakPassphraseError as error:
            overwrite(passphrase)
            self._first_words.show_problem(str(error))
            return None
        return passphrase

    def clear(self) -> None:
        """Overwrite what was typed."""
        self.first.clear()
        self.again.clear()

    def problem(self) -> str:
        """What is said to be wrong now; empty where nothing is."""
        return self._first_words.problem() or self._again_words.problem()

    def _hush(self) -> None:
        self._first_words.show_problem("")
        self._again_words.show_problem("")
