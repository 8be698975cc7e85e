"""The record of one session that is over: what it says, who signed it, what was added."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from ui.printing.printing import Printing
from ui.printing.progress_panel import ProgressPanel
from ui.signing.addenda_panel import AddendaPanel
from ui.signing.risks_panel import RisksPanel
from ui.signing.signing_panel import SigningPanel
from ui.widgets.column_page import ColumnPage
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

RECORD_LINES = 16


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """One signature: who, as what, when; `holds` is False where it is not over what is here."""

    words: str
    holds: bool


class RecordPage(ColumnPage):
    """Read by everyone in the practice; the private notes are not on it.

    Signals:
        export_wanted: save the record as plain text.
        pdf_wanted: save it as a PDF, with all its tables and signatures.
        print_wanted: print the same.
        handing_wanted: one's own private notes, to copy to the record or hand to a colleague.
    """

    export_wanted = Signal()
    pdf_wanted = Signal()
    print_wanted = Signal()
    handing_wanted = Signal()

    def __init__(self, heading: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self.setAccessibleName(self.tr("Record of the session"))
        self.risks = RisksPanel()
        self.signing = SigningPanel()
        self.addenda = AddendaPanel()
        self.export = QPushButton(self.tr("Save the record…"))
        self.export.clicked.connect(self.export_wanted)
        self.pdf = QPushButton(self.tr("Save as PDF…"))
        self.pdf.clicked.connect(self.pdf_wanted)
        self.print = QPushButton(self.tr("Print…"))
        self.print.clicked.connect(self.print_wanted)
        self.print.hide()
        self.handing = QPushButton(self.tr("My private notes…"))
        self.handing.clicked.connect(self.handing_wanted)
        self._signatures = Rows(4)
        self.record = QPlainTextEdit()
        self.record.setReadOnly(True)
        self.record.setTabChangesFocus(True)
        self.record.setAccessibleName(self.tr("The record, read only"))
        self.record.setMinimumHeight(self.fontMetrics().lineSpacing() * RECORD_LINES)
        about_record = self.tr("Everyone in the practice can read this.")
        self._says = Panel(self.tr("What the record says"), about_record)
        self._lay_out(about)

    def show_record(self, text: str, signatures: Sequence[SignatureShown]) -> None:
        """Show the record's own text, and who signed it."""
        self.record.setPlainText(text)
        shown = [words_label(each.words, "strong" if each.holds else "problem") for each in signatures]
        self._signatures.replace(shown or [words_label(self.tr("Not signed yet."), "quiet")])

    def show_problem(self, text: str) -> None:
        """Say what went wrong; an empty text takes the words away."""
        self._says.show_problem(text)

    def say(self, text: str) -> None:
        """Say what was done."""
        self._says.say(text)

    def offer_printing(self, printing: Printing) -> None:
        """Let the record be printed, and show here how that goes."""
        panel = ProgressPanel(printing)
        panel.save_wanted.connect(self.pdf_wanted)
        self._says.lines.addWidget(panel)
        self.print.show()

    def forget(self) -> None:
        """Nothing of what was shown or typed is left."""
        self.signing.forget()
        self.record.setPlainText("")

    def _lay_out(self, about: str) -> None:
        self.head.addWidget(self.handing)
        self.head.addWidget(self.back)
        self._says.lines.addWidget(self.record)
        leaving = QHBoxLayout()
        leaving.addWidget(self.print)
        leaving.addWidget(self.pdf)
        leaving.addWidget(self.export)
        leaving.addStretch(1)
        self._says.lines.addLayout(leaving)
        self._says.lines.addLayout(self._signatures)
        self.lines.addWidget(words_label(about, "lead"))
        for panel in (self.risks, self._says, self.signing, self.addenda):
            self.lines.addWidget(panel)
