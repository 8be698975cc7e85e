"""The page that makes a practice: its name, yours, where it lies, and the passphrase."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from kap_companion.vault.keyring_contents import LONGEST_NAME
from ui.unlock.folder_name import folder_name
from ui.unlock.passphrase_pair import PassphrasePair
from ui.unlock.threshold_page import ThresholdPage
from ui.widgets.words_label import words_label

# Asks a person for a folder, from a folder to begin with; None where they chose none.
AskForFolder = Callable[[QWidget, Path], Path | None]


@dataclass(frozen=True, slots=True)
class CreateForm:
    """A practice to be made; printing it shows nothing of the passphrase, which is overwritten after use."""

    name: str
    facilitator: str
    folder: Path
    passphrase: bytearray = field(repr=False)


class CreatePage(ThresholdPage):
    """Asks for what a practice needs; `practices` is the folder proposed for it to lie in.

    Signals:
        practice_described: a `CreateForm`; the passphrase fields are empty again.
        went_back: make none.
    """

    practice_described = Signal(object)
    went_back = Signal()

    def __init__(self, practices: Path, ask_for_folder: AskForFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._practices = practices
        self._ask_for_folder = ask_for_folder
        self._folder_is_own = False
        self.introduce(
            title=self.tr("Create my practice"),
            sentence=self.tr("One encrypted folder on this computer holds your clients and your sessions."),
            act=self.tr("Create the practice"),
            busy=self.tr("Making the keys. This takes a few seconds."),
        )
        self.name = self._line()
        self._name = self.ask(self.tr("Name of the practice"), self.name)
        self.facilitator = self._line()
        self._facilitator = self.ask(self.tr("Your name"), self.facilitator)
        self.folder = self._line()
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose where the practice lies"))
        self._folder = self.ask(self.tr("Where it lies"), self.folder, _beside(self.folder, self.choose))
        self.passphrases = PassphrasePair()
        self.form.addWidget(self.passphrases)
        self.form.addWidget(
            words_label(
                self.tr(
                    "Nobody can find out a forgotten passphrase, not even us. Only the recovery sheet, which "
                    "you get next, opens the practice without it."
                ),
                "quiet",
            )
        )
        back = self.add_way(self.tr("Back"))

        self.name.textChanged.connect(self._propose_folder)
        self.folder.textEdited.connect(self._own_folder)
        self.choose.clicked.connect(self._choose_folder)
        self.passphrases.submitted.connect(self.submit)
        self.act.clicked.connect(self.submit)
        back.clicked.connect(self.went_back)
        self._propose_folder()
        self.setFocusProxy(self.name)

    def submit(self) -> None:
        """Hand over the practice as described, or say beside the first field what is missing there."""
        if not self.act.isEnabled():
            return
        self.show_problem("")
        if not (self._name_is_given() and self._folder_is_given()):
            return
        passphrase = self.passphrases.take()
        if passphrase is not None:
            self.practice_described.emit(
                CreateForm(
                    name=self.name.text().strip(),
                    facilitator=self.facilitator.text().strip(),
                    folder=Path(self.folder.text().strip()).expanduser(),
                    passphrase=passphrase,
                )
            )

    def _name_is_given(self) -> bool:
        missing = self.tr("Please fill this in.")
        for asked, line in ((self._name, self.name), (self._facilitator, self.facilitator)):
            asked.show_problem("" if line.text().strip() else missing)
            if asked.problem():
                return False
        return True

    def _folder_is_given(self) -> bool:
        # The folder itself is judged by the vault, which knows why one is refused.
        told = self.folder.text().strip()
        absolute = bool(told) and Path(told).expanduser().is_absolute()
        self._folder.show_problem("" if absolute else self.tr("Please choose a folder for it."))
        return absolute

    def _propose_folder(self) -> None:
        if not self._folder_is_own:
            self.folder.setText(str(self._practices / folder_name(self.name.text())))

    def _own_folder(self) -> None:
        self._folder_is_own = True

    def _choose_folder(self) -> None:
        chosen = self._ask_for_folder(self, self._practices)
        if chosen is not None:
            self._practices = chosen
            self._folder_is_own = False
            self._propose_folder()

    @staticmethod
    def _line() -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(LONGEST_NAME)
        return line


def _beside(line: QLineEdit, button: QPushButton) -> QWidget:
    box = QWidget()
    across = QHBoxLayout(box)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(line, 1)
    across.addWidget(button)
    return box
