"""How a part stands to another, asked on its page: saying it, how it is by now, how it was before."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kap_companion.family.kin import Link
from kap_companion.vocabulary.links import UNDIRECTED, LinkKind, LinkState
from ui.one_line import one_line
from ui.parts.asking_panel import SMALLEST, AskingPanel
from ui.parts.field_words import day_said
from ui.parts.part_shown import PartShown
from ui.parts.stays_close import from_word, link_state_word, toward_word
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labelled_field import LabelledField
from ui.widgets.rows import Rows
from ui.widgets.words_label import words_label

# A kind with a direction can be told from either end.
KINDS: tuple[tuple[LinkKind, bool], ...] = tuple(
    (kind, outward) for kind in LinkKind for outward in ((True,) if kind in UNDIRECTED else (True, False))
)
STATES = tuple(LinkState)


@dataclass(frozen=True, slots=True)
class Standing:
    """How two parts stand to each other; the ends by their ids."""

    kind: LinkKind
    from_part: str
    to_part: str
    state: LinkState


class StandingPanel(AskingPanel):
    """For a new link, or for how one stands by now.

    Signals:
        link_said: a `Standing`.
        link_dropped: a `Standing` that does not hold after all.
    """

    link_said = Signal(object)
    link_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How do they stand to each other?"), self.tr("Keep"), parent=parent)
        self._part = ""
        self.kind = ChoiceBox()
        self.other = ChoiceBox()
        self.state = ChoiceBox()
        for kind, outward in KINDS:
            self.kind.addItem(toward_word(kind) if outward else from_word(kind))
        for state in STATES:
            self.state.addItem(link_state_word(state))
        for box in (self.kind, self.other, self.state):
            box.setMinimumHeight(SMALLEST)
        self.drop = QPushButton(self.tr("They do not stand so"))
        self.drop.setMinimumHeight(SMALLEST)
        self.acts.insertWidget(1, self.drop)
        self._before = Rows(2)
        self.asked.addWidget(LabelledField(self.tr("This part"), self.kind))
        self.asked.addWidget(LabelledField(self.tr("The other part"), self.other))
        self.asked.addWidget(LabelledField(self.tr("By now"), self.state))
        self.lines.addLayout(self._before)
        self.act.clicked.connect(lambda: self.link_said.emit(self._standing()))
        self.drop.clicked.connect(lambda: self.link_dropped.emit(self._standing()))

    def ask(self, shown: PartShown, link: Link | None) -> None:
        """Ask how a link stands by now, or for a new one where `link` is None."""
        self.show_problem("")
        self._part = shown.part.id
        self.other.clear()
        for other in shown.others:
            self.other.addItem(one_line(shown.parts.label(other.id), 80), other.id)
        if link is not None:
            outward = link.from_part == shown.part.id
            self.kind.setCurrentIndex(KINDS.index((link.kind, outward or link.kind in UNDIRECTED)))
            self.other.setCurrentIndex(self.other.findData(link.to_part if outward else link.from_part))
            self.state.setCurrentIndex(STATES.index(link.state))
        for box in (self.kind, self.other):
            box.setEnabled(link is None)
        self.drop.setVisible(link is not None)
        self._before.replace(self._history(shown, link) if link is not None else ())
        self.show()
        (self.kind if link is None else self.state).setFocus()

    def _standing(self) -> Standing:
        kind, outward = KINDS[self.kind.currentIndex()]
        other = str(self.other.currentData() or "")
        from_part, to_part = (self._part, other) if outward else (other, self._part)
        return Standing(kind, from_part, to_part, STATES[self.state.currentIndex()])

    def _history(self, shown: PartShown, link: Link) -> list[QWidget]:
        lines: list[QWidget] = []
        for reading in reversed(link.history):
            state = link_state_word(reading.state) if reading.state else self.tr("not so after all")
            day = day_said(reading.at.date(), shown.today)
            words = self.tr("{day}: {state}").format(day=day, state=state)
            if reading.text:
                words += f" · {one_line(reading.text, 160)}"
            lines.append(words_label(words, "quiet"))
        return lines
