"""The map of each session: who was known by then, who came, and where each was put. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime

from kap_companion.family.kin import Link, LinkReading
from kap_companion.family.members import Family
from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.map_scene import MapLink, MapPart, MapScene, Point, Seen
from kap_companion.session.timeline import Timeline
from kap_companion.vocabulary.links import LinkState
from kap_companion.vocabulary.part_act import Placed
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.session import Session


def map_of(parts: ClientParts, session_id: str | None = None, *, role_words: bool | None = None) -> MapScene:
    """The map as it was by a session.

    Args:
        parts: all that is known of a client's parts.
        session_id: the session to look at; None for all that is known, where nobody is absent.
        role_words: whether roles may be named; None for as the client wants it.
    """
    order = _Order(parts.sessions)
    until = order.place(session_id) if session_id is not None else len(parts.sessions)
    came = _came(parts, order)
    timeline = parts.timelines.get(session_id) if session_id is not None else None
    here = came_in(parts.family, timeline) if timeline is not None else frozenset(came)
    shown = tuple(
        MapPart(part.id, parts.labels[part.id], part.role, _seen(part.id, came, here, until))
        for part in parts.parts
    )
    known = {part.id for part in shown if part.seen is not Seen.NOT_YET}
    return MapScene(
        parts=shown,
        links=tuple(_links_by(parts.links, order, until, known)),
        placed=_placed_by(parts.family, order, until),
        self_qualities=self_there(timeline) if timeline is not None else (),
        role_words=not parts.client.glyphs_only if role_words is None else role_words,
        in_session=session_id is not None,
    )


def came_in(family: Family, timeline: Timeline) -> frozenset[str]:
    """The ids of the parts that came forward in a session, as they are known by now."""
    about = (family.about(span.opened_by, span.part) for span in timeline.spans)
    return frozenset(part for part in about if part is not None)


def placed_in(parts: ClientParts, session_id: str | None) -> Mapping[str, Point]:
    """Where each part was put by the end of a session, by the part's id; None for by now.

    What was put in no session belongs to the one before it. A part keeps its place until it is put elsewhere.
    """
    order = _Order(parts.sessions)
    until = order.place(session_id) if session_id is not None else len(parts.sessions)
    return _placed_by(parts.family, order, until)


def self_there(timeline: Timeline) -> tuple[Quality, ...]:
    """The qualities of Self that were there at the end, by either rater, in the order first told."""
    newest: dict[Rater, Mapping[Quality, int]] = {}
    told: dict[Quality, None] = {}
    for point in timeline.self_points:
        newest[point.by] = point.levels
        told.update(dict.fromkeys(point.levels))
    there = {quality for levels in newest.values() for quality, level in levels.items() if level > 0}
    return tuple(quality for quality in told if quality in there)


class _Order:
    """The sessions as numbers from 0, and moments between them as the session before."""

    def __init__(self, sessions: tuple[Session, ...]) -> None:
        self._places = {session.id: place for place, session in enumerate(sessions)}
        self._began = [session.anchor for session in sessions]

    def place(self, session_id: str | None, at: datetime | None = None) -> int:
        """The number of a session; of a moment outside one that of the session before, 0 before the first."""
        if session_id in self._places:
            return self._places[session_id]
        return max(0, bisect_right(self._began, at) - 1) if at is not None else 0


def _came(parts: ClientParts, order: _Order) -> dict[str, int]:
    """By which session each part was known, by its id."""
    # An import makes a part's row long after the session that it came up in.
    came = {part.id: order.place(None, part.made_at) for part in parts.parts}
    for session in parts.sessions:
        place = order.place(session.id)
        for about in came_in(parts.family, parts.timelines[session.id]):
            if about in came:
                came[about] = min(came[about], place)
    return came


def _seen(part: str, came: Mapping[str, int], here: frozenset[str], until: int) -> Seen:
    if part in here:
        return Seen.HERE
    return Seen.ABSENT if came[part] <= until else Seen.NOT_YET


def _links_by(links: Iterable[Link], order: _Order, until: int, known: set[str]) -> Iterable[MapLink]:
    for link in links:
        state = _state_by(link.history, order, until)
        if state is not None and {link.from_part, link.to_part} <= known:
            yield MapLink(link.kind, link.from_part, link.to_part, state)


def _state_by(history: tuple[LinkReading, ...], order: _Order, until: int) -> LinkState | None:
    """How a link stood by then; None where it was not told yet, or dropped."""
    by_then = [reading for reading in history if order.place(reading.session, reading.at) <= until]
    return by_then[-1].state if by_then else None


def _placed_by(family: Family, order: _Order, until: int) -> dict[str, Point]:
    placed: dict[str, tuple[int, Point]] = {}
    for act in family.acts:
        if not isinstance(act.deed, Placed):
            continue
        part, place = family.about(act.id, act.deed.part), order.place(act.session, act.at)
        if part is None or place > until or family.part(part) is None:
            continue
        if part not in placed or placed[part][0] <= place:
            placed[part] = (place, (act.deed.x, act.deed.y))
    return {part: at for part, (_place, at) in placed.items()}
