"""What is in memory alone: a quiet, clear sign of it, and a word before it would be lost."""

from PySide6.QtCore import QObject

from kap_companion.errors import KnownError, StorageError
from ui.controller import SessionController
from ui.session.half_typed import HalfTyped
from ui.session.notice import Notice
from ui.session.record_words import held_words
from ui.session.top_bar import TopBar
from ui.session.veil import Veil


class Unsaved(QObject):
    """Follows what the disk did not take yet.

    Args:
        controller: of the session.
        line: what is half typed.
        top: shows how much is held.
        notice: says when it begins and when it is over.
        veil: says so where the room cannot be seen.
        parent: the page.
    """

    def __init__(
        self,
        controller: SessionController,
        line: HalfTyped,
        top: TopBar,
        notice: Notice,
        veil: Veil,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._line = line
        self._top = top
        self._notice = notice
        self._veil = veil
        self._held = 0
        self._warned: tuple[int, str] | None = None

    def follow(self) -> None:
        """An act was taken in, or held ones were written."""
        before, self._held = self._held, self._controller.held
        self._top.show_held(self._held)
        if self._held and not before:
            trouble = self._controller.trouble
            kept = self.tr("The disk takes nothing just now: lines are kept in memory until it does.")
            self._say(StorageError(kept, trouble.advice if trouble is not None else ""))
        elif not self._held:
            self._notice.settle()
            if before:
                self._notice.remark(self.tr("The disk is back, and every line is on it."))
                self._veil.say_usual()

    def may_leave(self) -> bool:
        """Whether nothing would be lost, or the person was told so and does it again."""
        self._line.keep_now()
        self._controller.write_held()
        held, half_typed = self._controller.held, self._line.text if self._line.is_unkept else ""
        would_lose = (held, half_typed)
        if not (held or half_typed) or would_lose == self._warned:
            return True
        self._warned = would_lose
        if held:
            lines = self.tr("{lines} not on the disk yet would be lost.").format(lines=held_words(held))
        else:
            lines = self.tr("The half-typed line is not on the disk and would be lost.")
        self._say(StorageError(lines, self.tr("Do it once more to leave all the same.")))
        return False

    def _say(self, error: KnownError) -> None:
        self._notice.problem(error)
        self._veil.problem(error)
