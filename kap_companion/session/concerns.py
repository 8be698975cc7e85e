"""What asks for something to be done: adverse events until they are over, vitals outside a limit.

An expected effect is none. Vitals outside a limit ask what was done, and are answered by the first thing said
about them; what that means is for the people in the room to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kap_companion.session.limits import Outside, limit_history, outside
from kap_companion.session.timeline import Timeline, in_time
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import AdverseEventDetail, VitalsDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome
from kap_companion.vocabulary.protocol import Protocol

_KINDS = frozenset({EntryKind.ADVERSE_EVENT, EntryKind.VITALS, EntryKind.ACTION, EntryKind.PROMPT})
_DETAILS = frozenset({AdverseEventDetail, VitalsDetail, ActionDetail, PromptDetail})
_RECHECK = "recheck:"


class ConcernKind(StrEnum):
    """What a concern is about."""

    ADVERSE = "adverse"
    VITALS = "vitals"


@dataclass(frozen=True, slots=True)
class Concern:
    """An adverse event, or vitals outside a limit; milliseconds are from the session's anchor.

    Attributes:
        number: from 1, in the order they were first written, as typed after "#".
        entry: its current reading.
        severity: 1 to 3 as last said; None where nobody said.
        onset_ms: when it began.
        actions: what was done, by time.
        told: who was told, by time.
        resolved_ms: when an adverse event was over, or when it was first said what was done about vitals;
            None while it is open.
        outside: the values that lay outside the limits in force then; empty for an adverse event.
    """

    number: int
    entry: Entry
    what: ConcernKind
    severity: int | None
    onset_ms: int
    actions: tuple[Entry, ...]
    told: tuple[Entry, ...]
    resolved_ms: int | None
    outside: tuple[Outside, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still waits: to be over, or for what was done."""
        return self.resolved_ms is None


def concerns(timeline: Timeline, protocol: Protocol) -> tuple[Concern, ...]:
    """All concerns of a session, by their number; the end of the session closes none of them."""
    # By class first: this looks at every entry, and an enum's hash is slow.
    entries = [entry for entry in timeline.entries if type(entry.detail) in _DETAILS and entry.kind in _KINDS]
    found = _found(entries, timeline, protocol)
    if not found:
        return ()
    said = _said_about(entries, timeline.chains)
    return tuple(
        _concern(number, entry, beyond, said.get(_origin(entry.id, timeline.chains), ()))
        for number, (entry, beyond) in enumerate(found, start=1)
    )


def open_concerns(timeline: Timeline, protocol: Protocol) -> tuple[Concern, ...]:
    """Those that are not closed, by their number; the last is the newest."""
    return tuple(concern for concern in concerns(timeline, protocol) if concern.is_open)


def about_of(detail: ActionDetail, timeline: Timeline, protocol: Protocol) -> str | None:
    """The id of the entry that an action speaks of; None where there is no such one.

    With a number it is the concern of that number, open or not; without, the newest open one.
    """
    all_of_them = concerns(timeline, protocol)
    if detail.number is not None:
        return next((each.entry.id for each in all_of_them if each.number == detail.number), None)
    return next((each.entry.id for each in reversed(all_of_them) if each.is_open), None)


def _found(
    entries: Iterable[Entry], timeline: Timeline, protocol: Protocol
) -> list[tuple[Entry, tuple[Outside, ...]]]:
    """What is a concern, in the order it was first written, with the values that lay outside."""
    limits = limit_history(timeline.entries, protocol)
    found: list[tuple[Entry, tuple[Outside, ...]]] = []
    for entry in entries:
        if isinstance(entry.detail, AdverseEventDetail):
            found.append((entry, ()))
        elif isinstance(entry.detail, VitalsDetail):
            beyond = outside(entry.detail, limits.at(entry.elapsed_ms))
            if beyond:
                found.append((entry, beyond))
    return sorted(found, key=lambda each: _first_written(each[0], timeline.chains))


def _concern(number: int, entry: Entry, beyond: tuple[Outside, ...], said: Iterable[Entry]) -> Concern:
    severity = entry.detail.severity if isinstance(entry.detail, AdverseEventDetail) else None
    of_kind: dict[ActionWhat, list[Entry]] = {what: [] for what in ActionWhat}
    answers: list[int] = []
    for each in said:
        answers.append(each.elapsed_ms)
        if isinstance(each.detail, ActionDetail):
            of_kind[each.detail.what].append(each)
            severity = each.detail.severity or severity
    is_adverse = isinstance(entry.detail, AdverseEventDetail)
    closing = [each.elapsed_ms for each in of_kind[ActionWhat.RESOLVED]] if is_adverse else answers
    return Concern(
        number=number,
        entry=entry,
        what=ConcernKind.ADVERSE if is_adverse else ConcernKind.VITALS,
        severity=severity,
        onset_ms=entry.elapsed_ms,
        actions=tuple(of_kind[ActionWhat.DONE]),
        told=tuple(of_kind[ActionWhat.TOLD]),
        resolved_ms=min(closing, default=None),
        outside=beyond,
    )


def _said_about(entries: Iterable[Entry], chains: Mapping[str, tuple[Entry, ...]]) -> dict[str, list[Entry]]:
    """Actions, and answers to a recheck that was due, by the first reading of what they are about."""
    said: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=in_time):
        about = _about(entry)
        if about is not None:
            said.setdefault(_origin(about, chains), []).append(entry)
    return said


def _about(entry: Entry) -> str | None:
    detail = entry.detail
    if isinstance(detail, ActionDetail):
        return entry.about
    if not isinstance(detail, PromptDetail) or detail.outcome is PromptOutcome.SNOOZED:
        return None
    return detail.key.removeprefix(_RECHECK) if detail.key.startswith(_RECHECK) else None


def _origin(entry_id: str, chains: Mapping[str, tuple[Entry, ...]]) -> str:
    return chains[entry_id][0].id if entry_id in chains else entry_id


def _first_written(entry: Entry, chains: Mapping[str, tuple[Entry, ...]]) -> tuple[int, str]:
    first = chains.get(entry.id, (entry,))[0]
    return first.typed_ms, first.id
