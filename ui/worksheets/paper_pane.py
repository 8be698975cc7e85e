"""How a sheet is set on paper: the paper, the letters, what identifies the client, the language."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from kap_companion.vocabulary.composition import Composition
from kap_companion.vocabulary.paper import Paper, PaperChoice
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField


class PaperPane(QWidget):
    """The choices beside a sheet; it shows a composition and gives it back with what was chosen.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, languages: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = ChoiceBox()
        self.paper.addItem(self.tr("Letter"), Paper.LETTER)
        self.paper.addItem(self.tr("A4"), Paper.A4)
        self.points = ChoiceBox()
        self.points.addItem(self.tr("11 pt"), 11)
        self.points.addItem(self.tr("16 pt, large print"), 16)
        self.points.addItem(self.tr("20 pt, large print"), 20)
        self.language = ChoiceBox()
        for code, name in languages.items():
            self.language.addItem(name, code)
        self.template = ChoiceBox()
        self.hyperlegible = QCheckBox(self.tr("Letters easy to tell apart"))
        self.grey = QCheckBox(self.tr("Black and white"))
        self.punched = QCheckBox(self.tr("Margin for a hole punch"))
        self.named = QCheckBox(self.tr("With the client’s name"))
        self.visit = QLineEdit()
        self.visit.setMaxLength(120)
        self.visit.setPlaceholderText(self.tr("such as 22 November, 10:00"))
        self._template = LabelledField(self.tr("Template"), self.template)
        self._lay_out()
        for box in (self.paper, self.points, self.language, self.template):
            box.activated.connect(self.changed)
        for tick in (self.hyperlegible, self.grey, self.punched, self.named):
            tick.clicked.connect(self.changed)
        self.visit.editingFinished.connect(self.changed)

    def show_templates(self, names: Sequence[str]) -> None:
        """Offer the practice's own templates of this sheet; without any there is nothing to choose."""
        self.template.clear()
        self.template.addItem(self.tr("The companion’s own"), "")
        for name in names:
            self.template.addItem(name, name)
        self._template.setVisible(bool(names))

    def show_composition(self, composition: Composition) -> None:
        """Show what is chosen."""
        paper = composition.paper
        self.paper.setCurrentIndex(self.paper.findData(paper.paper))
        self.points.setCurrentIndex(self.points.findData(paper.points))
        self.language.setCurrentIndex(max(0, self.language.findData(composition.language)))
        self.template.setCurrentIndex(max(0, self.template.findData(composition.template)))
        self.hyperlegible.setChecked(paper.hyperlegible)
        self.grey.setChecked(paper.grey)
        self.punched.setChecked(paper.punched)
        self.named.setChecked(composition.named)
        if not self.visit.hasFocus():
            self.visit.setText(composition.visit)

    def applied_to(self, composition: Composition) -> Composition:
        """The composition with what is chosen here."""
        paper = PaperChoice(
            paper=Paper(self.paper.currentData()),
            points=self.points.currentData(),
            hyperlegible=self.hyperlegible.isChecked(),
            grey=self.grey.isChecked(),
            punched=self.punched.isChecked(),
        )
        return composition.model_copy(
            update={
                "paper": paper,
                "language": str(self.language.currentData()),
                "template": str(self.template.currentData() or ""),
                "named": self.named.isChecked(),
                "visit": self.visit.text().strip(),
            }
        )

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 12, 0)
        lines.setSpacing(4)
        lines.addWidget(LabelledField(self.tr("Paper"), self.paper))
        lines.addWidget(LabelledField(self.tr("Size of the text"), self.points))
        lines.addWidget(LabelledField(self.tr("Language of the sheet"), self.language))
        lines.addWidget(self._template)
        for tick in (self.hyperlegible, self.grey, self.punched, self.named):
            tick.setMinimumHeight(44)
            lines.addWidget(tick)
        lines.addWidget(LabelledField(self.tr("To bring back on"), self.visit))
        lines.addStretch(1)
