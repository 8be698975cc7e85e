"""When a client may leave at the earliest, by the rules of the session's own protocol."""

from dataclasses import dataclass

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.protocol import Protocol

MS_A_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class EarliestLeave:
    """The times of a protocol's rules, all in milliseconds from the session's anchor.

    None where the protocol says nothing: then it is the prescriber's word that counts.

    Attributes:
        by_first_ms: counted from the first dose.
        by_last_ms: counted from the last dose, a booster or a further device too.
        alone_ms: counted from the last dose, for somebody whom nobody fetches.
        counts_ms: the later of the first two, which is the one that counts.
        source: where the rules come from.
    """

    by_first_ms: int | None
    by_last_ms: int | None
    alone_ms: int | None
    counts_ms: int | None
    source: str


def earliest_leave(timeline: Timeline, protocol: Protocol) -> EarliestLeave | None:
    """The earliest time to leave, from the doses that count now; None without a dose.

    Source: esketamine REMS Patient Monitoring Form 2024 (time runs from the first device), clinical ground
    1.3 and REQ-11 (both times are shown, the later one counts).
    """
    if not timeline.doses:
        return None
    plan = protocol.discharge
    first_ms, last_ms = timeline.doses[0].elapsed_ms, timeline.doses[-1].elapsed_ms
    by_first_ms = _after(first_ms, plan.first_dose_minutes)
    by_last_ms = _after(last_ms, plan.last_dose_minutes)
    known = [at_ms for at_ms in (by_first_ms, by_last_ms) if at_ms is not None]
    return EarliestLeave(
        by_first_ms=by_first_ms,
        by_last_ms=by_last_ms,
        alone_ms=_after(last_ms, plan.alone_minutes),
        counts_ms=max(known, default=None),
        source=plan.source,
    )


def _after(dose_ms: int, minutes: float | None) -> int | None:
    return None if minutes is None else dose_ms + round(minutes * MS_A_MINUTE)
