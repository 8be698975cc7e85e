"""The phases of a session, from the acts that moved it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kap_companion.vocabulary.phases import Phase


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A session was in a phase from `start_ms` to `end_ms` (None: it still is); from the session's anchor."""

    phase: Phase
    start_ms: int
    end_ms: int | None


def project_phases(acts: Iterable[tuple[int, Phase]]) -> tuple[tuple[PhaseSpan, ...], int | None]:
    """Phase spans, and when the session ended (None: it has not).

    A phase entered twice is one span. The earliest end counts; nothing after it moves the session.

    Args:
        acts: when each act was, in milliseconds from the anchor, and the phase it moved to, by time.
    """
    spans: list[PhaseSpan] = []
    open_since: tuple[int, Phase] | None = None
    for at_ms, phase in acts:
        if open_since is not None and open_since[1] is phase:
            continue
        if open_since is not None:
            spans.append(PhaseSpan(open_since[1], open_since[0], at_ms))
        if phase is Phase.ENDED:
            return tuple(spans), at_ms
        open_since = (at_ms, phase)
    if open_since is not None:
        spans.append(PhaseSpan(open_since[1], open_since[0], None))
    return tuple(spans), None


def phase_at(spans: Sequence[PhaseSpan], ended_ms: int | None, at_ms: int) -> Phase | None:
    """The phase at a time, in milliseconds from the anchor; None before the first."""
    if ended_ms is not None and at_ms >= ended_ms:
        return Phase.ENDED
    return next((span.phase for span in reversed(spans) if span.start_ms <= at_ms), None)
