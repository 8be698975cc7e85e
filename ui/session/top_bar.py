"""The head of the room: whose session it is, its phase, what is due, the dose clock, whether all is saved."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kap_companion.clock import Moment
from kap_companion.session.leaving_time import EarliestLeave
from kap_companion.session.prompts import Due
from kap_companion.session.timeline import Timeline, seconds_from_dose
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import Protocol, VisitKind
from kap_companion.vocabulary.session import Session
from ui.one_line import one_line
from ui.session.due_pills import DuePills
from ui.session.finger_button import FingerButton
from ui.session.record_words import held_words
from ui.theme import ROOM, Light
from ui.widgets.elided_label import ElidedLabel
from ui.words import clock_time, phase_word, t_plus

MARGIN = 20
GAP = 22
LONGEST_NAME = 48
PHASES = (Phase.PREPARATION, Phase.DOSING, Phase.INTEGRATION)


class TopBar(QFrame):
    """Follows the timeline and the clock.

    Signals:
        phase_chosen: a person pressed a phase.
        end_asked: a person pressed "End session".
        due_done: the key of what is due; a person pressed its pill.
        due_snoozed: the key of what is due; a person put it off.
    """

    phase_chosen = Signal(object)
    end_asked = Signal()
    due_done = Signal(str)
    due_snoozed = Signal(str)

    def __init__(
        self,
        session: Session,
        client: Client,
        *,
        light: Light = ROOM,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        whose = self.tr("{client} · session {number}").format(
            client=_isolated(one_line(client.name, LONGEST_NAME)), number=session.number
        )
        self._name = ElidedLabel(whose, "strong", self)
        self._details = ElidedLabel(_about(session, self.tr("intention: “{intention}”")), "quiet", self)
        self._phases = QWidget(self)
        self._due = DuePills(light, read_only=read_only, parent=self)
        self._due.done.connect(self.due_done)
        self._due.snoozed.connect(self.due_snoozed)
        self._due.resized.connect(self._break_or_join)
        self._whole = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._below = QHBoxLayout()
        self._rows = 1
        self._pills = {phase: self._pill(phase, read_only=read_only) for phase in phases_of(session.protocol)}
        self._end = FingerButton(self.tr("End session"), self._phases)
        self._end.setProperty("kind", "link")
        self._end.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._end.clicked.connect(self.end_asked)
        self._end.setVisible(not read_only)
        self._dose_clock = QLabel(self)
        self._wall = QLabel(self)
        self._saved = QLabel(self)
        for label in (self._wall, self._saved):
            label.setProperty("kind", "quiet")
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._clock_kind = ""
        self._arrange()
        self.show_saved(saved=True)

    def show_timeline(self, timeline: Timeline) -> None:
        """Light the phase the session is in, and say how long the others took."""
        for phase, pill in self._pills.items():
            spans = [span for span in timeline.phases if span.phase is phase and span.end_ms is not None]
            took = sum(span.end_ms - span.start_ms for span in spans if span.end_ms is not None) / 1000
            word = phase_word(phase)
            is_now = timeline.phase is phase
            pill.setText(f"{word} {_length(took)}" if spans and not is_now else word)
            pill.setChecked(is_now)
            pill.setAccessibleName(self.tr("{phase}, the phase now").format(phase=word) if is_now else word)
        self._end.setEnabled(timeline.ended_ms is None)

    def show_time(self, timeline: Timeline, moment: Moment, elapsed_ms: int) -> None:
        """Let the clocks move on; an ended session's dose clock stands where it ended."""
        at_ms = elapsed_ms if timeline.ended_ms is None else timeline.ended_ms
        seconds = seconds_from_dose(timeline, at_ms)
        kind = "clock" if seconds is not None else "clock-quiet"
        if kind != self._clock_kind:
            self._clock_kind = kind
            self._dose_clock.setProperty("kind", kind)
            self._dose_clock.style().unpolish(self._dose_clock)
            self._dose_clock.style().polish(self._dose_clock)
        said = t_plus(seconds) if seconds is not None else _running(at_ms // 1000)
        since = self.tr("Time since the start: {time}")
        if seconds is not None:
            since = self.tr("Time since the first dose: {time}")
        self._dose_clock.setText(said)
        # A label's own name hides its text from a screen reader.
        self._dose_clock.setAccessibleName(since.format(time=said))
        self._wall.setText(clock_time(moment.at))

    def show_due(self, dues: Sequence[Due], leave: EarliestLeave | None, now_ms: int, wall: datetime) -> None:
        """Say what is due and when they may leave at the earliest; to be called every second.

        Args:
            dues: everything not answered, by time.
            leave: the earliest times to leave; None without a dose.
            now_ms: milliseconds from the session's anchor.
            wall: the wall's time then.
        """
        self._due.show_due(dues, leave, now_ms, wall)

    def show_saved(self, *, saved: bool) -> None:
        """Whether what was last done is on the disk."""
        self._saved.setText(self.tr("saved") if saved else self.tr("not saved"))
        self._saved.setProperty("kind", "quiet" if saved else "problem")
        self._saved.style().unpolish(self._saved)
        self._saved.style().polish(self._saved)
        self._break_or_join()

    def show_held(self, count: int) -> None:
        """How many lines are not on the disk yet; none means that all is saved."""
        self.show_saved(saved=not count)
        if count:
            self._saved.setText(self.tr("{lines} not on the disk yet").format(lines=held_words(count)))
            self._break_or_join()

    @property
    def dose_clock(self) -> str:
        """What the large clock says."""
        return self._dose_clock.text()

    @property
    def saved(self) -> str:
        """What is said of the disk."""
        return self._saved.text()

    @property
    def due(self) -> DuePills:
        """The pills that say what is due."""
        return self._due

    def pill(self, phase: Phase) -> QPushButton:
        """The button of a phase."""
        return self._pills[phase]

    def minimumSizeHint(self) -> QSize:
        """As narrow as the phases, the pills or the clocks: the bar breaks into rows where it must."""
        least = max(
            self._phases.sizeHint().width(),
            self._due.minimumSizeHint().width(),
            self._clocks_width() + self._name_width(),
        )
        return QSize(least + 2 * MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Phases and pills stand beside the name, or in rows of their own where there is no room."""
        super().resizeEvent(event)
        self._break_or_join()

    def _break_or_join(self) -> None:
        phases, due = self._phases.sizeHint().width(), self._due.reserved_width
        room = self.width() - 2 * MARGIN
        beside = self._name_width() + self._clocks_width() + 2 * GAP
        if beside + phases + (due + GAP if due else 0) <= room:
            rows = 1
        elif phases + (due + GAP if due else 0) <= room:
            rows = 2
        else:
            rows = 3
        if rows == self._rows:
            return
        self._rows = rows
        if rows == 1:
            self._head.insertWidget(1, self._phases, 1)
            self._head.insertWidget(2, self._due)
        else:
            self._below.insertWidget(0, self._phases, 1)
            if rows == 2:
                self._below.addWidget(self._due)
            else:
                self._whole.addWidget(self._due)

    def _name_width(self) -> int:
        return self.fontMetrics().averageCharWidth() * 14

    def _clocks_width(self) -> int:
        beside = max(self._wall.sizeHint().width(), self._saved.sizeHint().width())
        return self._dose_clock.sizeHint().width() + beside + 2 * GAP

    def _arrange(self) -> None:
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addStretch()
        who.addWidget(self._name)
        who.addWidget(self._details)
        who.addStretch()
        pills = QHBoxLayout(self._phases)
        pills.setContentsMargins(0, 0, 0, 0)
        pills.setSpacing(6)
        for pill in self._pills.values():
            pills.addWidget(pill)
        pills.addSpacing(14)
        pills.addWidget(self._end)
        pills.addStretch()
        clocks = QVBoxLayout()
        clocks.setSpacing(0)
        clocks.addStretch()
        clocks.addWidget(self._wall)
        clocks.addWidget(self._saved)
        clocks.addStretch()
        self._head.setSpacing(GAP)
        self._head.addLayout(who, 1)
        self._head.addWidget(self._phases, 1)
        self._head.addWidget(self._due)
        self._head.addWidget(self._dose_clock)
        self._head.addLayout(clocks)
        self._below.setSpacing(GAP)
        self._whole.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self._whole.setSpacing(2)
        self._whole.addLayout(self._head)
        self._whole.addLayout(self._below)

    def _pill(self, phase: Phase, *, read_only: bool) -> QPushButton:
        pill = FingerButton(phase_word(phase), self._phases)
        pill.setProperty("kind", "pill")
        pill.setCheckable(True)
        pill.setEnabled(not read_only)
        pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        pill.clicked.connect(partial(self._choose, phase))
        return pill

    def _choose(self, phase: Phase) -> None:
        # A press toggles the button by itself; which one is lit is for the timeline to say.
        pill = self._pills[phase]
        was_lit = not pill.isChecked()
        pill.setChecked(was_lit)
        if not was_lit:
            self.phase_chosen.emit(phase)


def phases_of(protocol: Protocol) -> tuple[Phase, ...]:
    """The phases of a visit, in their order; one without a dose has no dosing."""
    if protocol.visit is VisitKind.DOSING or not protocol.phases:
        return PHASES
    return tuple(dict.fromkeys(plan.phase for plan in protocol.phases))


def _about(session: Session, intention: str) -> str:
    pieces = [one_line(session.protocol.name, 60)]
    if session.intention.strip():
        pieces.append(intention.replace("{intention}", one_line(session.intention, 300)))
    return " · ".join(pieces)


def _isolated(name: str) -> str:
    # A name in another direction must not draw the words around it along.
    return f"\u2068{name}\u2069"


def _length(seconds: float) -> str:
    minutes = int(seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _running(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
