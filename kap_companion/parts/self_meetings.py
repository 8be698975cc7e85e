"""Self-energy around the meetings with a part: what was seen before it, with it there, and after. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.self_seen import Rating, ratings_of
from kap_companion.session.presence import PresenceSpan
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session


class Around(StrEnum):
    """When, seen from a meeting: last before it, last while the part was there, first after it."""

    BEFORE = "before"
    WITH_IT = "with_it"
    AFTER = "after"


Readings = Mapping[tuple[Rater, Around], Rating]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A part was there, once, in one session; milliseconds from the session's anchor.

    Attributes:
        part: the id of the part it is by now.
        end_ms: None while it is still there.
        readings: each quality's ratings around it; a moment that nobody rated is left out.
    """

    session: Session
    part: str
    start_ms: int
    end_ms: int | None
    source: str
    readings: Mapping[Quality, Readings]


def meetings_with(parts: ClientParts, part_id: str) -> tuple[Meeting, ...]:
    """Every meeting with a part, by time, those without any rating too."""
    itself = parts.family.itself(part_id)
    return tuple(
        _meeting(session, parts.timelines[session.id], span, itself)
        for session in parts.sessions
        for span in parts.timelines[session.id].spans
        if parts.family.about(span.opened_by, span.part) == itself
    )


def _meeting(session: Session, timeline: Timeline, span: PresenceSpan, part: str) -> Meeting:
    # Where only the end of the session closed it, nothing was said that lies after it.
    end_ms = None if span.auto_closed else span.end_ms
    seen = ratings_of(timeline.entries)
    readings = {quality: _around(ratings, span.start_ms, end_ms) for quality, ratings in seen.items()}
    rated = {quality: around for quality, around in readings.items() if around}
    return Meeting(session, part, span.start_ms, span.end_ms, span.opened_by, rated)


def _around(ratings: Sequence[Rating], start_ms: int, end_ms: int | None) -> Readings:
    found: dict[tuple[Rater, Around], Rating] = {}
    for rating in ratings:
        if rating.at_ms <= start_ms:
            found[rating.by, Around.BEFORE] = rating
        elif end_ms is None or rating.at_ms < end_ms:
            found[rating.by, Around.WITH_IT] = rating
        else:
            found.setdefault((rating.by, Around.AFTER), rating)
    return found
