"""One gentle question at a time, for the part that is looked at."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.vocabulary.part import Part
from kap_companion.worksheets.prompts import SixFs, Step
from ui.one_line import one_line

FS = 6
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Question:
    """A question and where it belongs; `place` counts the steps from 0."""

    text: str
    step: Step
    place: int


def questions(six_fs: SixFs, part: Part | None) -> tuple[Question, ...]:
    """One question of each step in the steps' order, then the second of each, and so on.

    Without a part only those that speak of none.
    """
    name = one_line(part.name, LONGEST_NAME) if part is not None and part.name.strip() else six_fs.this_part
    most = max(len(step.questions) for step in six_fs.steps)
    return tuple(
        Question(step.asking(number, name), step, place)
        for number in range(most)
        for place, step in enumerate(six_fs.steps)
        if number < len(step.questions) and (part is not None or "{name}" not in step.questions[number])
    )


class YouMightAsk(QWidget):
    """Offers a question and waits; each part keeps its own place in the round.

    Signals:
        asked: question, the step's title and the part's id (empty for none); a person asked it.
    """

    asked = Signal(str, str, str)

    def __init__(self, six_fs: SixFs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._six_fs = six_fs
        self._part: Part | None = None
        self._turns: dict[str, int] = {}
        title = QLabel(self.tr("You might ask"), self)
        title.setProperty("kind", "section")
        card = QFrame(self)
        card.setProperty("kind", "card")
        self._question = QLabel(card)
        self._step = QLabel(card)
        self._step.setProperty("kind", "quiet")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 11, 12, 11)
        inside.setSpacing(6)
        as_wide_as_there_is = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        as_wide_as_there_is.setHeightForWidth(True)
        for label in (self._question, self._step):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(as_wide_as_there_is)
            inside.addWidget(label)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(title)
        whole.addWidget(card)
        self._show()

    @property
    def question(self) -> str:
        """The question on offer."""
        return self._question.text()

    @property
    def step_line(self) -> str:
        """Where it belongs, and the key for another."""
        return self._step.text()

    def look_at(self, part: Part | None) -> None:
        """Ask about this part from now on."""
        if part != self._part:
            self._part = part
            self._show()

    def another(self) -> None:
        """Offer the next question."""
        self._turns[self._key()] = self._turns.get(self._key(), 0) + 1
        self._show()

    def say_asked(self) -> None:
        """A person asked the question on offer."""
        on_offer = self._on_offer()
        self.asked.emit(on_offer.text, on_offer.step.title, self._key())

    def _key(self) -> str:
        return self._part.id if self._part is not None else ""

    def _on_offer(self) -> Question:
        offered = questions(self._six_fs, self._part)
        return offered[self._turns.get(self._key(), 0) % len(offered)]

    def _show(self) -> None:
        on_offer = self._on_offer()
        self._question.setText(on_offer.text)
        pieces = [on_offer.step.title]
        if on_offer.place < FS:
            pieces.append(self._ordinals()[on_offer.place])
        pieces.append(self.tr("Ctrl+J for another, Ctrl+Enter logs that it was asked"))
        self._step.setText(" · ".join(pieces))

    def _ordinals(self) -> tuple[str, ...]:
        return (
            self.tr("first of the six Fs"),
            self.tr("second of the six Fs"),
            self.tr("third of the six Fs"),
            self.tr("fourth of the six Fs"),
            self.tr("fifth of the six Fs"),
            self.tr("last of the six Fs"),
        )
