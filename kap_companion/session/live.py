"""A session while it is held: every act becomes rows on the disk, then a change to be shown."""

from kap_companion.clock import Clock, Moment
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session import acts
from kap_companion.session.beginning import begun
from kap_companion.session.capture import read
from kap_companion.session.drafts import Drafts
from kap_companion.session.interpret import Hand
from kap_companion.session.open_session import Change, OpenSession
from kap_companion.session.saving import Files
from kap_companion.session.session_at_hand import SessionAtHand
from kap_companion.session.session_clock import SessionClock
from kap_companion.vocabulary.details import RiskKind
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.prompting import PromptOutcome
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Protocol, Session

__all__ = ["Change", "Live"]


class Live(SessionAtHand):
    """One session on the screen, over the record and the author's notebook, where they have one.

    While the session runs, an act that the disk does not take is held in memory, shown, and written in its
    order when the disk is back. Once it has ended, such an act raises `StorageError`. Once it was signed,
    every act raises `SigningError`.
    """

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
    def taken_over(
        cls,
        record: Record,
        notebook: Notebook | None,
        clock: Clock,
        session: Session,
        giver: Person,
        taker: Person,
        device: str = "",
        drafts: Drafts | None = None,
        *,
        session_clock: SessionClock | None = None,
    ) -> tuple["Live", Change]:
        """Goes on with a running session that another person facilitates from now on; an entry says so.

        Args:
            record: the practice's.
            notebook: the taker's; None where they have none.
            clock: tells now.
            session: as it is on the disk; nothing of it may be held in memory any more.
            giver: who facilitated until now.
            taker: who does from now on, and whose hand writes, this entry too.
            device: the computer's id.
            drafts: where the taker's half-typed lines wait; the notebook's own unless given.
            session_clock: the giver's, so that the session's time goes on without a seam.

        Raises:
            SessionError: the session has ended.
        """
        opened = OpenSession.read(Files.of(record, notebook, drafts), Hand(session, taker.id, device))
        now = clock.now()
        live = cls(opened, record.client(session.client), clock, now, session_clock=session_clock)
        live._check_running()
        return live, live._save([acts.handed_over(opened, giver, taker, live._when(now))])

    @classmethod
    def look(
        cls, record: Record, notebook: Notebook | None, clock: Clock, session: Session, author: Person
    ) -> "Live":
        """Any session, ended ones too, to be read: nothing is written, every act raises `SessionError`."""
        opened = OpenSession.read(Files.of(record, notebook), Hand(session, author.id))
        return cls(opened, record.client(session.client), clock, clock.now(), read_only=True)

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

    def answer(
        self,
        key: str,
        outcome: PromptOutcome,
        moment: Moment,
        reason: str = "",
        minutes: float | None = None,
    ) -> Change:
        """Saves what a person answers to something that is due.

        Args:
            key: of what is due, such as "vitals:15"; empty for what a line without one would mean.
            outcome: done, put off, or left out.
            moment: when it was answered.
            reason: why, or empty.
            minutes: how long it is put off; None for the usual time.
        """
        self._check_running()
        return self._save(acts.answered(self._open, key, outcome, reason, minutes, self._when(moment)))

    def stop(self, moment: Moment) -> Change:
        """Saves that the client asks to stop, as the line "> stop" would."""
        return self._log("> stop", moment)

    def withdraw(self, moment: Moment) -> Change:
        """Saves that the client withdraws all that can be withdrawn, as the line "> withdraw" would."""
        return self._log("> withdraw", moment)

    def settle(self, part_id: str, moment: Moment) -> Change:
        """Closes a part's presence, as the line "NAME: -" would.

        Raises:
            SessionError: the session has ended, or the part is not present.
        """
        self._check_running()
        reading = acts.settled(self._open, part_id)
        return self._save(acts.logged(self._open, reading, self._when(moment)))

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
        return self._save(acts.retracted(self._open, entry_id, reason, self._when(moment)))

    def take_back(self, moment: Moment) -> Change | None:
        """Takes this hand's last act back: the newest line, its amendment or a mark; None without one."""
        self._check_writable()
        rows = acts.taken_back(self._open, self._when(moment))
        return None if rows is None else self._save(rows)

    def _log(
        self, text: str, moment: Moment, *, in_record: bool = False, settle_draft: bool = False
    ) -> Change:
        self._check_running()
        reading = read(text, self._open.roster)
        rows = acts.logged(self._open, reading, self._when(moment), in_record=in_record)
        return self._save(rows, settle_draft=settle_draft)
