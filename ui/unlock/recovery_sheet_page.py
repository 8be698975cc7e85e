"""The page that shows the recovery code, once, right after it was made."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.one_line import one_line
from ui.unlock.threshold_page import ThresholdPage
from ui.widgets.words_label import words_label

ACROSS = 4


@dataclass(frozen=True, slots=True)
class DeclinedForm:
    """Somebody goes on without a recovery sheet, and typed their name to say so."""

    name: str


class RecoverySheetPage(ThresholdPage):
    """Why a sheet, the groups, and three answers: save it, have it, go on without it.

    Args:
        whose: the name of someone else whose sheet it is; empty for the reader's own.
        parent: the window.

    Signals:
        save_chosen: the sheet is to be saved as PDF.
        kept: it is printed or written down.
        declined: a `DeclinedForm`.
    """

    save_chosen = Signal()
    kept = Signal()
    declined = Signal(object)

    def __init__(self, whose: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.introduce(
            title=self.tr("Recovery sheet of {name}").format(name=one_line(whose, 60))
            if whose
            else self.tr("Your recovery sheet"),
            sentence=self.tr(
                "If the passphrase is ever forgotten, these groups open the practice once and let you choose "
                "a new one. They are shown only now. Keep them on paper, away from this computer."
            ),
            act=self.tr("I have it on paper"),
            busy=self.tr("Saving."),
        )
        self.form.setSpacing(12)
        self._groups = QFrame()
        self._groups.setProperty("kind", "card")
        self._grid = QGridLayout(self._groups)
        self._grid.setContentsMargins(20, 18, 20, 18)
        self._grid.setVerticalSpacing(14)
        self._group_labels: list[QLabel] = []
        self.form.addWidget(self._groups)
        self.save = QPushButton(self.tr("Save the sheet as PDF…"))
        self.form.addWidget(self.save)
        self._saved = words_label(kind="quiet")
        self._saved.hide()
        self.form.addWidget(self._saved)

        self.name = QLineEdit()
        self._name = self.ask(
            self.tr(
                "To go on without a sheet, type your name. A forgotten passphrase then closes it for good."
            ),
            self.name,
        )
        self._name.hide()
        self.go_on = self.add_way(self.tr("Go on without a sheet"))

        self.save.clicked.connect(self.save_chosen)
        self.act.clicked.connect(self.kept)
        self.go_on.clicked.connect(self._decline)
        self.name.returnPressed.connect(self._decline)
        self.setFocusProxy(self.save)

    def show_groups(self, groups: tuple[str, ...]) -> None:
        """Show the recovery code's groups, each with its number."""
        self.forget()
        for index, group in enumerate(groups):
            label = QLabel(group)
            label.setProperty("kind", "group")
            spelled = " ".join(group)
            label.setAccessibleName(
                self.tr("Group {number}: {letters}").format(number=index + 1, letters=spelled)
            )
            self._group_labels.append(label)
            self._grid.addWidget(label, index // ACROSS, index % ACROSS)

    def show_saved(self, file_name: str) -> None:
        """Say under which name the sheet was saved."""
        self._saved.setText(
            self.tr("Saved as {name}. Print it, then delete the file.").format(name=file_name)
        )
        self._saved.show()

    def forget(self) -> None:
        """Show no code any more; to be called when the page is left."""
        for label in self._group_labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._group_labels.clear()

    def _decline(self) -> None:
        if self._name.isHidden():
            self._name.show()
            self.name.setFocus()
        elif self.name.text().strip():
            self.declined.emit(DeclinedForm(self.name.text().strip()))
        else:
            self._name.show_problem(self.tr("Type your name to go on without a sheet."))
