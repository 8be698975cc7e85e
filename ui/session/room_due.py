"""What is due and what is open, shown in the room and answered from it."""

from PySide6.QtCore import QObject

from kap_companion.clock import Moment
from kap_companion.session.concerns import concerns
from kap_companion.session.leaving_time import EarliestLeave, earliest_leave
from kap_companion.session.limits import limits_in_force
from kap_companion.session.live import Change
from kap_companion.session.prompts import Due
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.prompting import PromptOutcome
from ui.controller import SessionController
from ui.reminding import Reminding
from ui.session.concern_rows import answering_line, open_words
from ui.session.due_words import veil_words
from ui.session.room_clock import RoomClock
from ui.session.room_panes import RoomPanes
from ui.session.veil import Veil

# Only these change what is due, what is open, or when somebody may leave.
_CONCERNED = frozenset(
    {
        EntryKind.VITALS,
        EntryKind.DOSE,
        EntryKind.ADVERSE_EVENT,
        EntryKind.ACTION,
        EntryKind.PROMPT,
        EntryKind.LIMIT,
        EntryKind.FACT,
        EntryKind.SETTING,
        EntryKind.PHASE,
        # The clock slept or was set: alarms ring by the wall's time.
        EntryKind.GAP,
    }
)


class RoomDue(QObject):
    """Follows the session; what is worked out anew is only what an entry could have changed.

    Args:
        controller: of the session.
        reminding: knows what is due, and wakes when the next of it comes.
        panes: where it is shown.
        veil: says what is due where the room is covered.
        clock: writes times.
        parent: the page.
    """

    def __init__(
        self,
        controller: SessionController,
        reminding: Reminding,
        panes: RoomPanes,
        veil: Veil,
        clock: RoomClock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._reminding = reminding
        self._panes = panes
        self._veil = veil
        self._clock = clock
        self._leave: EarliestLeave | None = None
        self._veiled_words = ""
        reminding.due_changed.connect(self._show_now)
        panes.top.due_done.connect(self._done)
        panes.top.due_snoozed.connect(self._snoozed)
        self._work_out()

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What is due now and was not answered."""
        return self._reminding.overdue

    def follow(self, change: Change) -> None:
        """Take in what an act did."""
        if change.removed or any(entry.kind in _CONCERNED for entry in change.added):
            self._work_out()

    def show_time(self, moment: Moment, now_ms: int) -> None:
        """Let what is counted down move on."""
        dues = self._reminding.dues
        self._panes.top.show_due(dues, self._leave, now_ms, moment.at)
        words = veil_words(dues, now_ms)
        if words != self._veiled_words:
            self._veiled_words = words
            self._veil.show_due(words)

    def answer(self) -> None:
        """The first of what is due is done."""
        self._answer(PromptOutcome.DONE)

    def snooze(self) -> None:
        """The first of what is due is put off."""
        self._answer(PromptOutcome.SNOOZED)

    def _answer(self, outcome: PromptOutcome) -> None:
        come = self._reminding.overdue
        if come:
            self._controller.answer(come[0].key, outcome)
        else:
            # A key pressed in passing must not answer what is an hour away.
            self._panes.capture.notice.remark(self.tr("Nothing is due yet."))

    def _done(self, key: str) -> None:
        self._controller.answer(key, PromptOutcome.DONE)

    def _snoozed(self, key: str) -> None:
        self._controller.answer(key, PromptOutcome.SNOOZED)

    def _work_out(self) -> None:
        timeline, plan = self._controller.timeline, self._controller.session.protocol
        self._leave = earliest_leave(timeline, plan) if timeline.ended_ms is None else None
        still = [concern for concern in concerns(timeline, plan) if concern.is_open]
        self._panes.concerns.show_open(open_words(still, self._clock.time_of), answering_line(still))
        self._reminding.follow(timeline, plan)
        self._panes.timeline.set_dues(self._reminding.dues)
        self._panes.timeline.set_limits(limits_in_force(timeline, plan))

    def _show_now(self) -> None:
        moment = self._controller.now()
        self.show_time(moment, self._controller.elapsed_ms(moment))
