"""One gentle question at a time, for the part that is looked at; after it was asked the card rests."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.session.asking import Question, next_question
from kap_companion.session.six_fs import SixFs
from kap_companion.vocabulary.part import Part
from ui.controller import SessionController
from ui.one_line import one_line

# Of a long session the questions offered last are remembered.
MOST_REMEMBERED = 200


class YouMightAsk(QWidget):
    """Offers a question and waits; which one it is, is worked out from the session.

    Args:
        six_fs: the questions there are.
        controller: of the session.
        parent: the panes.

    Signals:
        asked: question, the step's title and the part's id (empty for none); a person asked it.
    """

    asked = Signal(str, str, str)

    def __init__(self, six_fs: SixFs, controller: SessionController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._six_fs = six_fs
        self._controller = controller
        self._part: str | None = None
        self._offered: Question | None = None
        self._before: list[str] = []
        self._wanted = False
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
        self._choose()

    @property
    def question(self) -> str:
        """The question on offer; empty while the card rests."""
        return self._question.text()

    @property
    def step_line(self) -> str:
        """Where it belongs, and the key for another."""
        return self._step.text()

    def look_at(self, part: Part | None) -> None:
        """Something changed: ask about this part, or about nobody, as the session reads now."""
        self._part = part.id if part is not None else None
        self._choose()

    def another(self) -> None:
        """Offer another question, also while the card rests."""
        if self._offered is not None:
            self._before = [*self._before[1 - MOST_REMEMBERED :], self._offered.text]
        self._wanted = True
        self._choose()

    def say_asked(self) -> None:
        """A person asked the question on offer; nothing happens while the card rests."""
        on_offer = self._offered
        if on_offer is not None:
            self._wanted = False
            self.asked.emit(on_offer.text, on_offer.step, on_offer.part or "")

    def _choose(self) -> None:
        controller = self._controller
        self._offered = next_question(
            controller.timeline,
            controller.roster,
            self._part,
            self._before,
            self._six_fs,
            controller.session.protocol,
            now_ms=controller.elapsed_ms(),
            wanted=self._wanted,
        )
        self._show()

    def _show(self) -> None:
        on_offer = self._offered
        pieces: list[str] = []
        if on_offer is not None:
            pieces = [on_offer.step] if on_offer.step else []
            pieces += [self._ordinals()[on_offer.place]] if on_offer.place is not None else []
            pieces.append(self.tr("Ctrl+J for another, Ctrl+Enter logs that it was asked"))
        elif self._controller.timeline.ended_ms is None:
            pieces.append(self.tr("Time to listen · Ctrl+J for a question"))
        self._question.setText(one_line(on_offer.text) if on_offer is not None else "")
        self._question.setVisible(on_offer is not None)
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
