"""Between the room's widgets and the live session: what a person does goes in, one `changed` comes out."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.clock import Clock, Moment
from kap_companion.errors import KnownError, NotebookNeededError
from kap_companion.session.known_parts import KnownParts
from kap_companion.session.live import Change, Live
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import RiskKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptOutcome
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Session

TICK_MS = 1000


class SessionController(QObject):
    """Holds the live session for the screen; every act answers True when it is taken in.

    What is taken in is on the disk, or held in memory until the disk is back: `held` says how much.

    Signals:
        changed: a `Change`, after an act or after held lines were written.
        failed: a `KnownError`; nothing of the act was saved.
        notebook_needed: a line that was to be logged or amended belongs in a notebook, and who typed it has
            none; nothing was saved, and whether it belongs in the record is to be asked.
        ticked: a `Moment`, once a second.
        ended: the session was ended by a person.
    """

    changed = Signal(object)
    failed = Signal(object)
    notebook_needed = Signal()
    ticked = Signal(object)
    ended = Signal()

    def __init__(self, live: Live, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._clock = clock
        self._draft_refused = False
        self._pulse = QTimer(self)
        self._pulse.setInterval(TICK_MS)
        self._pulse.timeout.connect(self.tick)

    @property
    def session(self) -> Session:
        """What is set about the session."""
        return self._live.session

    @property
    def timeline(self) -> Timeline:
        """The session as it reads now."""
        return self._live.timeline

    @property
    def roster(self) -> Roster:
        """The client's parts, to be recognised in a line."""
        return self._live.roster

    @property
    def known(self) -> KnownParts:
        """The client's parts, links and acts, and what other sessions say of them."""
        return self._live.known

    @property
    def has_notebook(self) -> bool:
        """Whether who writes here has a notebook for what is private."""
        return self._live.has_notebook

    @property
    def held(self) -> int:
        """How many acts are not on the disk yet."""
        return self._live.held

    @property
    def held_entries(self) -> frozenset[str]:
        """The ids of the entries that are not on the disk yet."""
        return self._live.held_entries

    @property
    def trouble(self) -> KnownError | None:
        """Why the disk did not take what is held; None where nothing is."""
        return self._live.trouble

    def now(self) -> Moment:
        """The moment of the call."""
        return self._clock.now()

    def elapsed_ms(self, moment: Moment | None = None) -> int:
        """Milliseconds since the session began, at a moment or now."""
        return self._live.elapsed_ms(moment or self._clock.now())

    def start_ticking(self) -> None:
        """Begin to follow the clock."""
        self._pulse.start()

    def stop_ticking(self) -> None:
        """Follow the clock no more."""
        self._pulse.stop()

    def tick(self) -> None:
        """Look at the clock: a suspend or a clock step becomes an entry; the screen's clocks move on.

        What is held in memory is tried again.
        """
        moment = self._clock.now()
        if self._live.timeline.ended_ms is None or self._live.held:
            self._do(lambda: self._live.watch(moment))
        self.ticked.emit(moment)

    def log(self, text: str, moment: Moment, *, in_record: bool = False) -> bool:
        """Log one line whose first key was pressed at `moment`; a private one `in_record` when told so."""
        return self._do(lambda: self._live.log(text, moment, in_record=in_record), asks=True)

    def amend(self, entry_id: str, text: str, reason: str = "", *, in_record: bool = False) -> bool:
        """Replace the current reading of an entry."""
        now = self._clock.now()
        return self._do(lambda: self._live.amend(entry_id, text, now, reason, in_record=in_record), asks=True)

    def mark_risk(self, entry_id: str, what: RiskKind) -> bool:
        """Mark a process entry as a risk."""
        return self._do(lambda: self._live.mark_risk(entry_id, what, "", self._clock.now()))

    def write_held(self) -> bool:
        """Try at once to write what is held; whether all of it is on the disk."""
        if self._live.held:
            self._do(lambda: self._live.write_held(self._clock.now()))
        return not self._live.held

    def retract(self, entry_id: str, reason: str = "") -> bool:
        """Take an entry back; it stays in the history."""
        return self._do(lambda: self._live.retract(entry_id, self._clock.now(), reason))

    def take_back(self) -> bool:
        """Take back the newest entry a person typed."""
        return self._do(lambda: self._live.take_back(self._clock.now()))

    def settle(self, part_id: str) -> bool:
        """Close the presence of a part."""
        return self._do(lambda: self._live.settle(part_id, self._clock.now()))

    def rate(self, quality: Quality, level: int) -> bool:
        """Log one quality of Self-energy, 0 to 4, as the facilitator sees it."""
        return self._do(lambda: self._live.rate(quality, level, self._clock.now()))

    def asked(self, question: str, step: str, part: str | None = None) -> bool:
        """Log that a question was asked."""
        return self._do(lambda: self._live.asked(question, step, self._clock.now(), part))

    def enter(self, phase: Phase) -> bool:
        """Move the session to a phase, or end it."""
        return self._do(lambda: self._live.enter(phase, self._clock.now()))

    def answer(
        self, key: str, outcome: PromptOutcome, reason: str = "", minutes: float | None = None
    ) -> bool:
        """Answer what is due; it is put off for `minutes`, or the usual time."""
        return self._do(lambda: self._live.answer(key, outcome, self._clock.now(), reason, minutes))

    def stop(self) -> bool:
        """Log that the client asks to stop."""
        return self._do(lambda: self._live.stop(self._clock.now()))

    def withdraw(self) -> bool:
        """Log that the client withdraws every consent that can be withdrawn."""
        return self._do(lambda: self._live.withdraw(self._clock.now()))

    def keep_draft(self, text: str, started: Moment) -> bool:
        """Keep a half-typed line, so that a crash gives it back; whether it is on the disk.

        A disk that takes none says so once, not at every key; while lines are held it is not tried.
        """
        if self._live.held:
            return False
        try:
            self._live.keep_draft(text, started)
        except KnownError as error:
            if not self._draft_refused:
                self._draft_refused = True
                self.failed.emit(error)
            return False
        self._draft_refused = False
        return True

    def draft(self) -> str:
        """The half-typed line that was kept, or nothing."""
        kept = self._live.draft()
        return kept.text if kept else ""

    def kept_line(self) -> tuple[str, Moment] | None:
        """The half-typed line that was kept, and the moment of its first key on the clocks of now."""
        kept = self._live.draft()
        if kept is None or not kept.text:
            return None
        now = self._clock.now()
        ago = max(now.at - kept.started_at, timedelta())
        ago_ms = round(ago.total_seconds() * 1000)
        return kept.text, Moment(now.at - ago, now.steady_ms - ago_ms, now.awake_ms - ago_ms)

    def _do(self, act: Callable[[], Change | None], *, asks: bool = False) -> bool:
        before = self._live.timeline.ended_ms
        try:
            change = act()
        except NotebookNeededError as error:
            if asks:
                self.notebook_needed.emit()
            else:
                self.failed.emit(error)
            return False
        except KnownError as error:
            self.failed.emit(error)
            return False
        if change is not None:
            self.changed.emit(change)
            if before is None and change.timeline.ended_ms is not None:
                self.ended.emit()
        return True
