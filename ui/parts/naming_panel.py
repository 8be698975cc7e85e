"""Calling a part by another name: from now on, or as well."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.parts.asking_panel import SMALLEST, AskingPanel
from ui.parts.part_shown import PartShown
from ui.widgets.labelled_field import LabelledField


class NamingPanel(AskingPanel):
    """One field, two acts.

    Signals:
        renamed: the name it has from now on.
        also_called: another name it goes by.
    """

    renamed = Signal(str)
    also_called = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("What is it called?"),
            self.tr("Call it so from now on"),
            self.tr("Earlier sessions keep the name that was used then; every name is found."),
            parent,
        )
        self.name = QLineEdit()
        self.also = QPushButton(self.tr("It goes by this name too"))
        self.also.setMinimumHeight(SMALLEST)
        self.acts.insertWidget(1, self.also)
        self.asked.addWidget(LabelledField(self.tr("Name"), self.name))
        self.act.clicked.connect(lambda: self.renamed.emit(self.name.text()))
        self.also.clicked.connect(lambda: self.also_called.emit(self.name.text()))
        self.name.returnPressed.connect(self.act.click)

    def ask(self, shown: PartShown) -> None:
        """Ask for a name."""
        self.show_problem("")
        self.name.setText(shown.part.name)
        self.show()
        self.name.setFocus()
        self.name.selectAll()
