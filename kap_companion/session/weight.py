"""What a client weighs, and since when that is known."""

from dataclasses import dataclass
from datetime import date

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.session import Session


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight in kg.

    Attributes:
        weighed_on: the day; None where it was set with the session and nobody said when.
        entry: the entry that states it, or None.
    """

    kg: float
    weighed_on: date | None
    entry: Entry | None


def weight_of(timeline: Timeline, session: Session, at_ms: int | None = None) -> Weight | None:
    """The weight that counts: the newest that was stated, otherwise the session's own; None without either.

    Args:
        timeline: of the session.
        session: whose `weight_kg` counts where nothing was stated.
        at_ms: as known at that time, in milliseconds from the anchor; None for now. Where nothing was known
            by then, what was stated first afterwards counts.
    """
    return _newest(timeline, at_ms) or _of_session(session.weight_kg) or _first(timeline)


def weight_kg_at(timeline: Timeline, at_ms: int, otherwise: float | None) -> float | None:
    """The weight in kg as stated by a time, in milliseconds from the anchor.

    Args:
        timeline: of the session.
        at_ms: the time.
        otherwise: what counts where nothing was stated by then.
    """
    stated = _newest(timeline, at_ms)
    return stated.kg if stated is not None else otherwise


def _newest(timeline: Timeline, at_ms: int | None) -> Weight | None:
    facts = [fact for fact in _facts(timeline) if at_ms is None or fact.elapsed_ms <= at_ms]
    return next((weight for weight in map(_stated, reversed(facts)) if weight is not None), None)


def _first(timeline: Timeline) -> Weight | None:
    return next((weight for weight in map(_stated, _facts(timeline)) if weight is not None), None)


def _facts(timeline: Timeline) -> list[Entry]:
    return [entry for entry in timeline.entries if entry.kind is EntryKind.FACT]


def _stated(entry: Entry) -> Weight | None:
    detail = entry.detail
    if not isinstance(detail, FactDetail) or detail.what is not FactKind.WEIGHT or detail.kg is None:
        return None
    return Weight(detail.kg, detail.weighed_on or entry.at.date(), entry)


def _of_session(kg: float | None) -> Weight | None:
    return Weight(kg, None, None) if kg is not None else None
