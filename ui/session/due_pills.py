"""The pills of the top bar: what is due next, and the earliest time to leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.session.leaving_time import EarliestLeave
from kap_companion.session.prompts import Due, next_to_answer, overdue
from ui.session.due_pill import DuePill
from ui.session.due_words import LATER_KEYS, MINUTE_MS, due_words, leave_words
from ui.session.finger_button import FingerButton
from ui.theme import Light

GAP = 10
# As wide as the words for what is overdue usually get.
LONG_AGO_MS = 59 * MINUTE_MS


class DuePills(QWidget):
    """Tells what is due; pressing a pill whose time has come says that it is done, "later" puts it off.

    Nothing takes the focus, and what it says changes without moving what stands beside it.

    Signals:
        done: the key of what is due.
        snoozed: the key of what is due.
        resized: another room is needed.
    """

    done = Signal(str)
    snoozed = Signal(str)
    resized = Signal()

    def __init__(self, light: Light, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._reserved = 0
        self._measured: tuple[object, ...] | None = None
        self.next = DuePill(light, answers=not read_only, parent=self)
        self.next.clicked.connect(self._say_done)
        self.later = FingerButton(self.tr("later"), self)
        self.later.setProperty("kind", "link")
        self.later.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.later.setToolTip(LATER_KEYS)
        self.later.clicked.connect(self._say_snoozed)
        self.leave = DuePill(light, answers=False, parent=self)
        self._may_answer = not read_only
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addStretch()
        for widget in (self.next, self.later, self.leave):
            row.addWidget(widget)
            widget.hide()

    @property
    def reserved_width(self) -> int:
        """How wide they are without the keys, and will be when what is next comes due: that moves nothing."""
        return self._reserved

    def show_due(self, dues: Sequence[Due], leave: EarliestLeave | None, now_ms: int, wall: datetime) -> None:
        """Say what is due, and when they may leave at the earliest.

        Args:
            dues: everything not answered, by time.
            leave: the earliest times to leave; None without a dose.
            now_ms: milliseconds from the session's anchor.
            wall: the wall's time then.
        """
        shown, words = next_to_answer(dues, now_ms), due_words(dues, now_ms)
        come = bool(overdue(dues, now_ms))
        self._key = shown.key if shown is not None else ""
        if words is not None:
            self.next.show_words(words, come=come)
        self._show(self.next, shown=words is not None)
        if come and words is not None:
            self.later.setAccessibleName(self.tr("Put off: {what}").format(what=words.name))
            self.later.setAccessibleDescription(LATER_KEYS)
        self._show(self.later, shown=come and self._may_answer)
        if leave is not None:
            reached = leave.counts_ms is not None and leave.counts_ms <= now_ms
            self.leave.show_words(leave_words(leave, now_ms, wall), come=reached)
        self._show(self.leave, shown=leave is not None)
        self._measure(shown)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured = None

    def _measure(self, shown: Due | None) -> None:
        what = (shown.what if shown else None, self.next.words.shape, self.leave.words.shape)
        now = (*what, self.later.isHidden(), self.leave.isHidden())
        if now == self._measured:
            return
        self._measured = now
        widths = []
        if shown is not None:
            later = due_words((shown,), shown.at_ms + LONG_AGO_MS) or self.next.words
            both = (replace(words, hint="") for words in (self.next.words, later))
            widths += [max(map(self.next.width_of, both)), self.later.sizeHint().width()]
        if not self.leave.isHidden():
            widths.append(self.leave.sizeHint().width())
        wide = sum(widths) + GAP * max(len(widths) - 1, 0)
        if wide != self._reserved:
            self._reserved = wide
            self.resized.emit()

    def _show(self, widget: QWidget, *, shown: bool) -> None:
        # A widget that goes hands its focus on by itself; what is shown already is left alone.
        if widget.isHidden() == shown:
            widget.setVisible(shown)

    def _say_done(self) -> None:
        if self._key:
            self.done.emit(self._key)

    def _say_snoozed(self) -> None:
        if self._key:
            self.snoozed.emit(self._key)
