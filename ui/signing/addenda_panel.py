"""What was added after a session was signed, and adding to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QTime, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ui.one_line import one_line
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

TEXT_LINES = 3


class AddingAs(StrEnum):
    """How something is added to a signed session."""

    ADDENDUM = "addendum"
    PRIVATE_ADDENDUM = "private addendum"
    LATE_ENTRY = "late entry"


@dataclass(frozen=True, slots=True)
class AdditionShown:
    """One addition: a line that says what, when and by whom, its words and its reason."""

    heading: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class AdditionForm:
    """What is to be added; `at` is when it happened, for a late entry, on the day of the session."""

    adding_as: AddingAs
    text: str
    reason: str
    at: tuple[int, int]


class AddendaPanel(Panel):
    """The additions in the order they came, and a form for the next.

    Signals:
        addition_described: an `AdditionForm`.
    """

    addition_described = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("AddendaPanel", "Added since"),
            QCoreApplication.translate(
                "AddendaPanel",
                "An addendum says what was not known then. A late entry says what was left out, at the time "
                "it happened. What was signed stays as it is.",
            ),
            parent,
        )
        self._rows = Rows(10)
        self.adding_as = ChoiceBox()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * (TEXT_LINES + 2))
        self._text = LabelledField(self.tr("What is added"), self.text)
        self.at = QTimeEdit()
        self.at.setDisplayFormat("HH:mm")
        self._at = LabelledField(self.tr("When it happened"), self.at)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self._reason = LabelledField(self.tr("Why it is added"), self.reason)
        self.add = QPushButton(self.tr("Add"))
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.add)
        self.lines.addLayout(self._rows)
        self.lines.addWidget(LabelledField(self.tr("Add as"), self.adding_as))
        for field in (self._text, self._at, self._reason):
            self.lines.addWidget(field)
        self.lines.addLayout(acts)
        self.add.clicked.connect(self._describe)
        self.reason.returnPressed.connect(self._describe)
        self.adding_as.currentIndexChanged.connect(self._follow_kind)
        self.let_write(notebook=False)

    def let_write(self, *, notebook: bool) -> None:
        """Whether there is a notebook that a private addendum can go to."""
        self.adding_as.clear()
        self.adding_as.addItem(self.tr("Addendum to the record"), AddingAs.ADDENDUM)
        if notebook:
            self.adding_as.addItem(self.tr("Addendum to my private notes"), AddingAs.PRIVATE_ADDENDUM)
        self.adding_as.addItem(self.tr("Late entry, as a line"), AddingAs.LATE_ENTRY)
        self._follow_kind()

    def begin_at(self, hour: int, minute: int) -> None:
        """The time proposed for a late entry."""
        self.at.setTime(QTime(hour, minute))

    def half_written(self) -> tuple[AddingAs, str, str] | None:
        """How it would be added, its words and its reason; None where nothing is written."""
        text, reason = self.text.toPlainText(), self.reason.text()
        return (self.adding_as.currentData(), text, reason) if text.strip() or reason.strip() else None

    def write(self, adding_as: AddingAs, text: str, reason: str) -> None:
        """Put back what was half written."""
        self.adding_as.setCurrentIndex(max(0, self.adding_as.findData(adding_as)))
        self.text.setPlainText(text)
        self.reason.setText(reason)

    def show_additions(self, additions: Sequence[AdditionShown]) -> None:
        """Show these; the form is empty again."""
        self._rows.replace(self._row(addition) for addition in additions)
        self.text.clear()
        self.reason.clear()

    def _row(self, addition: AdditionShown) -> QWidget:
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(words_label(addition.heading, "quiet"))
        lines.addWidget(words_label(one_line(addition.words, 4000)))
        lines.addWidget(
            words_label(self.tr("Why: {reason}").format(reason=one_line(addition.reason, 500)), "quiet")
        )
        return row

    def _follow_kind(self) -> None:
        self._at.setVisible(self.adding_as.currentData() is AddingAs.LATE_ENTRY)

    def _describe(self) -> None:
        text, reason = self.text.toPlainText(), self.reason.text().strip()
        self._text.show_problem("" if text.strip() else self.tr("Please write what is added."))
        self._reason.show_problem("" if reason else self.tr("Please say why it is added."))
        if text.strip() and reason:
            at = self.at.time()
            self.addition_described.emit(
                AdditionForm(self.adding_as.currentData(), text, reason, (at.hour(), at.minute()))
            )
