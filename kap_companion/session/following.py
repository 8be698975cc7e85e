"""The timeline after a few more rows, without projecting all of it again: what a key press waits for."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import replace

from kap_companion.session.presence import Presence, PresenceSpan, project_presence
from kap_companion.session.self_curve import SelfPoint, project_self
from kap_companion.session.timeline import Timeline, in_time, project
from kap_companion.vocabulary.details import SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind

# These move phases, the dose or what counts, or stand beside the entries, and are few: everything is
# projected again.
_MOVING = frozenset(
    {
        EntryKind.PHASE,
        EntryKind.DOSE,
        EntryKind.RETRACTION,
        EntryKind.RISK,
        EntryKind.RISK_ANSWER,
        EntryKind.ADDENDUM,
    }
)


def corrects(rows: Sequence[Entry]) -> bool:
    """Whether one of the rows amends an entry or takes one back."""
    return any(row.amends is not None or row.retracts is not None for row in rows)


def follow(timeline: Timeline, rows: Sequence[Entry]) -> Timeline:
    """The timeline once these rows are written after its own; the same as to project all of them.

    Args:
        timeline: before.
        rows: new ones, in the order written.
    """
    everything = (*timeline.everything, *rows)
    kinds = {row.kind for row in rows}
    answers = any(row.copied_from is not None or row.addition is not None for row in rows)
    if kinds & _MOVING or corrects(rows) or answers:
        return project(everything)
    entries = list(timeline.entries)
    for row in rows:
        insort(entries, row, key=in_time)
    after = replace(timeline, entries=tuple(entries), everything=everything)
    if EntryKind.PART in kinds:
        spans, present = _presence(after, {row.part for row in rows if row.kind is EntryKind.PART})
        after = replace(after, spans=spans, present=present)
    if EntryKind.SELF in kinds:
        after = replace(after, self_points=_self_points(after, rows))
    return after


def _presence(
    timeline: Timeline, parts: set[str | None]
) -> tuple[tuple[PresenceSpan, ...], tuple[Presence, ...]]:
    about = (entry for entry in timeline.entries if entry.part in parts and entry.kind is EntryKind.PART)
    spans, present = project_presence(about, timeline.ended_ms)
    kept = [span for span in timeline.spans if span.part not in parts]
    still = [here for here in timeline.present if here.part not in parts]
    return (
        tuple(sorted([*kept, *spans], key=lambda span: (span.start_ms, span.opened_by))),
        tuple(sorted([*still, *present], key=lambda here: (here.since_ms, here.opened_by))),
    )


def _self_points(timeline: Timeline, rows: Sequence[Entry]) -> tuple[SelfPoint, ...]:
    points = timeline.self_points
    rated = [row for row in rows if isinstance(row.detail, SelfDetail)]
    if not points or all(row.elapsed_ms > points[-1].at_ms for row in rated):
        return (*points, *project_self(sorted(rated, key=in_time), points))
    return project_self(entry for entry in timeline.entries if entry.kind is EntryKind.SELF)
