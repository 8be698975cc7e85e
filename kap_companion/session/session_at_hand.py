"""A session on the screen, whatever is done in it: how it reads, its clock, the half-typed line, the disk."""

from collections.abc import Sequence

from kap_companion.clock import Clock, Moment
from kap_companion.errors import KnownError, SessionError
from kap_companion.session.corrections import unfinished
from kap_companion.session.interpret import Rows, written
from kap_companion.session.known_parts import KnownParts
from kap_companion.session.open_session import Change, OpenSession
from kap_companion.session.placing import When
from kap_companion.session.session_clock import SessionClock, closed_seconds, drift
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import GapCause, GapDetail
from kap_companion.vocabulary.entry import EntrySource
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Draft

# How long the disk is left alone before it is tried again.
TRY_AGAIN_MS = 3_000


class SessionAtHand:
    """One session on the screen, over the record and the notebook of who writes, where they have one."""

    def __init__(
        self,
        opened: OpenSession,
        client: Client,
        clock: Clock,
        now: Moment,
        *,
        read_only: bool = False,
        session_clock: SessionClock | None = None,
    ) -> None:
        self._open = opened
        self._client = client
        self._clock = clock
        self._noted = now
        self._tried = now
        self._session_clock = session_clock or SessionClock.resumed(
            opened.hand.session.anchor, opened.timeline.everything, now
        )
        self._read_only = read_only

    @property
    def session(self) -> Session:
        """The session, in the state it is in."""
        return self._open.hand.session

    @property
    def client(self) -> Client:
        """Whose session it is."""
        return self._client

    @property
    def author(self) -> str:
        """The id of the person who writes."""
        return self._open.hand.author

    @property
    def timeline(self) -> Timeline:
        """The session as its rows tell it."""
        return self._open.timeline

    @property
    def roster(self) -> Roster:
        """The client's parts that current entries of any session, current links or acts speak of."""
        return self._open.roster

    @property
    def known(self) -> KnownParts:
        """The client's parts, links and acts, and what other sessions say of them."""
        return self._open.known

    @property
    def session_clock(self) -> SessionClock:
        """The session's own time in this run of the program."""
        return self._session_clock

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

    def reread_parts(self) -> Change:
        """Takes in what was done about the client's parts beside this log, as on their pages.

        A session that has ended still shows them as they were known then.

        Raises:
            StorageError, PracticeError: the notebook cannot be read.
        """
        return self._open.reread_parts()

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
