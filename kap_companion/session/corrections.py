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


def amendment(old: Entry, new: Rows, when: When, hand: Hand, reason: str) -> tuple[Rows, ...]:
    """The rows that make `new` the current reading of `old`; `when` is now, for the row of the old file."""
    entry = new.entry.model_copy(update={"amends": old.id, "reason": reason})
    amended = Rows(entry, new.parts, new.links)
    if entry.compartment is old.compartment:
        return (amended,)
    # The new reading first: cut off in between, nothing that was shown is gone.
    return (amended, retraction(old, when, hand, reason))


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
        rows.extend(
            retraction(row, when, hand, "")
            for row in timeline.everything
            if row.retracts == current.amends and row.id not in timeline.taken_back
        )
    return tuple(rows)


def unfinished(timeline: Timeline, when: When, hand: Hand) -> Iterator[Rows]:
    """The retractions that amendments into the other file still owe, after a cut between the two files."""
    by_id = {row.id: row for row in timeline.everything}
    for row in timeline.everything:
        old = by_id.get(row.amends) if row.amends is not None else None
        if old is None or old.compartment is row.compartment:
            continue
        if row.id not in timeline.taken_back and old.id not in timeline.taken_back:
            yield retraction(old, when, hand, row.reason, EntrySource.COMPANION)
