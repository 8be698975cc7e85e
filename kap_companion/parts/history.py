"""When a part came in each session, how long it stayed, how strong it was, what it said. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kap_companion.family.members import Family
from kap_companion.parts.client_parts import ClientParts
from kap_companion.session.presence import PresenceSpan, project_presence
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.session import Session


@dataclass(frozen=True, slots=True)
class Stay:
    """One time that a part was present; milliseconds from the session's anchor.

    Attributes:
        end_ms: None while it is still present.
        is_closed_by_end: True where the end of the session closed it and nobody said that it settled.
        intensities: how strong it was said to be, 0 to 10, by time; nothing in between is known.
        words: what it said meanwhile, verbatim.
        sources: the ids of the entries about it meanwhile, by time; never empty.
    """

    start_ms: int
    end_ms: int | None
    is_closed_by_end: bool
    intensities: tuple[int, ...]
    words: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One session as one part had it.

    Attributes:
        name: what the part was called in that session, by the last line that named it; empty where none did.
        stays: by their start.
        sources: the ids of all entries about it in that session, by time.
        first_dose_ms: None where there was no dose.
        last_ms: the end of the session, or the last that happened so far.
    """

    session: Session
    name: str
    stays: tuple[Stay, ...]
    sources: tuple[str, ...]
    first_dose_ms: int | None
    last_ms: int


def history(parts: ClientParts, part_id: str) -> tuple[Strip, ...]:
    """The strips of one part, in the order the sessions began, from the first that it came up in.

    Sessions in which it did not come have no stays. A part that turned out to be another has that one's.
    """
    itself = parts.family.itself(part_id)
    made = [_strip(parts, session, itself) for session in parts.sessions]
    first = next((place for place, strip in enumerate(made) if strip.sources), len(made))
    return tuple(made[first:])


def histories(parts: ClientParts) -> Mapping[str, tuple[Strip, ...]]:
    """For every part the strips of those sessions that it came up in, by its id; read once for all parts."""
    found: dict[str, list[Strip]] = {part.id: [] for part in parts.parts}
    for session in parts.sessions:
        timeline = parts.timelines[session.id]
        for part_id, about in by_part(parts.family, timeline.entries).items():
            if part_id in found:
                found[part_id].append(_of_entries(session, timeline, part_id, about))
    return {part_id: tuple(strips) for part_id, strips in found.items()}


def by_part(family: Family, entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by the part that they are about by now, in the order given."""
    about: dict[str, list[Entry]] = {}
    for entry in entries:
        part_id = family.of(entry)
        if part_id is not None:
            about.setdefault(part_id, []).append(entry)
    return {part_id: tuple(found) for part_id, found in about.items()}


def _strip(parts: ClientParts, session: Session, part_id: str) -> Strip:
    timeline = parts.timelines[session.id]
    about = tuple(entry for entry in timeline.entries if parts.family.of(entry) == part_id)
    return _of_entries(session, timeline, part_id, about)


def _of_entries(session: Session, timeline: Timeline, part_id: str, about: tuple[Entry, ...]) -> Strip:
    # A merge or a split changes whose presence an entry opens and closes: it is worked out anew.
    as_it_is = [e if e.part == part_id else e.model_copy(update={"part": part_id}) for e in about]
    spans, _present = project_presence(as_it_is, timeline.ended_ms)
    names = [entry.detail.name for entry in about if isinstance(entry.detail, PartDetail)]
    last_ms = timeline.entries[-1].elapsed_ms if timeline.entries else 0
    return Strip(
        session=session,
        name=next((name for name in reversed(names) if name.strip()), ""),
        stays=_stays(spans, about),
        sources=tuple(entry.id for entry in about),
        first_dose_ms=timeline.first_dose_ms,
        last_ms=max(last_ms, timeline.ended_ms or 0),
    )


def _stays(spans: Iterable[PresenceSpan], about: tuple[Entry, ...]) -> tuple[Stay, ...]:
    """Presences do not overlap: the entries are dealt out in one walk, by what opens and closes each."""
    places = {entry.id: place for place, entry in enumerate(about)}
    stays: list[Stay] = []
    ordered = sorted(spans, key=lambda span: places[span.opened_by])
    for number, span in enumerate(ordered):
        begin = places[span.opened_by]
        until = places[ordered[number + 1].opened_by] if number + 1 < len(ordered) else len(about)
        if span.closed_by is not None:
            until = places[span.closed_by] + 1
        stays.append(_stay(span, about[begin:until]))
    return tuple(stays)


def _stay(span: PresenceSpan, meanwhile: tuple[Entry, ...]) -> Stay:
    details = [entry.detail for entry in meanwhile if isinstance(entry.detail, PartDetail)]
    return Stay(
        start_ms=span.start_ms,
        end_ms=span.end_ms,
        is_closed_by_end=span.auto_closed,
        intensities=tuple(detail.intensity for detail in details if detail.intensity is not None),
        words=tuple(str(words) for detail in details for words in detail.words),
        sources=tuple(entry.id for entry in meanwhile),
    )
