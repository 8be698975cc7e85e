"""Self-energy as it was seen: each quality and each rater on its own, over a session and across them. Pure.

Nothing here adds up, averages or fills in: a rating is what somebody said at a moment.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kap_companion.vocabulary.details import SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of one quality, 0 to 4.

    Attributes:
        at_ms: milliseconds from the session's anchor.
        source: the id of the entry that says it.
    """

    level: int
    by: Rater
    session: str
    at_ms: int
    source: str


Seen = Mapping[Quality, tuple[Rating, ...]]


def ratings_of(entries: Iterable[Entry]) -> Seen:
    """Every rating of each quality that was rated, by time; the qualities in the order of `Quality`.

    Args:
        entries: current readings of one session, by time.
    """
    found: dict[Quality, list[Rating]] = {}
    for entry in entries:
        detail = entry.detail
        if not isinstance(detail, SelfDetail):
            continue
        for quality, level in detail.qualities.items():
            rating = Rating(level, detail.by, entry.session, entry.elapsed_ms, entry.id)
            found.setdefault(quality, []).append(rating)
    return {quality: tuple(found[quality]) for quality in Quality if quality in found}


def across(
    sessions: Sequence[Session], entries_of: Callable[[str], Iterable[Entry]]
) -> tuple[tuple[Session, Seen], ...]:
    """What was seen in each session in which anything was, in the order of the sessions.

    Args:
        sessions: in the order they began.
        entries_of: the current readings of a session by its id, by time.
    """
    seen = ((session, ratings_of(entries_of(session.id))) for session in sessions)
    return tuple((session, ratings) for session, ratings in seen if ratings)


def qualities_in(seen: Iterable[Seen]) -> tuple[Quality, ...]:
    """The qualities that were rated anywhere, in the order of `Quality`."""
    rated = {quality for each in seen for quality in each}
    return tuple(quality for quality in Quality if quality in rated)
