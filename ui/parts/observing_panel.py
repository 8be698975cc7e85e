"""Adding what was heard of a part beside a session's log: of which field, in whose words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kap_companion.parts.what_is_known import IN_ORDER
from kap_companion.vocabulary.observation import MOST_TRUST, Known, PartField
from ui.parts.asking_panel import SMALLEST, AskingPanel, SaidBy
from ui.parts.field_words import field_word
from ui.parts.part_shown import PartShown
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField

# An answer belongs to its question, and is entered beside it.
FIELDS = tuple(field for field in IN_ORDER if field is not PartField.ANSWER)
_LEVELS = frozenset({PartField.TRUST, PartField.INTENSITY})


class ObservingPanel(AskingPanel):
    """One reading at a time.

    Signals:
        observed: a `Known`.
    """

    observed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What did you hear or see?"), self.tr("Keep"), parent=parent)
        self.field = ChoiceBox()
        self.field.setMinimumHeight(SMALLEST)
        for field in FIELDS:
            self.field.addItem(field_word(field), field)
        self.words = QLineEdit()
        self.level = ChoiceBox()
        self.level.setMinimumHeight(SMALLEST)
        for level in range(MOST_TRUST + 1):
            self.level.addItem(str(level), str(level))
        self.blended = ChoiceBox()
        self.blended.setMinimumHeight(SMALLEST)
        self.blended.addItem(self.tr("blended"), "blended")
        self.blended.addItem(self.tr("unblended"), "unblended")
        self.by = SaidBy()
        self.asked.addWidget(LabelledField(self.tr("About"), self.field))
        self._asked_words = LabelledField(self.tr("In their words"), self.words)
        self._asked_level = LabelledField(self.tr("From 0 to 10"), self.level)
        self._asked_blended = LabelledField(self.tr("How it is"), self.blended)
        for asked in (self._asked_words, self._asked_level, self._asked_blended, self.by):
            self.asked.addWidget(asked)
        self.field.currentIndexChanged.connect(self._fit)
        self.words.returnPressed.connect(self.act.click)
        self.act.clicked.connect(self._observe)
        self._fit()

    def ask(self, shown: PartShown) -> None:
        """Ask for a reading of a part."""
        self.show_problem("")
        self.words.clear()
        self.by.ask(shown.parts.client.name)
        self.show()
        self.field.setFocus()

    def _field(self) -> PartField:
        return FIELDS[self.field.currentIndex()]

    def _fit(self) -> None:
        field = self._field()
        self._asked_level.setVisible(field in _LEVELS)
        self._asked_blended.setVisible(field is PartField.BLENDED)
        self._asked_words.setVisible(field not in _LEVELS and field is not PartField.BLENDED)

    def _observe(self) -> None:
        field = self._field()
        value = self.words.text()
        if field in _LEVELS:
            value = str(self.level.currentData())
        elif field is PartField.BLENDED:
            value = str(self.blended.currentData())
        self.observed.emit(Known(field=field, value=value, by=self.by.rater()))
