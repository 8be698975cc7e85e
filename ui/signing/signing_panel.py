"""Signing: what it states, as what, and the passphrase asked for once more."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QWidget

from kap_companion.vocabulary.signature import Meaning
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words_label import words_label
from ui.words import meaning_word


@dataclass(frozen=True, slots=True)
class SignForm:
    """As what the session is to be signed; printing it shows nothing of the passphrase."""

    meaning: Meaning
    passphrase: bytearray = field(repr=False)


class SigningPanel(Panel):
    """States who signs, as what and that it cannot be undone.

    Signals:
        signing_described: a `SignForm`; the passphrase field is empty again.
    """

    signing_described = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("SigningPanel", "Sign"), parent=parent)
        self._states = words_label()
        self._after = words_label(
            self.tr(
                "A signed session cannot be changed any more, by anybody. What is missing can be added as an "
                "addendum or a late entry, each with its date, its author and its reason."
            ),
            "quiet",
        )
        self._choices = QButtonGroup(self)
        self.meanings: dict[Meaning, QRadioButton] = {}
        row = QHBoxLayout()
        row.setSpacing(18)
        for number, meaning in enumerate(Meaning):
            button = QRadioButton(meaning_word(meaning))
            self.meanings[meaning] = button
            self._choices.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.passphrase = PassphraseField()
        self._passphrase = LabelledField(self.tr("Your passphrase, once more"), self.passphrase)
        self.sign = QPushButton(self.tr("Sign"))
        self.sign.setProperty("kind", "primary")
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.sign)
        self.lines.addWidget(self._states)
        self.lines.addLayout(row)
        self.lines.addWidget(self._passphrase)
        self.lines.addWidget(self._after)
        self.lines.addLayout(acts)
        self.sign.clicked.connect(self._describe)
        self.passphrase.submitted.connect(self._describe)

    def offer(self, states: str, meanings: frozenset[Meaning], *, may_sign: bool) -> None:
        """Say who would sign what, and offer these meanings; `may_sign` is False while something is open."""
        self._states.setText(states)
        for meaning, button in self.meanings.items():
            button.setVisible(meaning in meanings)
        chosen = self._choices.checkedButton()
        if meanings and (chosen is None or chosen.isHidden()):
            self.meanings[min(meanings, key=list(Meaning).index)].setChecked(True)
        self.set_ready(may_sign)
        self.setVisible(bool(meanings))

    def set_ready(self, ready: bool) -> None:  # noqa: FBT001 - read like Qt's own setters
        """Whether it can be signed now; not while risks are open or keys are worked out."""
        self.sign.setEnabled(ready)
        self.passphrase.setEnabled(ready)

    def forget(self) -> None:
        """Overwrite what was typed."""
        self.passphrase.clear()

    def _describe(self) -> None:
        if not self.sign.isEnabled():
            return
        missing = self.passphrase.is_empty()
        self._passphrase.show_problem(self.tr("Please type your passphrase.") if missing else "")
        if not missing:
            meaning = next(m for m, button in self.meanings.items() if button.isChecked())
            self.signing_described.emit(SignForm(meaning, self.passphrase.take()))
