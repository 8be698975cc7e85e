"""Amending and taking back: which rows say so, so that each file alone tells what still counts in it.

An amendment lies in the compartment of its new kind. Where that is another file than the old reading's, the
old file gets a retraction too: the record, read alone, must not count a dose that became a note.
"""

from collections.abc import Iterator

from kap_companion.session.interpret import Hand, Rows, written
from kap_companion.session.placing import When
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.entry import Entry, EntrySource
from kap_companion.vocabulary.kinds import EntryKind


def amendment(
    old: Entry, new: Rows, timeline: Timeline, when: When, hand: Hand, reason: str
) -> tuple[Rows, ...]:
    """The rows that make `new` the current reading of `old`; `when` is now, for the rows of the old file.

    Where `new` goes to the other file, every reading that stands in the old one is taken back there, or an
    older one would count again to whoever reads that file alone.
    """
    entry = new.entry.model_copy(update={"amends": old.id, "reason": reason})
    amended = Rows(entry, new.parts, new.links)
    if entry.compartment is old.compartment:
        return (amended,)
    # The new reading first: cut off in between, nothing that was shown is gone.
    return (amended, *(retraction(row, when, hand, reason) for row in _standing(old, timeline)))


def retraction(old: Entry, when: When, hand: Hand, reason: str, source: EntrySource | None = None) -> Rows:
    """The row that takes one row back, kept where that one lies."""
    entry = written(
        EntryKind.RETRACTION,
        PlainDetail(kind="retraction"),
        when,
        hand,
        source=source,
        compartment=old.compartment,
        retracts=old.id,
        reason=reason,
    )
    return Rows(entry.model_copy(update={"part": old.part}))


def whole_retraction(
    current: Entry, timeline: Timeline, when: When, hand: Hand, reason: str
) -> tuple[Rows, ...]:
    """Takes an entry back with all its readings, so that no older one counts again."""
    older = [row for row in reversed(timeline.history(current.id)) if row.id != current.id]
    standing = [row for row in older if row.id not in timeline.taken_back]
    return tuple(retraction(row, when, hand, reason) for row in (current, *standing))


def undoing(current: Entry, timeline: Timeline, when: When, hand: Hand) -> tuple[Rows, ...]:
    """Takes the last act back: an amendment gives way to the reading before it, an entry goes."""
    rows = [retraction(current, when, hand, "")]
    if current.amends is not None:
        readings = [row.id for row in timeline.history(current.id)]
        older = frozenset(readings[: readings.index(current.id)])
        rows.extend(
            retraction(row, when, hand, "")
            for row in timeline.everything
            if row.retracts in older
            and row.typed_ms >= current.typed_ms
            and row.id not in timeline.taken_back
        )
    return tuple(rows)


def unfinished(timeline: Timeline, when: When, hand: Hand) -> Iterator[Rows]:
    """The retractions that amendments into the other file still owe, after a cut between the two files."""
    by_id = {row.id: row for row in timeline.everything}
    for row in timeline.everything:
        old = by_id.get(row.amends) if row.amends is not None else None
        if old is None or old.compartment is row.compartment:
            continue
        if row.id not in timeline.taken_back:
            for owed in _standing(old, timeline):
                yield retraction(owed, when, hand, row.reason, EntrySource.COMPANION)


def _standing(old: Entry, timeline: Timeline) -> Iterator[Entry]:
    """An entry's readings up to this one that stand in its file, the newest first."""
    readings = timeline.history(old.id)
    upto = next((place for place, row in enumerate(readings, start=1) if row.id == old.id), 0)
    for row in reversed(readings[:upto]):
        if row.compartment is old.compartment and row.id not in timeline.taken_back:
            yield row
