"""What stands ready from a client's earlier sessions: promises, and what protectors feared and needed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session

_PROTECTORS = frozenset({Role.MANAGER, Role.FIREFIGHTER, Role.UNKNOWN})
_OF_FEAR_OR_NEED = re.compile(
    r"\b(?:fear\w*|afraid|scared?|scares|worr(?:y|ies|ied|ying)|need(?:s|ed|ing)?|want(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
Told = tuple[Session, Timeline]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was promised in a session and not said to be kept."""

    session: Session
    entry: Entry


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a protector said, or that was noted of it.

    Attributes:
        session: in which.
        entry: its current reading.
        words: the part's own words, verbatim.
        text: what was noted beside them.
    """

    session: Session
    entry: Entry
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Protector:
    """What one protector feared and needed in preparation, the newest first."""

    part: Part
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class FromBefore:
    """What stands ready in a session: promises in the order made, protectors by what they said last."""

    promises: tuple[Promise, ...] = ()
    protectors: tuple[Protector, ...] = ()


def from_before(earlier: Iterable[Told], parts: Iterable[Part]) -> FromBefore:
    """What stands ready from a client's earlier sessions, from the rows that the reader may see.

    Promises are those of the last session; an action about one that says that it is resolved closes it.

    Args:
        earlier: the client's sessions before this one with their timelines.
        parts: the client's parts; empty for whoever has no notebook.
    """
    told = sorted(earlier, key=lambda each: (each[0].anchor, each[0].number))
    return FromBefore(tuple(_promises(told)), tuple(_protectors(told, tuple(parts))))


def _promises(told: Sequence[Told]) -> Iterator[Promise]:
    """Those of the last session that anything was written in."""
    held = [each for each in told if each[1].entries]
    if not held:
        return
    session, timeline = held[-1]
    kept = {entry.about for entry in timeline.entries if _resolves(entry)}
    for entry in timeline.entries:
        readings = timeline.chains.get(entry.id, (entry,))
        if entry.kind is EntryKind.PROMISE and not kept & {row.id for row in readings}:
            yield Promise(session, entry)


def _resolves(entry: Entry) -> bool:
    return isinstance(entry.detail, ActionDetail) and entry.detail.what is ActionWhat.RESOLVED


def _protectors(told: Sequence[Told], parts: tuple[Part, ...]) -> Iterator[Protector]:
    by_id = {part.id: part for part in parts}
    said: dict[str, list[Said]] = {}
    for session, timeline in reversed(told):
        for entry in reversed(timeline.entries):
            part = _as_it_is_now(by_id, entry.part)
            if part is None or part.role not in _PROTECTORS or not isinstance(entry.detail, PartDetail):
                continue
            words = tuple(str(each) for each in entry.detail.words)
            speaks = _OF_FEAR_OR_NEED.search(" \n".join((entry.text, *words))) is not None
            if speaks and _in_preparation(session, timeline, entry):
                said.setdefault(part.id, []).append(Said(session, entry, words, str(entry.text)))
    for part_id, found in said.items():
        yield Protector(by_id[part_id], tuple(found))


def _as_it_is_now(by_id: dict[str, Part], part_id: str | None) -> Part | None:
    """The part, or the one that it turned out to be."""
    seen: set[str] = set()
    part = by_id.get(part_id or "")
    while part is not None and part.merged_into is not None and part.id not in seen:
        seen.add(part.id)
        part = by_id.get(part.merged_into, part)
    return part


def _in_preparation(session: Session, timeline: Timeline, entry: Entry) -> bool:
    if session.protocol.visit is VisitKind.PREPARATION:
        return True
    return timeline.phase_at(entry.elapsed_ms) in {None, Phase.PREPARATION}
