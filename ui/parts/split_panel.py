"""Saying that some of what was known of a part is about another one."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kap_companion.vocabulary.part_act import Observed, Stepped
from ui.one_line import one_line
from ui.parts.asking_panel import AskingPanel
from ui.parts.field_words import day_said, field_word
from ui.parts.part_shown import PartShown
from ui.parts.step_words import step_done
from ui.widgets.labelled_field import LabelledField
from ui.words import said

ROWS = 8


class SplitPanel(AskingPanel):
    """The lines about a part; those that are about the other one are ticked.

    Signals:
        split: the other one's name, which may be empty, and the ids of its lines.
    """

    split = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Which of this is about another part?"),
            self.tr("It is another part"),
            self.tr("Tick what is about the other one. It may stay without a name. Ctrl+Z takes it back."),
            parent,
        )
        self.name = QLineEdit()
        self.sources = QListWidget()
        self.sources.setAccessibleName(self.tr("What is known of this part"))
        self.sources.setWordWrap(True)
        self.sources.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 * ROWS)
        self.asked.addWidget(LabelledField(self.tr("Name of the other part"), self.name))
        self.asked.addWidget(self.sources)
        self.act.clicked.connect(self._split)

    def ask(self, shown: PartShown) -> None:
        """Ask which lines; the newest first."""
        self.show_problem("")
        self.name.clear()
        self.sources.clear()
        for at, source, words in sorted(_lines(shown), reverse=True):
            day = day_said(at.date(), shown.today)
            item = QListWidgetItem(self.tr("{day}: {words}").format(day=day, words=one_line(words, 240)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, source)
            self.sources.addItem(item)
        self.show()
        self.name.setFocus()

    def ticked(self) -> tuple[str, ...]:
        """The ids of the lines that are ticked."""
        items = (self.sources.item(row) for row in range(self.sources.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def _split(self) -> None:
        self.split.emit(self.name.text(), self.ticked())


def _lines(shown: PartShown) -> list[tuple[datetime, str, str]]:
    """What is about the part, as (when, id, words): lines of sessions and what was told beside them."""
    lines = [(entry.at, entry.id, said(entry)) for entry in shown.about]
    family = shown.parts.family
    for act in family.acts:
        match act.deed:
            case Observed(part=part, known=known) if family.about(act.id, part) == shown.part.id:
                lines.append((act.at, act.id, f"{field_word(known.field)}: {known.value}"))
            case Stepped(part=part, taken=taken) if family.about(act.id, part) == shown.part.id:
                done = step_done(taken.step).format(name=shown.label)
                lines.append((act.at, act.id, f"{done}: {taken.text}" if taken.text else done))
            case _:
                continue
    return lines
