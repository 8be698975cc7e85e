"""One private note on its way to the record: what the record is to say, and why."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ui.one_line import one_line
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel

TEXT_LINES = 3


@dataclass(frozen=True, slots=True)
class CopyForm:
    """A note, what the record is to say of it, and why."""

    note: str
    text: str
    why: str


class CopyPanel(Panel):
    """Filled with the note that is chosen in the list; the words can be changed, the note stays as it is.

    Signals:
        copy_decided: a `CopyForm`.
    """

    copy_decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("CopyPanel", "Copy to the record"),
            QCoreApplication.translate(
                "CopyPanel",
                "Everyone in the practice reads the record. Choose a note above, and write as little of it "
                "as is needed. The record says who copied it, when and why; your note stays as it is.",
            ),
            parent,
        )
        self._note = ""
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * (TEXT_LINES + 2))
        self._text = LabelledField(self.tr("What the record would say"), self.text)
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        self._why = LabelledField(self.tr("Why it belongs in the record"), self.why)
        self.copy = QPushButton(self.tr("Copy to the record"))
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.copy)
        self.lines.addWidget(self._text)
        self.lines.addWidget(self._why)
        self.lines.addLayout(acts)
        self.copy.clicked.connect(self._decide)
        self.why.returnPressed.connect(self._decide)
        self.choose("", "")

    def choose(self, note: str, words: str) -> None:
        """Another note was chosen; an empty id for none."""
        self._note = note
        self.text.setPlainText(words)
        self.why.clear()
        for widget in (self.text, self.why, self.copy):
            widget.setEnabled(bool(note))

    def _decide(self) -> None:
        text, why = self.text.toPlainText(), self.why.text().strip()
        self._text.show_problem("" if text.strip() else self.tr("Please write what the record would say."))
        self._why.show_problem("" if why else self.tr("Please say why."))
        if text.strip() and why:
            self.copy_decided.emit(CopyForm(self._note, text, one_line(why, 500)))
