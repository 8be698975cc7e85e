"""The page that opens a practice by its recovery sheet and asks for a new passphrase."""

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kap_companion.errors import WrongRecoveryCodeError
from kap_companion.vault.recovery import RecoveryCode
from ui.unlock.groups_field import GroupsField
from ui.unlock.passphrase_pair import PassphrasePair
from ui.unlock.threshold_page import ThresholdPage


@dataclass(frozen=True, slots=True)
class RecoverForm:
    """The code from the sheet and the passphrase to come, which is overwritten after use.

    Printing it shows nothing of either.
    """

    code: RecoveryCode
    new_passphrase: bytearray = field(repr=False)


class RecoverPage(ThresholdPage):
    """The groups of the sheet, and the new passphrase twice.

    Signals:
        code_given: a `RecoverForm`; the passphrase fields are empty again.
        went_back: use the passphrase after all.
    """

    code_given = Signal(object)
    went_back = Signal()

    def __init__(self, practice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            title=practice,
            sentence=self.tr(
                "Type the groups from the recovery sheet and choose a new passphrase. The sheet is used up "
                "by this; you get a new one."
            ),
            act=self.tr("Open with the recovery sheet"),
            busy=self.tr("Making the keys. This takes a few seconds."),
        )
        self.groups = GroupsField()
        self._groups = self.ask(self.tr("The groups on the sheet"), self.groups)
        self.passphrases = PassphrasePair()
        self.form.addWidget(self.passphrases)
        back = self.add_way(self.tr("Back to the passphrase"))

        self.groups.edited.connect(lambda: self._groups.show_problem(""))
        self.groups.submitted.connect(self.passphrases.first.setFocus)
        self.passphrases.submitted.connect(self.submit)
        self.act.clicked.connect(self.submit)
        back.clicked.connect(self.went_back)
        self.setFocusProxy(self.groups)

    def submit(self) -> None:
        """Hand over the code and the new passphrase, or say beside them what is wrong."""
        if not self.act.isEnabled():
            return
        self.show_problem("")
        self._groups.show_problem("")
        try:
            code = RecoveryCode.parse(self.groups.text())
        except WrongRecoveryCodeError as error:
            self._groups.show_problem(str(error))
            return
        passphrase = self.passphrases.take()
        if passphrase is not None:
            self.code_given.emit(RecoverForm(code, passphrase))

    def forget(self) -> None:
        """Empty the page; to be called when it is left."""
        self.groups.clear()
        self.passphrases.clear()
