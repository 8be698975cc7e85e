"""A session while it is held: every act becomes rows on the disk, then a change to be shown."""

from collections.abc import Sequence

from kap_companion.clock import Clock, Moment
from kap_companion.errors import KnownError, SessionError
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import acts
from kap_companion.session.beginning import begun
from kap_companion.session.capture import read
from kap_companion.session.corrections import unfinished, whole_retraction
from kap_companion.session.drafts import Drafts
from kap_companion.session.interpret import Hand, Rows, written
from kap_companion.session.open_session import Change, OpenSession
from kap_companion.session.placing import When
from kap_companion.session.saving import Files
from kap_companion.session.session_clock import SessionClock, closed_seconds, drift
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import GapCause, GapDetail, RiskKind
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Protocol, Session, SessionState
from kap_companion.vocabulary.shared import Draft

__all__ = ["Change", "Live"]

# How long the disk is left alone before it is tried again.
TRY_AGAIN_MS = 3_000


class Live:
    """One session on the screen, over the record and the author's notebook, where they have one.

    While the session runs, an act that the disk does not take is held in memory, shown, and written in its
    order when the disk is back. Once it has ended, such an act raises `StorageError`. Once it was signed,
    every act raises `SigningError`.
    """

    def __init__(
        self, opened: OpenSession, client: Client, clock: Clock, now: Moment, *, read_only: bool = False
    ) -> None:
        self._open = opened
        self._client = client
        self._clock = clock
        self._noted = now
        self._tried = now
        self._session_clock = SessionClock.resumed(
            opened.hand.session.anchor, opened.timeline.everything, now
        )
        self._read_only = read_only

    @classmethod
    def begin(
        cls,
        record: Record,
        notebook: Notebook | None,
        clock: Clock,
        *,
        client: Client,
        protocol: Protocol,
        author: Person,
        intention: str = "",
        weight_kg: float | None = None,
        timezone: str = "",
        device: str = "",
        drafts: Drafts | None = None,
    ) -> "Live":
        """Begins a session in preparation, with the entry that says so; its anchor is now.

        Args:
            record: the practice's.
            notebook: the author's; None where they have none.
            clock: tells now.
            client: of the practice.
            protocol: copied into the session.
            author: who facilitates and writes.
            intention: in the client's words.
            weight_kg: None where it was not weighed.
            timezone: IANA name of the room's zone, or empty.
            device: the computer's id.
            drafts: where half-typed lines wait; the notebook's own unless given.
        """
        now = clock.now()
        session = begun(record, now, client, protocol, author, intention, weight_kg, timezone, device)
        hand = Hand(session, author.id, device)
        return cls(OpenSession.read(Files.of(record, notebook, drafts), hand), client, clock, now)

    @classmethod
    def resume(
        cls,
        record: Record,
        notebook: Notebook | None,
        clock: Clock,
        session: Session,
        author: Person,
        device: str = "",
        drafts: Drafts | None = None,
    ) -> tuple["Live", Change]:
        """Takes a session up again; where it was running, an entry says how long nothing could be logged."""
        hand = Hand(session, author.id, device)
        opened = OpenSession.read(Files.of(record, notebook, drafts), hand)
        live = cls(opened, record.client(session.client), clock, clock.now())
        return live, live._take_up()

    @classmethod
    def look(
        cls, record: Record, notebook: Notebook | None, clock: Clock, session: Session, author: Person
    ) -> "Live":
        """Any session, ended ones too, to be read: nothing is written, every act raises `SessionError`."""
        opened = OpenSession.read(Files.of(record, notebook), Hand(session, author.id))
        return cls(opened, record.client(session.client), clock, clock.now(), read_only=True)

    @property
    def session(self) -> Session:
        """The session, in the state it is in."""
        return self._open.hand.session

    @property
    def client(self) -> Client:
        """Whose session it is."""
        return self._client

    @property
    def timeline(self) -> Timeline:
        """The session as its rows tell it."""
        return self._open.timeline

    @property
    def roster(self) -> Roster:
        """The client's parts that current entries of any session, or current links, speak of."""
        return self._open.roster

    @property
    def has_notebook(self) -> bool:
        """Whether who writes here has a notebook for what is private."""
        return self._open.files.notebook is not None

    @property
    def held(self) -> int:
        """How many acts are not on the disk yet."""
        return self._open.holding.count

    @property
    def held_entries(self) -> frozenset[str]:
        """The ids of the rows that are not on the disk yet."""
        return self._open.holding.entries

    @property
    def trouble(self) -> KnownError | None:
        """Why the disk did not take what is held; None where nothing is."""
        return self._open.holding.trouble

    def elapsed_ms(self, moment: Moment) -> int:
        """Milliseconds from the session's anchor to a moment of this run."""
        return self._session_clock.elapsed_ms(moment)

    def log(self, text: str, moment: Moment, *, in_record: bool = False) -> Change:
        """Saves a line and settles the draft.

        Args:
            text: the line as typed, whatever it is.
            moment: its first key.
            in_record: whether a line that belongs in a notebook is kept in the record, as a note, by who
                has none.

        Raises:
            SessionError: the session has ended.
            NotebookNeededError: the line belongs in a notebook, and there is none.
        """
        return self._log(text, moment, in_record=in_record, settle_draft=True)

    def rate(self, quality: Quality, level: int, moment: Moment) -> Change:
        """Saves one quality of Self-energy, 0 to 4, as the line "s calm 3" would."""
        return self._log(f"s {quality.value} {level}", moment)

    def enter(self, phase: Phase, moment: Moment) -> Change:
        """Moves the session to a phase, or ends it, as the lines "> dosing" and "> end" would."""
        return self._log(f"> {'end' if phase is Phase.ENDED else phase.value}", moment)

    def settle(self, part_id: str, moment: Moment) -> Change:
        """Closes a part's presence, as the line "NAME: -" would.

        Raises:
            SessionError: the session has ended, or the part is not present.
        """
        self._check_running()
        reading = acts.settled(self._open, part_id)
        return self._save([acts.logged(self._open, reading, self._when(moment))])

    def asked(self, question: str, step: str, moment: Moment, part: str | None = None) -> Change:
        """Saves that a question was asked.

        Args:
            question: its words.
            step: which of the steps it belongs to, such as "feel toward".
            moment: when.
            part: the id of the part it was about, or None.
        """
        self._check_running()
        return self._save([acts.asked(self._open, question, step, part, self._when(moment))])

    def mark_risk(self, entry_id: str, what: RiskKind, text: str, moment: Moment) -> Change:
        """Marks a process entry as a risk; it must be answered before the session is signed.

        Args:
            entry_id: any reading of the entry.
            what: of which kind.
            text: what else is to be said of it, or empty.
            moment: when it was marked.

        Raises:
            SessionError: there is no such entry, or it lies in the record already.
        """
        self._check_writable()
        return self._save([acts.marked(self._open, entry_id, what, text, self._when(moment))])

    def amend(
        self, entry_id: str, text: str, moment: Moment, reason: str = "", *, in_record: bool = False
    ) -> Change:
        """Makes a new line the current reading of an entry; it keeps its time unless the line shifts it.

        Args:
            entry_id: any reading of the entry.
            text: the new line.
            moment: when it was amended.
            reason: why, or empty.
            in_record: as for `log`.

        Raises:
            SessionError: there is no such entry, or it was taken back.
            NotebookNeededError: the new line belongs in a notebook, and there is none.
        """
        self._check_writable()
        now = self._when(moment)
        return self._save(acts.amended(self._open, entry_id, text, reason, now, in_record=in_record))

    def retract(self, entry_id: str, moment: Moment, reason: str = "") -> Change:
        """Takes an entry or a risk mark back with all its readings; it stays in the history.

        Taking back the end of a session opens it again.

        Raises:
            SessionError: there is no such entry, or it was taken back before.
        """
        self._check_writable()
        current = self._open.current(entry_id)
        rows = whole_retraction(current, self._open.timeline, self._when(moment), self._open.hand, reason)
        return self._save(rows)

    def take_back(self, moment: Moment) -> Change | None:
        """Takes this hand's last act back: the newest line, its amendment or a mark; None without one."""
        self._check_writable()
        rows = acts.taken_back(self._open, self._when(moment))
        return None if rows is None else self._save(rows)

    def watch(self, moment: Moment) -> Change | None:
        """Notices what the clocks did since it last noticed something, and saves an entry for each.

        To be called every second; every three it tries again to write what is held. None where time passed
        as it does and nothing was written.
        """
        if self._read_only:
            return None
        written_now = None
        if moment.steady_ms - self._tried.steady_ms >= TRY_AGAIN_MS:
            written_now = self.write_held(moment)
        signed = self.session.state is SessionState.SIGNED
        found = () if signed or self.timeline.ended_ms is not None else drift(self._noted, moment)
        if not found:
            return written_now
        when = self._when(moment)
        change = self._save([self._gap(detail, when) for detail in found])
        self._noted = moment
        return change

    def write_held(self, moment: Moment) -> Change | None:
        """Tries again to write what is held; None where nothing of it went to the disk."""
        self._tried = moment
        return self._open.write_held()

    def keep_draft(self, text: str, started: Moment) -> None:
        """Keeps the half-typed line; an empty one is forgotten.

        Raises:
            StorageError: the disk did not take it.
        """
        self._check_writable()
        self._open.files.drafts.keep(self.session.id, text, started.at)

    def draft(self) -> Draft | None:
        """The half-typed line that was kept, or None."""
        return self._open.files.drafts.draft(self.session.id)

    def _take_up(self) -> Change:
        before = self.timeline
        if self.session.state is SessionState.SIGNED:
            return self._open.change_since(before)
        when = self._when(self._noted)
        owed = list(unfinished(before, when, self._open.hand))
        if before.ended_ms is None:
            draft = self.draft()
            seconds = closed_seconds(before.everything, draft.started_at if draft else None, when.at)
            owed.append(self._gap(GapDetail(cause=GapCause.CLOSED, seconds=seconds), when))
        if owed:
            self._save(owed)
        self._open.learn_again()
        return self._open.change_since(before)

    def _log(
        self, text: str, moment: Moment, *, in_record: bool = False, settle_draft: bool = False
    ) -> Change:
        self._check_running()
        reading = read(text, self._open.roster)
        rows = acts.logged(self._open, reading, self._when(moment), in_record=in_record)
        return self._save([rows], settle_draft=settle_draft)

    def _save(self, rows: Sequence[Rows], *, settle_draft: bool = False) -> Change:
        self._check_writable()
        self._tried = self._clock.now()
        return self._open.save(rows, settle_draft=settle_draft)

    def _gap(self, detail: GapDetail, when: When) -> Rows:
        return Rows(written(EntryKind.GAP, detail, when, self._open.hand, source=EntrySource.COMPANION))

    def _when(self, moment: Moment) -> When:
        typed = self._clock.now()
        return When(moment.at, self.elapsed_ms(moment), typed.at, self.elapsed_ms(typed))

    def _check_writable(self) -> None:
        if self._read_only:
            message = "This session is open for reading only."
            raise SessionError(message)
        self._open.check_unsigned()

    def _check_running(self) -> None:
        self._check_writable()
        if self.timeline.ended_ms is not None:
            message = "This session has ended."
            raise SessionError(message, "Take back its end to go on with it.")
