"""How long one client's records are kept: the date with its source, changing the rule, a hold, purging."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kap_companion.vocabulary.retention import Retention
from ui.one_line import one_line
from ui.widgets.labelled_field import LabelledField
from ui.widgets.words_label import words_label

MOST_YEARS = 100


@dataclass(frozen=True, slots=True)
class KeepingForm:
    """A rule for one client; `born_on` and `until` are None where they are not used."""

    years_after_visit: int
    years_after_majority: int | None
    born_on: date | None
    until: date | None
    source: str
    hold: bool
    reason: str


class KeepingPanel(QFrame):
    """The rule of one client, to be changed, and purging, which asks twice.

    Signals:
        rule_decided: a `KeepingForm`.
        purge_confirmed: the records of this client are to be purged.
        went_back: leave it as it is.
    """

    rule_decided = Signal(object)
    purge_confirmed = Signal()
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._date = words_label(kind="strong")
        self.years = QSpinBox()
        self.years.setRange(0, MOST_YEARS)
        self.is_minor = QCheckBox(self.tr("Also count from coming of age"))
        self.born_on = QDateEdit()
        self.born_on.setDisplayFormat("yyyy-MM-dd")
        self.after_majority = QSpinBox()
        self.after_majority.setRange(0, MOST_YEARS)
        self.by_hand = QCheckBox(self.tr("A date set by hand instead"))
        self.until = QDateEdit()
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.source = QLineEdit()
        self.source.setMaxLength(300)
        self.hold = QCheckBox(self.tr("Legal hold: nothing is purged, whatever the date"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self._source = LabelledField(self.tr("Where the rule comes from"), self.source)
        self._reason = LabelledField(self.tr("Why it is changed or held"), self.reason)
        self._born = LabelledField(self.tr("Born on"), self.born_on)
        self._majority = LabelledField(self.tr("Years after coming of age (18)"), self.after_majority)
        self._until = LabelledField(self.tr("Keep until"), self.until)
        self.save = QPushButton(self.tr("Keep by this rule"))
        self.save.setProperty("kind", "primary")
        self.back = QPushButton(self.tr("Not now"))
        self.purge = QPushButton(self.tr("Purge…"))
        self._asks = words_label(kind="problem")
        self.confirm = QPushButton(self.tr("Purge for good"))
        self._lay_out()
        self.is_minor.toggled.connect(self._follow)
        self.by_hand.toggled.connect(self._follow)
        self.save.clicked.connect(self._decide)
        self.back.clicked.connect(self.went_back)
        self.purge.clicked.connect(self._ask_to_purge)
        self.confirm.clicked.connect(self.purge_confirmed)

    def ask(self, rule: Retention, says: str, *, may_purge: bool, today: date) -> None:
        """Show a client's rule and what date follows from it; purging is offered only once it has passed."""
        self._date.setText(says)
        self.years.setValue(rule.years_after_visit)
        self.is_minor.setChecked(rule.born_on is not None)
        self.born_on.setDate(_shown(rule.born_on or today))
        self.after_majority.setValue(rule.years_after_majority or 0)
        self.by_hand.setChecked(rule.until is not None)
        self.until.setDate(_shown(rule.until or today))
        self.source.setText(rule.source)
        self.hold.setChecked(rule.hold)
        self.reason.clear()
        self.purge.setVisible(may_purge)
        for widget in (self._asks, self.confirm):
            widget.hide()
        self._source.show_problem("")
        self._reason.show_problem("")
        self._follow()
        self.show()
        self.years.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: not now."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(8)
        lines.addWidget(words_label(self.tr("How long the records are kept"), "heading"))
        lines.addWidget(self._date)
        lines.addWidget(LabelledField(self.tr("Years after the last visit"), self.years))
        majority = QHBoxLayout()
        majority.addWidget(self._born)
        majority.addWidget(self._majority)
        majority.addStretch(1)
        lines.addWidget(self.is_minor)
        lines.addLayout(majority)
        lines.addWidget(self.by_hand)
        lines.addWidget(self._until)
        lines.addWidget(self._source)
        lines.addWidget(self.hold)
        lines.addWidget(self._reason)
        lines.addWidget(self._asks)
        acts = QHBoxLayout()
        acts.addWidget(self.purge)
        acts.addWidget(self.confirm)
        acts.addStretch(1)
        acts.addWidget(self.back)
        acts.addWidget(self.save)
        lines.addLayout(acts)

    def _follow(self) -> None:
        for field in (self._born, self._majority):
            field.setVisible(self.is_minor.isChecked())
        self._until.setVisible(self.by_hand.isChecked())

    def _ask_to_purge(self) -> None:
        self._asks.setText(
            self.tr(
                "Everything about this client goes for good: sessions, notes, worksheets, and the backups "
                "that still hold them. Nobody can bring it back. That it was purged stays in the ledger."
            )
        )
        self._asks.show()
        self.confirm.show()
        self.purge.hide()
        self.back.setFocus()

    def _decide(self) -> None:
        source, reason = self.source.text().strip(), self.reason.text().strip()
        self._source.show_problem("" if source else self.tr("Please say where the rule comes from."))
        self._reason.show_problem("" if reason else self.tr("Please say why."))
        if not source or not reason:
            return
        minor, by_hand = self.is_minor.isChecked(), self.by_hand.isChecked()
        self.rule_decided.emit(
            KeepingForm(
                years_after_visit=self.years.value(),
                years_after_majority=self.after_majority.value() if minor else None,
                born_on=_told(self.born_on.date()) if minor else None,
                until=_told(self.until.date()) if by_hand else None,
                source=one_line(source, 300),
                hold=self.hold.isChecked(),
                reason=one_line(reason, 300),
            )
        )


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _told(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
