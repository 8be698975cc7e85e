"""The timeline: everything that is derived from a session's rows, by pure functions.

A restart, an import and a test project the same rows and see the same session.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kap_companion.session.phases import PhaseSpan, phase_at, project_phases
from kap_companion.session.presence import Presence, PresenceSpan, project_presence
from kap_companion.session.readings import read_again
from kap_companion.session.risks import Risk, project_risks
from kap_companion.session.self_curve import SelfPoint, project_self
from kap_companion.vocabulary.details import PhaseDetail
from kap_companion.vocabulary.entry import Addition, Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.session import SessionState

__all__ = [
    "BESIDE",
    "PhaseSpan",
    "Presence",
    "PresenceSpan",
    "Risk",
    "SelfPoint",
    "Timeline",
    "in_time",
    "phase_of",
    "project",
    "seconds_from_dose",
    "situated",
    "state_of",
]

_MARKS = frozenset({EntryKind.RISK, EntryKind.RISK_ANSWER})
# Kinds that stand beside the entries and are never among them.
BESIDE = frozenset({*_MARKS, EntryKind.ADDENDUM})


@dataclass(frozen=True, slots=True)
class Timeline:
    """A session as its rows tell it; all milliseconds are from the session's anchor.

    Attributes:
        entries: current readings only, by `elapsed_ms`, then id; late ones stand at their own time. No
            retractions, no addenda, no risk marks.
        first_dose_ms: T0, or None before there is one.
        phases: phase spans by time.
        phase: the phase now; None before the first, `ENDED` after the end.
        spans: presence spans by their start.
        present: who is present now, in the order they came up.
        self_points: the Self-energy curve of each rater.
        doses: current doses by time.
        ended_ms: when the session ended, or None.
        everything: all rows as given, in the order written.
        taken_back: ids of rows that a retraction in force names.
        chains: all readings of every entry that was ever amended, oldest first, by each reading's id.
        addenda: what was added after signing, in the order written; it moves nothing of the session.
        marks: current risk marks and answers to them, in the order written.
        risks: the marked entries, in the order they were marked.
        of_part: the entries about each part, by its id.
        asked: the questions that were asked, by time.
    """

    entries: tuple[Entry, ...]
    first_dose_ms: int | None
    phases: tuple[PhaseSpan, ...]
    phase: Phase | None
    spans: tuple[PresenceSpan, ...]
    present: tuple[Presence, ...]
    self_points: tuple[SelfPoint, ...]
    doses: tuple[Entry, ...]
    ended_ms: int | None
    everything: tuple[Entry, ...]
    taken_back: frozenset[str] = frozenset()
    chains: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    addenda: tuple[Entry, ...] = ()
    marks: tuple[Entry, ...] = ()
    risks: tuple[Risk, ...] = ()
    of_part: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    asked: tuple[Entry, ...] = ()

    @property
    def current(self) -> tuple[Entry, ...]:
        """Every row that counts: entries, risk marks with their answers, addenda."""
        return (*self.entries, *self.marks, *self.addenda)

    def history(self, entry_id: str) -> tuple[Entry, ...]:
        """All readings of an entry, oldest first, by the id of any of them; empty for an unknown id."""
        if entry_id in self.chains:
            return self.chains[entry_id]
        return tuple(row for row in self.everything if row.id == entry_id)

    def phase_at(self, at_ms: int) -> Phase | None:
        """The phase at a time; None before the first."""
        return phase_at(self.phases, self.ended_ms, at_ms)


def in_time(entry: Entry) -> tuple[int, str]:
    """Where an entry stands on the timeline: by elapsed time, then id."""
    return entry.elapsed_ms, entry.id


def project(rows: Iterable[Entry]) -> Timeline:
    """The timeline of a session's rows, of both files.

    Phases come from phase entries and from the first current dose, which starts dosing; so taking back the
    only dose un-starts it. All but `everything` is the same whatever order the rows come in.
    """
    everything = tuple(rows)
    readings = read_again(everything)
    marks = sorted((row for row in readings.current if row.kind in _MARKS), key=_as_written)
    addenda = sorted((row for row in readings.current if _is_addendum(row)), key=_as_written)
    beside = {row.id for row in (*marks, *addenda)}
    entries = sorted((row for row in readings.current if row.id not in beside), key=in_time)
    acts: list[tuple[int, Phase]] = []
    doses: list[Entry] = []
    of_parts: list[Entry] = []
    of_self: list[Entry] = []
    of_part: dict[str, list[Entry]] = {}
    asked: list[Entry] = []
    for entry in entries:
        kind = entry.kind
        if entry.part is not None:
            of_part.setdefault(entry.part, []).append(entry)
        if kind is EntryKind.PART:
            of_parts.append(entry)
        elif kind is EntryKind.SELF:
            of_self.append(entry)
        elif kind is EntryKind.DOSE:
            if not doses:
                acts.append((entry.elapsed_ms, Phase.DOSING))
            doses.append(entry)
        elif kind is EntryKind.ASKED:
            asked.append(entry)
        elif isinstance(entry.detail, PhaseDetail):
            acts.append((entry.elapsed_ms, entry.detail.phase))
    phases, ended_ms = project_phases(acts)
    spans, present = project_presence(of_parts, ended_ms)
    phase = Phase.ENDED if ended_ms is not None else (phases[-1].phase if phases else None)
    return Timeline(
        entries=tuple(entries),
        first_dose_ms=doses[0].elapsed_ms if doses else None,
        phases=phases,
        phase=phase,
        spans=spans,
        present=present,
        self_points=project_self(of_self),
        doses=tuple(doses),
        ended_ms=ended_ms,
        everything=everything,
        taken_back=readings.taken_back,
        chains=readings.chains,
        addenda=tuple(addenda),
        marks=tuple(marks),
        risks=project_risks(marks, (*entries, *addenda), readings.chains),
        of_part={part: tuple(about) for part, about in of_part.items()},
        asked=tuple(asked),
    )


def _is_addendum(row: Entry) -> bool:
    if row.kind in _MARKS:
        return False
    return row.kind is EntryKind.ADDENDUM or row.addition is Addition.ADDENDUM


def _as_written(row: Entry) -> tuple[int, str]:
    return row.typed_ms, row.id


def state_of(timeline: Timeline) -> SessionState:
    """How far a session is, from its timeline; signing and planning are not seen there."""
    return SessionState.PREPARATION if timeline.phase is None else SessionState(timeline.phase.value)


def seconds_from_dose(timeline: Timeline, elapsed_ms: int) -> float | None:
    """T+ in seconds, negative before the dose; None before there is a dose."""
    if timeline.first_dose_ms is None:
        return None
    return (elapsed_ms - timeline.first_dose_ms) / 1000


def situated(entry: Entry, timeline: Timeline) -> Entry:
    """The entry with what it owes to its place in the session: its phase, and the presence it closes.

    Args:
        entry: what is about to be written.
        timeline: of the session, with or without the entry.
    """
    owed = {"phase": phase_of(entry, timeline), "closes": _closes(entry, timeline)}
    return entry.model_copy(update=owed)


def phase_of(entry: Entry, timeline: Timeline) -> Phase | None:
    """The phase the session was in at an entry, or moved to by it; None before the first."""
    if isinstance(entry.detail, PhaseDetail):
        return entry.detail.phase
    first_dose_ms = timeline.first_dose_ms
    if entry.kind is EntryKind.DOSE and (first_dose_ms is None or entry.elapsed_ms <= first_dose_ms):
        return Phase.DOSING
    return timeline.phase_at(entry.elapsed_ms)


def _closes(entry: Entry, timeline: Timeline) -> str | None:
    if entry.kind is not EntryKind.PART or not getattr(entry.detail, "settled", False):
        return None
    for span in timeline.spans:
        if span.part != entry.part or span.start_ms > entry.elapsed_ms:
            continue
        still_open = span.end_ms is None or span.auto_closed or span.end_ms > entry.elapsed_ms
        if still_open or span.closed_by == entry.id:
            return span.opened_by
    return None
