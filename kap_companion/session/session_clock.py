"""The session's own time: elapsed since its anchor, right across restarts, and what the clocks did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kap_companion.clock import Moment
from kap_companion.vocabulary.details import GapCause, GapDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind

_MILLISECOND = timedelta(milliseconds=1)

# Less is how clocks are kept in step with each other; more is somebody setting them.
TOLERANCE_MS = 2_000


@dataclass(frozen=True, slots=True)
class SessionClock:
    """Counts milliseconds from a session's anchor on the steady clock.

    Attributes:
        since: a moment of this run of the program.
        since_ms: how long after the anchor that moment was.
    """

    since: Moment
    since_ms: int

    @classmethod
    def resumed(cls, anchor: datetime, rows: Iterable[Entry], moment: Moment) -> "SessionClock":
        """The clock of a session that begins or is taken up again after the program was closed.

        The steady clock begins anew with the computer, so the wall clock bridges the gap: less how far it
        had gone from the session's time by the last row written. It never goes back behind what was written.

        Args:
            anchor: the session's.
            rows: the session's, in the order written.
            moment: now.
        """
        offset_ms = 0
        written_ms = 0
        for row in rows:
            # An amendment carries the times of the entry it amends, and the gate those of its dose.
            if row.amends is None and row.kind is not EntryKind.GATE:
                offset_ms = _ms(row.at - anchor) - row.elapsed_ms
                written_ms = max(written_ms, row.elapsed_ms)
        return cls(moment, max(_ms(moment.at - anchor) - offset_ms, written_ms))

    def elapsed_ms(self, moment: Moment) -> int:
        """Milliseconds from the anchor to a moment of this run."""
        return self.since_ms + moment.steady_ms - self.since.steady_ms


def drift(noted: Moment, now: Moment) -> tuple[GapDetail, ...]:
    """What the clocks did between two moments of one run, beyond time passing as it does.

    Slept: the clock that goes on while the computer sleeps ran ahead of the one that does not. Stepped: the
    wall clock went elsewhere than the steady one. Both from 2 s on. Zone: the wall's offset changed.
    """
    steady_ms = now.steady_ms - noted.steady_ms
    slept_ms = steady_ms - (now.awake_ms - noted.awake_ms)
    stepped_ms = _ms(now.at - noted.at) - steady_ms
    offset = (now.at.utcoffset() or timedelta()) - (noted.at.utcoffset() or timedelta())
    found: list[GapDetail] = []
    if slept_ms > TOLERANCE_MS:
        found.append(GapDetail(cause=GapCause.SUSPENDED, seconds=slept_ms / 1000))
    if abs(stepped_ms) > TOLERANCE_MS:
        found.append(GapDetail(cause=GapCause.CLOCK_STEPPED, seconds=stepped_ms / 1000))
    if offset:
        found.append(GapDetail(cause=GapCause.ZONE_CHANGED, seconds=offset.total_seconds()))
    return tuple(found)


def closed_seconds(rows: Iterable[Entry], draft_started: datetime | None, now: datetime) -> float:
    """How long nothing could be logged: from the last row or draft written until now.

    The last row is the last by the session's own time: a wall clock that was set back makes older rows look
    newer. 0 where it was set back behind them all since.
    """
    last = max(rows, key=lambda row: row.typed_ms, default=None)
    moments = (last.typed_at if last else None, draft_started)
    known = [moment for moment in moments if moment is not None and moment <= now]
    return (now - max(known)).total_seconds() if known else 0.0


def _ms(span: timedelta) -> int:
    return span // _MILLISECOND
