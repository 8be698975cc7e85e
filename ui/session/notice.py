"""A quiet line beside what it concerns: what happened, and what to do next."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kap_companion.errors import KnownError
from ui.widgets.announcement import announce
from ui.widgets.elided_label import ElidedLabel
from ui.words import problem

REMARK_MS = 8_000


class Notice(ElidedLabel):
    """Holds its place while it is empty, so that nothing moves when it speaks.

    A remark goes away by itself; a problem stays until what it is about has gone well.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind="quiet", parent=parent)
        self._is_problem = False
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.setInterval(REMARK_MS)
        self._until.timeout.connect(self.clear_remark)

    def remark(self, words: str) -> None:
        """Say something that may be overlooked."""
        self._until.start()
        self._say(words, is_problem=False)

    def problem(self, error: KnownError) -> None:
        """Say what could not be done, and what to do next; it stays."""
        self._until.stop()
        self._say(problem(error), is_problem=True)

    def settle(self) -> None:
        """What a problem was about has gone well since."""
        if self._is_problem:
            self._say("", is_problem=False)

    def clear_remark(self) -> None:
        """Take a remark away; a problem stays."""
        if not self._is_problem:
            self._say("", is_problem=False)

    def _say(self, words: str, *, is_problem: bool) -> None:
        if is_problem != self._is_problem:
            self._is_problem = is_problem
            self.setProperty("kind", "problem" if is_problem else "quiet")
            self.style().unpolish(self)
            self.style().polish(self)
        self.show_text(words)
        announce(self, words)
