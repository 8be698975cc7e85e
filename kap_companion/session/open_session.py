"""A session that is open: its rows as they are on the disk or on their way to it, and what they tell."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from kap_companion.errors import SessionError, SigningError
from kap_companion.family.members import Family
from kap_companion.session.end_written import end_written
from kap_companion.session.following import corrects, follow
from kap_companion.session.holding import NOT_TAKEN, Act, Holding
from kap_companion.session.interpret import Hand, Rows
from kap_companion.session.known_parts import KnownParts, known_parts, tells_role
from kap_companion.session.rows import rows_of
from kap_companion.session.saving import Files
from kap_companion.session.timeline import BESIDE, Timeline, in_time, project, situated, state_of
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part, Roster
from kap_companion.vocabulary.session import SessionState


@dataclass(frozen=True, slots=True)
class Change:
    """What an act did to what counts.

    Attributes:
        added: entries that count now and did not before; also an older reading that counts again.
        removed: ids of entries that no longer count.
        timeline: the session after the act.
        roster: the client's parts after the act.
        held: ids of rows that are not on the disk yet.
    """

    added: tuple[Entry, ...]
    removed: tuple[str, ...]
    timeline: Timeline
    roster: Roster
    held: frozenset[str] = frozenset()


class OpenSession:
    """Keeps a session's rows, timeline and parts in step with the two files.

    Attributes:
        files: the record and the notebook.
        holding: what the disk did not take yet.
        hand: who writes; its session is in the state the rows tell.
        timeline: what its rows tell; `timeline.everything` are the rows, in the order written.
        known: the client's parts as stored.
        roster: those that current entries, links or acts speak of, as they are called now; once the session
            has ended, as they were called then.

    Entries are shown about the parts that they are about by now: merging and splitting rewrite no row.
    """

    def __init__(self, files: Files, hand: Hand, known: KnownParts, rows: tuple[Entry, ...]) -> None:
        self.files = files
        self.holding = Holding(files)
        self.hand = hand
        self.known = known
        self._rows = rows
        self.timeline = project(rows)
        self._family = Family()
        self.roster = Roster()
        self._meet()

    @classmethod
    def read(cls, files: Files, hand: Hand) -> "OpenSession":
        """Reads a session from the files."""
        session = hand.session
        known = known_parts(files.record, files.notebook, session.client, session.id)
        return cls(files, hand, known, rows_of(files.record, files.notebook, session.id))

    def current(self, entry_id: str) -> Entry:
        """The current reading of an entry or a risk mark, by the id of any of its readings.

        Raises:
            SessionError: there is no such entry, or it was taken back.
        """
        counting = {entry.id: entry for entry in self.timeline.current}
        for reading in reversed(self.timeline.history(entry_id)):
            if reading.id in counting:
                return counting[reading.id]
        message = "That entry is not there any more, or was taken back."
        raise SessionError(message)

    def save(self, rows: Sequence[Rows], *, settle_draft: bool = False) -> Change:
        """Saves rows and takes them in.

        While the session runs, what the disk does not take is held, behind what is held already. Else what
        is taken in is what is on the disk, also when it raises.

        Raises:
            SigningError: the session was signed.
            StorageError: the disk did not take them, and the session has ended.
        """
        self.check_unsigned()
        session, before = self.hand.session, self.timeline
        hold = before.ended_ms is None
        try:
            self.holding.write()
        except NOT_TAKEN:
            if not hold:
                raise
        rows = [replace(each, entry=situated(each.entry, before)) for each in rows]
        entries = self._restated([each.entry for each in rows])
        after = follow(before, entries)
        state = state_of(after) if state_of(after) is not session.state else None
        act = Act(tuple(rows), state, session.id if settle_draft else None)
        taken: list[Rows] = []
        try:
            for each in self.holding.save(act, hold=hold):
                taken += [each]
                self.known = self.known.having(each.parts, each.links)
        finally:
            # Of rows in two files the first may be saved and the second not.
            self._rows = (*self._rows, *(each.entry for each in taken))
            self._see(after if len(taken) == len(rows) else follow(before, entries[: len(taken)]))
        if corrects(entries):
            change = self.change_since(before)
        else:
            added = [entry for entry in entries if entry.kind not in BESIDE]
            change = self._change(tuple(sorted(added, key=in_time)), ())
        gone = [row for row in before.entries if row.id in change.removed] if change.removed else []
        self._learn(change.added, gone)
        return replace(change, roster=self.roster)

    def write_held(self) -> Change | None:
        """Tries again to write what is held; None where nothing of it went to the disk."""
        before = self.holding.entries
        # What is not written stays held; whoever looks at the session sees that.
        with suppress(*NOT_TAKEN):
            self.holding.write()
        return None if self.holding.entries == before else self._change((), ())

    def check_unsigned(self) -> None:
        """Refuses to change what was signed.

        Raises:
            SigningError: the session was signed.
        """
        if self.hand.session.state is SessionState.SIGNED:
            message = "This session was signed and cannot be changed."
            raise SigningError(message, "An addendum can be added to it.")

    def change_since(self, before: Timeline) -> Change:
        """What counts now and did not before, and the other way round."""
        now = self.timeline.entries
        were = {entry.id for entry in before.entries}
        are = {entry.id for entry in now}
        added = tuple(entry for entry in now if entry.id not in were)
        removed = tuple(entry.id for entry in before.entries if entry.id not in are)
        return self._change(added, removed)

    def reread_parts(self) -> Change:
        """Takes in what was done about the client's parts beside this log.

        Raises:
            StorageError, PracticeError: the notebook cannot be read.
        """
        before, notebook, client = self.timeline, self.files.notebook, self.hand.session.client
        if notebook is not None:
            here = {part.id for part in self.known.stored}
            made = tuple(part for part in notebook.parts(client) if part.id not in here)
            stored = (*self.known.stored, *made)
            self.known = replace(self.known, stored=stored, acts=notebook.acts(client))
            self._meet()
        return self.change_since(before)

    def learn_again(self) -> None:
        """Keeps names and roles that lines gave parts which still have none: a cut may have come between."""
        wanting = {part.id for part in self.known.stored if self.known.wants_learning(part)}
        self._learn([entry for entry in self.timeline.entries if entry.part in wanting], ())

    def _change(self, added: tuple[Entry, ...], removed: tuple[str, ...]) -> Change:
        return Change(added, removed, self.timeline, self.roster, self.holding.entries)

    def _meet(self) -> None:
        """Works out who is who, and what the rows tell by that."""
        until = end_written(self.timeline)
        family = self.known.family(self.timeline.entries, until)
        if (family.moves_rows or self._family.moves_rows) and family != self._family:
            self.timeline = project(family.restated(self._rows))
        self._family = family
        self.roster = self.known.roster(self.timeline.entries, until)

    def _restated(self, entries: Sequence[Entry]) -> list[Entry]:
        """New rows as if written about the parts that they are about by now."""
        if not self._family.moves_rows:
            return list(entries)
        return list(self._family.restated((*self._rows, *entries)))[len(self._rows) :]

    def _see(self, timeline: Timeline) -> None:
        reopened_or_ended = (timeline.ended_ms is None) is not (self.timeline.ended_ms is None)
        self.timeline = timeline
        if reopened_or_ended and self.known.acts:
            self._meet()
        state = state_of(timeline)
        if self.hand.session.state not in (state, SessionState.SIGNED):
            session = self.hand.session.model_copy(update={"state": state})
            self.hand = replace(self.hand, session=session)

    def _learn(self, added: Iterable[Entry], gone: Iterable[Entry]) -> None:
        added = [entry for entry in added if entry.kind is EntryKind.PART]
        gone = [entry for entry in gone if entry.kind is EntryKind.PART]
        if not added and not gone:
            return
        touched = {entry.part for entry in (*added, *gone)}
        parts = self.known.stored
        for part in [part for part in parts if part.id in touched]:
            learnt = self.known.learnt(part, self.timeline.entries, added, gone)
            if learnt != part:
                self._change_part(learnt)
        spoken_of = touched | self.known.linked_by({entry.id for entry in added})
        says_role = bool(self.known.acts) and any(map(tells_role, added))
        is_new = not spoken_of <= {part.id for part in self.roster.parts}
        if gone or parts is not self.known.stored or says_role or is_new:
            self.roster = self.known.roster(self.timeline.entries, end_written(self.timeline))

    def _change_part(self, part: Part) -> None:
        if self.holding.count:
            self.holding.owe(part)
        else:
            try:
                self.files.change_part(part)
            except NOT_TAKEN:
                # The line itself is saved and says it; it is learnt again when the session is next opened.
                return
        self.known = self.known.changed(part)
