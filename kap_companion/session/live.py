"""A session while it is held: every act becomes rows on the disk, then a change to be shown."""

from collections.abc import Sequence
from dataclasses import replace

from kap_companion.clock import Clock, Moment
from kap_companion.errors import SessionError
from kap_companion.ids import new_id
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.capture import Reading, read, render
from kap_companion.session.corrections import amendment, undoing, unfinished, whole_retraction
from kap_companion.session.interpret import Hand, Rows, interpret, written
from kap_companion.session.open_session import Change, OpenSession
from kap_companion.session.placing import When, placed, placed_again
from kap_companion.session.saving import Files
from kap_companion.session.session_clock import SessionClock, closed_seconds, drift
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import AskedDetail, GapCause, GapDetail, PartDetail, PhaseDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Protocol, Session, SessionState
from kap_companion.vocabulary.shared import Draft

__all__ = ["Change", "Live"]


class Live:
    """One session on the screen, over the record and the author's notebook.

    Every act raises `StorageError` when the disk did not take it; what it shows is what is on the disk.
    """

    def __init__(
        self, opened: OpenSession, client: Client, clock: Clock, now: Moment, *, read_only: bool = False
    ) -> None:
        self._open = opened
        self._client = client
        self._clock = clock
        self._noted = now
        self._session_clock = SessionClock.resumed(
            opened.hand.session.anchor, opened.timeline.everything, now
        )
        self._read_only = read_only

    @classmethod
    def begin(
        cls,
        record: Record,
        notebook: Notebook,
        clock: Clock,
        *,
        client: Client,
        protocol: Protocol,
        author: Person,
        intention: str = "",
        weight_kg: float | None = None,
        timezone: str = "",
        device: str = "",
    ) -> "Live":
        """Begins a session in preparation, with the entry that says so; its anchor is now.

        Args:
            record: the practice's.
            notebook: the author's.
            clock: tells now.
            client: of the practice.
            protocol: copied into the session.
            author: who facilitates and writes.
            intention: in the client's words.
            weight_kg: None where it was not weighed.
            timezone: IANA name of the room's zone, or empty.
            device: the computer's id.
        """
        now = clock.now()
        session = Session(
            id=new_id(),
            client=client.id,
            number=record.next_number(client.id),
            protocol=protocol,
            facilitator=author.id,
            intention=intention,
            anchor=now.at,
            timezone=timezone,
            weight_kg=weight_kg,
        )
        hand = Hand(session, author.id, device)
        preparing = PhaseDetail(phase=Phase.PREPARATION)
        when = When(now.at, 0, now.at, 0)
        entry = written(EntryKind.PHASE, preparing, when, hand, source=EntrySource.COMPANION)
        entry = entry.model_copy(update={"phase": Phase.PREPARATION})
        files = Files(record, notebook)
        record.add_session(session, entry)
        return cls(OpenSession.read(files, hand), client, clock, now)

    @classmethod
    def resume(
        cls,
        record: Record,
        notebook: Notebook,
        clock: Clock,
        session: Session,
        author: Person,
        device: str = "",
    ) -> tuple["Live", Change]:
        """Takes a session up again; where it was running, an entry says how long nothing could be logged."""
        opened = OpenSession.read(Files(record, notebook), Hand(session, author.id, device))
        live = cls(opened, record.client(session.client), clock, clock.now())
        return live, live._take_up()

    @classmethod
    def look(
        cls, record: Record, notebook: Notebook, clock: Clock, session: Session, author: Person
    ) -> "Live":
        """Any session, ended ones too, to be read: nothing is written, every act raises `SessionError`."""
        opened = OpenSession.read(Files(record, notebook), Hand(session, author.id))
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

    def elapsed_ms(self, moment: Moment) -> int:
        """Milliseconds from the session's anchor to a moment of this run."""
        return self._session_clock.elapsed_ms(moment)

    def log(self, text: str, moment: Moment) -> Change:
        """Saves a line and settles the draft.

        Args:
            text: the line as typed, whatever it is.
            moment: its first key.

        Raises:
            SessionError: the session has ended.
        """
        self._check_running()
        return self._log(read(text, self._open.roster), moment, settle_draft=True)

    def rate(self, quality: Quality, level: int, moment: Moment) -> Change:
        """Saves one quality of Self-energy, 0 to 4, as the line "s calm 3" would."""
        self._check_running()
        return self._log(read(f"s {quality.value} {level}", self._open.roster), moment)

    def enter(self, phase: Phase, moment: Moment) -> Change:
        """Moves the session to a phase, or ends it, as the lines "> dosing" and "> end" would."""
        self._check_running()
        word = "end" if phase is Phase.ENDED else phase.value
        return self._log(read(f"> {word}", self._open.roster), moment)

    def settle(self, part_id: str, moment: Moment) -> Change:
        """Closes a part's presence, as the line "NAME: -" would.

        Raises:
            SessionError: the session has ended, or the part is not present.
        """
        self._check_running()
        part = self._open.known.part(part_id)
        if part is None or all(presence.part != part_id for presence in self._open.timeline.present):
            message = "That part is not present now."
            raise SessionError(message)
        reading = Reading(
            kind=EntryKind.PART,
            detail=PartDetail(name=part.name, settled=True),
            text="",
            part=part.id,
            shift=None,
            not_understood=(),
            raw="",
        )
        return self._log(replace(reading, raw=render(reading)), moment)

    def asked(self, question: str, step: str, moment: Moment, part: str | None = None) -> Change:
        """Saves that a question was asked.

        Args:
            question: its words.
            step: which of the steps it belongs to, such as "feel toward".
            moment: when.
            part: the id of the part it was about, or None.
        """
        self._check_running()
        entry = written(
            EntryKind.ASKED, AskedDetail(step=step), self._when(moment), self._open.hand, text=question
        )
        return self._save([Rows(entry.model_copy(update={"part": part}))])

    def amend(self, entry_id: str, text: str, moment: Moment, reason: str = "") -> Change:
        """Makes a new line the current reading of an entry; it keeps its time unless the line shifts it.

        Args:
            entry_id: any reading of the entry.
            text: the new line.
            moment: when it was amended.
            reason: why, or empty.

        Raises:
            SessionError: there is no such entry, or it was taken back.
        """
        self._check_writable()
        old = self._open.current(entry_id)
        shift = read(old.raw, Roster()).shift
        reading = read(text, self._open.roster)
        now = self._when(moment)
        when = placed_again(old, shift, reading.shift, now)
        if reading.part is None and isinstance(reading.detail, PartDetail):
            # A name given to a part that had none is that part's name, not another part.
            unnamed = self._unnamed(old)
            if unnamed is not None and self._open.known.find(reading.detail.name) is None:
                reading = replace(reading, part=unnamed.id)
        new = interpret(reading, when, self._open.hand, self._open.known, self._open.roster)
        return self._save(amendment(old, new, now, self._open.hand, reason))

    def retract(self, entry_id: str, moment: Moment, reason: str = "") -> Change:
        """Takes an entry back with all its readings; it stays in the history.

        Taking back the end of a session opens it again.

        Raises:
            SessionError: there is no such entry, or it was taken back before.
        """
        self._check_writable()
        current = self._open.current(entry_id)
        rows = whole_retraction(current, self._open.timeline, self._when(moment), self._open.hand, reason)
        return self._save(rows)

    def take_back(self, moment: Moment) -> Change | None:
        """Takes the last act back: the newest line a person typed, or its amendment; None without one."""
        self._check_writable()
        counting = {entry.id for entry in self._open.timeline.entries}
        for row in reversed(self._open.timeline.everything):
            if row.id in counting and row.source is EntrySource.TYPED:
                return self._save(undoing(row, self._open.timeline, self._when(moment), self._open.hand))
        return None

    def watch(self, moment: Moment) -> Change | None:
        """Notices what the clocks did since it last noticed something, and saves an entry for each.

        To be called every second. None where time passed as it does.
        """
        if self._read_only or self._open.timeline.ended_ms is not None:
            return None
        found = drift(self._noted, moment)
        if not found:
            return None
        when = self._when(moment)
        change = self._save([self._gap(detail, when) for detail in found])
        self._noted = moment
        return change

    def keep_draft(self, text: str, started: Moment) -> None:
        """Keeps the half-typed line; an empty one is forgotten."""
        self._check_writable()
        self._open.files.save_draft(Draft(session=self.session.id, text=text, started_at=started.at))

    def draft(self) -> Draft | None:
        """The half-typed line that was kept, or None."""
        return self._open.files.notebook.draft(self.session.id)

    def _take_up(self) -> Change:
        before = self._open.timeline
        if self.session.state is SessionState.SIGNED:
            return self._open.change_since(before)
        when = self._when(self._noted)
        owed = list(unfinished(before, when, self._open.hand))
        if before.ended_ms is None:
            draft = self.draft()
            seconds = closed_seconds(
                self._open.timeline.everything, draft.started_at if draft else None, when.at
            )
            owed.append(self._gap(GapDetail(cause=GapCause.CLOSED, seconds=seconds), when))
        if owed:
            self._save(owed)
        self._open.learn_again()
        return self._open.change_since(before)

    def _save(self, rows: Sequence[Rows], *, settle_draft: bool = False) -> Change:
        self._check_writable()
        return self._open.save(rows, settle_draft=settle_draft)

    def _log(self, reading: Reading, moment: Moment, *, settle_draft: bool = False) -> Change:
        when = placed(self._when(moment), reading.shift)
        rows = interpret(reading, when, self._open.hand, self._open.known, self._open.roster)
        return self._save([rows], settle_draft=settle_draft)

    def _gap(self, detail: GapDetail, when: When) -> Rows:
        return Rows(written(EntryKind.GAP, detail, when, self._open.hand, source=EntrySource.COMPANION))

    def _when(self, moment: Moment) -> When:
        typed = self._clock.now()
        return When(moment.at, self.elapsed_ms(moment), typed.at, self.elapsed_ms(typed))

    def _unnamed(self, old: Entry) -> Part | None:
        part = self._open.known.part(old.part) if old.part is not None else None
        return part if part is not None and not part.name.strip() else None

    def _check_writable(self) -> None:
        if self._read_only:
            message = "This session is open for reading only."
            raise SessionError(message)

    def _check_running(self) -> None:
        self._check_writable()
        if self._open.timeline.ended_ms is not None:
            message = "This session has ended."
            raise SessionError(message, "Take back its end to go on with it.")
