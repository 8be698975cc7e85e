"""The timeline after a few more rows, without projecting all of it again: what a key press waits for."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kap_companion.session.presence import Presence, PresenceSpan, project_presence, went_on
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
    after = replace(
        timeline,
        entries=_with(timeline.entries, rows),
        everything=everything,
        of_part=_of_part(timeline.of_part, rows),
        asked=_with(timeline.asked, [row for row in rows if row.kind is EntryKind.ASKED]),
    )
    if EntryKind.PART in kinds:
        about = [row for row in rows if row.kind is EntryKind.PART]
        still = _still_here(after.present, about)
        if still is not None:
            after = replace(after, present=still)
        else:
            spans, present = _presence(after, {row.part for row in about})
            after = replace(after, spans=spans, present=present)
    if EntryKind.SELF in kinds:
        after = replace(after, self_points=_self_points(after, rows))
    return after


def _with(entries: tuple[Entry, ...], rows: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by time with new ones among them."""
    together = list(entries)
    for row in rows:
        insort(together, row, key=in_time)
    return tuple(together)


def _of_part(
    before: Mapping[str, tuple[Entry, ...]], rows: Sequence[Entry]
) -> Mapping[str, tuple[Entry, ...]]:
    touched = {row.part for row in rows if row.part is not None}
    about = {part: [row for row in rows if row.part == part] for part in touched}
    return {**before, **{part: _with(before.get(part, ()), added) for part, added in about.items()}}


def _still_here(present: tuple[Presence, ...], rows: Sequence[Entry]) -> tuple[Presence, ...] | None:
    """Who is present after lines that only go on with presences; None where one of them does more."""
    by_part = {here.part: here for here in present}
    for row in rows:
        before = by_part.get(row.part or "")
        after = went_on(before, row) if before is not None else None
        if after is None:
            return None
        by_part[after.part] = after
    return tuple(by_part.values())


def _presence(
    timeline: Timeline, parts: set[str | None]
) -> tuple[tuple[PresenceSpan, ...], tuple[Presence, ...]]:
    told = (entry for part in parts if part is not None for entry in timeline.of_part.get(part, ()))
    about = sorted((entry for entry in told if entry.kind is EntryKind.PART), key=in_time)
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
