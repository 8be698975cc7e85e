"""The gate as it stood at the first dose, kept in the same act, so that nothing later can change it."""

from kap_companion.session.checklist import gate
from kap_companion.session.interpret import Hand, Rows, written
from kap_companion.session.placing import When
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.facts import GateDetail
from kap_companion.vocabulary.kinds import EntryKind


def gate_kept(entry: Entry, timeline: Timeline, hand: Hand) -> tuple[Rows, ...]:
    """The gate where an entry is the first dose; nothing for a booster, or for a dose that is corrected.

    Args:
        entry: what is about to be written.
        timeline: of the session, before the entry.
        hand: whose act it is.
    """
    if entry.kind is not EntryKind.DOSE or timeline.doses:
        return ()
    stood = gate(timeline, hand.session, entry.elapsed_ms)
    if not stood.points:  # a visit that is not for dosing has no gate
        return ()
    when = When(entry.at, entry.elapsed_ms, entry.typed_at, entry.typed_ms)
    kept = written(EntryKind.GATE, GateDetail(points=stood.points), when, hand, source=EntrySource.COMPANION)
    return (Rows(kept.model_copy(update={"about": entry.id})),)
