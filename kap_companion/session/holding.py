"""What the disk did not take, kept in memory in its order until the disk is back.

A line is never refused because a stick was pulled or a disk is full; and none is written twice: after a
commit of which nobody knows how it ended, the file is opened anew and asked which rows it has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kap_companion.errors import KnownError, PracticeError, StorageError
from kap_companion.session.interpret import Rows
from kap_companion.session.saving import Files
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.session import SessionState

# What says that the disk did not take it, for whatever reason: nothing of the act was saved.
NOT_TAKEN = (StorageError, PracticeError)


@dataclass(frozen=True, slots=True)
class Act:
    """The rows of one act of a person, or of the companion.

    Attributes:
        state: the session's state with them; None where they leave it.
        settles: the session whose draft became these rows, or None.
    """

    rows: tuple[Rows, ...]
    state: SessionState | None = None
    settles: str | None = None


class Holding:
    """Acts and what was learnt of parts, waiting for the disk.

    Attributes:
        trouble: why the disk did not take the first of them; None where nothing waits.
    """

    def __init__(self, files: Files) -> None:
        self.trouble: KnownError | None = None
        self._files = files
        self._acts: list[Act] = []
        self._parts: dict[str, Part] = {}

    @property
    def count(self) -> int:
        """How many acts are not on the disk, not wholly."""
        return len(self._acts)

    @property
    def entries(self) -> frozenset[str]:
        """The ids of the entries that are not on the disk."""
        return frozenset(each.entry.id for act in self._acts for each in act.rows)

    @property
    def is_behind(self) -> bool:
        """Whether the disk owes anything."""
        return bool(self._acts or self._parts)

    def save(self, act: Act, *, hold: bool) -> Iterator[Rows]:
        """Saves an act behind those that wait, and yields each row that is taken in.

        Args:
            act: what is to be saved.
            hold: whether rows that the disk does not take are held; they are taken in then.

        Raises:
            StorageError, PracticeError: the disk did not take it, and it is not to be held.
        """
        if self._acts:
            self._acts.append(act)
            yield from act.rows
            return
        saved = 0
        try:
            for each in self._files.save(act.rows, state=act.state, settle_draft=act.settles):
                saved += 1
                yield each
        except NOT_TAKEN as trouble:
            if not hold:
                raise
            self.trouble = trouble
            rest = replace(act, rows=act.rows[saved:])
            self._acts.append(rest)
            yield from rest.rows

    def owe(self, part: Part) -> None:
        """Holds what was learnt of a part until its rows are written."""
        self._parts[part.id] = part

    def write(self) -> None:
        """Writes what is held, in its order; what is written is held no more.

        Raises:
            StorageError, PracticeError: the disk still does not take all of it.
        """
        if not self.is_behind:
            return
        self._files.reconnect()
        there = self._there()
        while self._acts:
            act = self._acts[0]
            rest = tuple(each for each in act.rows if each.entry.id not in there)
            for each in self._files.save(rest, state=act.state, settle_draft=act.settles):
                there.add(each.entry.id)
            del self._acts[0]
        for part in tuple(self._parts.values()):
            self._files.change_part(part)
            del self._parts[part.id]
        self.trouble = None

    def _there(self) -> set[str]:
        sessions = {each.entry.session for act in self._acts for each in act.rows}
        return {entry.id for session in sessions for entry in self._files.entries(session)}
