"""What is told of a step before it is kept; for a part that stepped in, which one it was."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kap_companion.vocabulary.observation import PathStep
from ui.parts.path_words import path_step_word
from ui.session.finger_button import FINGER, FingerButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words_label import words_label


class StepPanel(QFrame):
    """A field for a word about the step; Enter keeps it, Esc leaves it.

    Signals:
        kept: the `PathStep`, what is told of it, and the id of the part that stepped in (empty for none).
        left: the step was left as it was.
    """

    kept = Signal(object, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._step: PathStep | None = None
        self._title = words_label(parent=self)
        self.who = ChoiceBox(self)
        self.who.setMinimumHeight(FINGER)
        self.who.setAccessibleName(self.tr("Which part stepped in"))
        self.told = QLineEdit(self)
        self.told.setMinimumHeight(FINGER)
        self.told.returnPressed.connect(self._keep)
        self._keep_button = FingerButton(self.tr("Keep"), self)
        self._keep_button.clicked.connect(self._keep)
        leave = FingerButton(self.tr("Leave it"), self)
        leave.clicked.connect(self.leave)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self._keep_button)
        across.addWidget(leave)
        across.addStretch()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        for widget in (self._title, self.who, self.told):
            inside.addWidget(widget)
        inside.addLayout(across)
        self.hide()

    @property
    def step(self) -> PathStep | None:
        """What is asked about; None for nothing."""
        return self._step

    def ask(self, step: PathStep, others: Iterable[tuple[str, str]] = ()) -> None:
        """Ask what is to be told of a step.

        Args:
            step: which.
            others: the ids and names of the parts that may have stepped in, for `BECAME_NEXT`.
        """
        self._step = step
        steps_in = step is PathStep.BECAME_NEXT
        self.who.clear()
        for part_id, name in others:
            self.who.addItem(name, part_id)
        self.who.setVisible(steps_in)
        words = self.tr("stepped in, and became the next one to meet") if steps_in else path_step_word(step)
        self._title.setText(words)
        self.told.setPlaceholderText(
            self.tr("Why, or nothing") if steps_in else self.tr("What is told of it, or nothing")
        )
        self.told.setAccessibleName(self.tr("What is told of: {step}").format(step=words))
        self._keep_button.setAccessibleName(self.tr("Keep: {step}").format(step=words))
        self.show()
        (self.who if steps_in else self.told).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Leave the step as it was."""
        self._step = None
        self.told.clear()
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the step."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        step, told = self._step, self.told.text().strip()
        other = self.who.currentData() if step is PathStep.BECAME_NEXT else ""
        if step is not None:
            self.leave()
            self.kept.emit(step, told, other or "")
