"""Entries that were marked as a risk: each is copied to the record, or somebody says why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.one_line import one_line
from ui.widgets.labelled_field import LabelledField
from ui.widgets.panel import Panel
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

TEXT_LINES = 3


@dataclass(frozen=True, slots=True)
class RiskShown:
    """A mark that waits for its answer: what kind of risk it is, when, and the entry's own words."""

    mark: str
    what: str
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class RiskAnswer:
    """An answer to a mark; `text` goes to the record, None where nothing does and `why` says why not."""

    mark: str
    text: str | None
    why: str


class RisksPanel(Panel):
    """One card for each unanswered mark.

    Signals:
        answered: a `RiskAnswer`.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("RisksPanel", "Marked as a risk"),
            QCoreApplication.translate(
                "RisksPanel",
                "Your notebook is read by nobody else. What others must know of is copied to the record "
                "before the session is signed, in the words you choose; or you say why not.",
            ),
            parent,
        )
        self._cards = Rows(10)
        self.lines.addLayout(self._cards)

    def show_risks(self, risks: Sequence[RiskShown]) -> None:
        """Show these; the panel is away where there are none."""
        cards = [RiskCard(risk) for risk in risks]
        for card in cards:
            card.answered.connect(self.answered)
        self._cards.replace(cards)
        self.setVisible(bool(risks))

    def cards(self) -> tuple["RiskCard", ...]:
        """The cards that are shown."""
        return tuple(self.findChildren(RiskCard))


class RiskCard(QFrame):
    """One mark: the entry's words as they would stand in the record, and why.

    Signals:
        answered: a `RiskAnswer`.
    """

    answered = Signal(object)

    def __init__(self, risk: RiskShown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._risk = risk
        self.text = QPlainTextEdit(risk.words)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * (TEXT_LINES + 2))
        self.why = QLineEdit()
        self.why.setMaxLength(500)
        self._why = LabelledField(self.tr("Why"), self.why)
        self.copy = QPushButton(self.tr("Copy to the record"))
        self.leave = QPushButton(self.tr("Not to the record"))
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.leave)
        acts.addWidget(self.copy)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 6, 0, 6)
        lines.addWidget(words_label(f"{risk.what} · {risk.when}", "strong"))
        lines.addWidget(LabelledField(self.tr("What the record would say"), self.text))
        lines.addWidget(self._why)
        lines.addLayout(acts)
        self.copy.clicked.connect(partial(self._answer, to_record=True))
        self.leave.clicked.connect(partial(self._answer, to_record=False))

    def _answer(self, _checked: bool = False, *, to_record: bool) -> None:  # noqa: FBT001, FBT002 - Qt's clicked
        why = self.why.text().strip()
        self._why.show_problem("" if why else self.tr("Please say why."))
        text = self.text.toPlainText()
        if why and (text.strip() or not to_record):
            self.answered.emit(RiskAnswer(self._risk.mark, text if to_record else None, one_line(why, 500)))
