"""Finding something again inside one client: words, parts, places; by session and by time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import itemgetter

from kap_companion.parts.client_parts import ClientParts
from kap_companion.records.readers import SearchReader
from kap_companion.records.search_words import holds_words
from kap_companion.vocabulary.details import PartDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.observation import PartField
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.part_act import Observed, PartAct
from kap_companion.vocabulary.session import Session

# So many times more acts are asked for than shown: some were taken back, some are of another time.
_MAY_NOT_COUNT = 20


class FoundIn(StrEnum):
    """Where the words that were looked for stand."""

    NAME = "name"
    PLACE = "place"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: a part, an entry, or an act.

    Attributes:
        found_in: the name of a part, a place in the body, or any other words of an entry or an act.
        text: the name or place that was found, as written; for all else the line as it was typed, or the
            words of the act.
        part: the id of the part it is or is about by now; None for no part.
        session: where it was said; None for a part, and for what was done between the sessions.
        entry: the entry it is, or None.
        act: the act it is, or None.
    """

    found_in: FoundIn
    text: str
    part: str | None = None
    session: Session | None = None
    entry: Entry | None = None
    act: PartAct | None = None


def find(
    reader: SearchReader,
    parts: ClientParts,
    words: str,
    *,
    session: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
) -> tuple[Hit, ...]:
    """Parts by any of their names, then entries and acts by their words, the newest first.

    Args:
        reader: what whoever looks may see.
        parts: the client's, as that reader sees them.
        words: as typed; all must be there, the last may be the beginning of one.
        session: the id of the session to look in; None for all of them and between them.
        since: what was before this moment is left out.
        until: what was at this moment or after is left out.
        limit: how many entries and acts at most.
    """
    within = _Within(session, since, until)
    sessions = {each.id: each for each in parts.sessions if session in (None, each.id)}
    entries = reader.find(words, sessions, limit, since=since, until=until)
    counting = {act.id for act in parts.family.acts}
    acts = reader.find_acts(words, parts.client.id, limit * _MAY_NOT_COUNT)
    said = [(entry.at, entry.id, _of_entry(parts, sessions, entry, words)) for entry in entries]
    done = [
        (act.at, act.id, _of_act(parts, act, words))
        for act in acts
        if act.id in counting and within.holds(act)
    ]
    newest_first = sorted((*said, *done), key=itemgetter(0, 1), reverse=True)
    return (*_parts_called(parts, words, within), *(hit for _, _, hit in newest_first[:limit]))


@dataclass(frozen=True, slots=True)
class _Within:
    session: str | None
    since: datetime | None
    until: datetime | None

    @property
    def everything(self) -> bool:
        return self.session is None and self.since is None and self.until is None

    def holds(self, said: Entry | PartAct) -> bool:
        return (
            self.session in (None, said.session)
            and (self.since is None or said.at >= self.since)
            and (self.until is None or said.at < self.until)
        )


def _parts_called(parts: ClientParts, words: str, within: _Within) -> Iterator[Hit]:
    """The parts that go by such a name, or went by it; of those, the ones that came up within."""
    came = None if within.everything else _came_up(parts, within)
    for part in parts.parts:
        names = Roster.names_of(part)
        name = next((name for name in names if holds_words(name, words)), None)
        if name is not None and (came is None or part.id in came):
            yield Hit(FoundIn.NAME, name, part=part.id)


def _came_up(parts: ClientParts, within: _Within) -> set[str | None]:
    entries = (entry for timeline in parts.timelines.values() for entry in timeline.entries)
    by_entries = {parts.family.of(entry) for entry in entries if within.holds(entry)}
    return by_entries | {_about(parts, act) for act in parts.family.acts if within.holds(act)}


def _of_entry(parts: ClientParts, sessions: dict[str, Session], entry: Entry, words: str) -> Hit:
    places = entry.detail.body if isinstance(entry.detail, PartDetail) else ()
    place = _place(places, words)
    return Hit(
        FoundIn.WORDS if place is None else FoundIn.PLACE,
        entry.raw or entry.text if place is None else place,
        part=parts.family.of(entry),
        session=sessions[entry.session],
        entry=entry,
    )


def _of_act(parts: ClientParts, act: PartAct, words: str) -> Hit:
    deed = act.deed
    is_place = isinstance(deed, Observed) and deed.known.field is PartField.BODY
    place = _place((deed.known.value,), words) if is_place and isinstance(deed, Observed) else None
    return Hit(
        FoundIn.WORDS if place is None else FoundIn.PLACE,
        _told_by(act) if place is None else place,
        part=_about(parts, act),
        session=next((each for each in parts.sessions if each.id == act.session), None),
        act=act,
    )


def _about(parts: ClientParts, act: PartAct) -> str | None:
    deed = act.deed
    about = getattr(deed, "part", None) or getattr(deed, "from_part", None)
    return parts.family.about(act.id, about)


def _told_by(act: PartAct) -> str:
    """The words of an act: a name, a reading, what was told of a step or a link."""
    deed = act.deed
    if isinstance(deed, Observed):
        return deed.known.value
    taken = getattr(deed, "taken", None)
    if taken is not None:
        return str(taken.text)
    return str(getattr(deed, "name", "") or getattr(deed, "text", ""))


def _place(places: Iterable[str], words: str) -> str | None:
    return next((place for place in places if holds_words(place, words)), None)
