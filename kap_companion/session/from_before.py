"""What stands ready from a client's earlier sessions: promises, and what protectors feared and needed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kap_companion.family.members import Family, family_of
from kap_companion.session.promises import Promise, open_promises, promises
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import PartAct
from kap_companion.vocabulary.phases import Phase
from kap_companion.vocabulary.protocol import VisitKind
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import SharedItem

_PROTECTORS = frozenset({Role.MANAGER, Role.FIREFIGHTER, Role.UNKNOWN})
_OF_FEAR_OR_NEED = re.compile(
    r"\b(?:fear\w*|afraid|scared?|scares|worr(?:y|ies|ied|ying)|need(?:s|ed|ing)?|want(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
Told = tuple[Session, Timeline]


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
    """What stands ready in a session: open promises as numbered, protectors by what they said last."""

    promises: tuple[Promise, ...] = ()
    protectors: tuple[Protector, ...] = ()


def from_before(
    earlier: Iterable[Told],
    parts: Iterable[Part],
    acts: Iterable[PartAct] = (),
    shared: Mapping[str, Sequence[SharedItem]] | None = None,
) -> FromBefore:
    """What stands ready from a client's earlier sessions, from the rows that the reader may see.

    Promises are those that nobody said were kept, of the logs and of the worksheets.

    Args:
        earlier: the client's sessions before this one with their timelines.
        parts: the client's, as stored; empty for whoever has no notebook.
        acts: what was done about them beside the logs, as stored.
        shared: all that was ever agreed in each session, by its id; promises are numbered with it.
    """
    told = sorted(earlier, key=lambda each: (each[0].anchor, each[0].number))
    entries = [entry for _, timeline in told for entry in timeline.entries]
    family = family_of(parts, acts, entries=entries)
    return FromBefore(
        promises=open_promises(promises(told, shared)),
        protectors=tuple(_protectors(told, family)),
    )


def _protectors(told: Sequence[Told], family: Family) -> Iterator[Protector]:
    said: dict[str, list[Said]] = {}
    for session, timeline in reversed(told):
        for entry in reversed(timeline.entries):
            part = family.part(family.of(entry))
            if part is None or part.role not in _PROTECTORS or not isinstance(entry.detail, PartDetail):
                continue
            words = tuple(str(each) for each in entry.detail.words)
            speaks = _OF_FEAR_OR_NEED.search(" \n".join((entry.text, *words))) is not None
            if speaks and _in_preparation(session, timeline, entry):
                said.setdefault(part.id, []).append(Said(session, entry, words, str(entry.text)))
    by_id = {part.id: part for part in family.parts}
    for part_id, found in said.items():
        yield Protector(by_id[part_id], tuple(found))


def _in_preparation(session: Session, timeline: Timeline, entry: Entry) -> bool:
    if session.protocol.visit is VisitKind.PREPARATION:
        return True
    return timeline.phase_at(entry.elapsed_ms) in {None, Phase.PREPARATION}
