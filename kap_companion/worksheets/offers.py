"""What of a session could go home with the client: offered item by item, chosen by nobody yet."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from kap_companion.vocabulary.details import PartDetail, QuoteDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.shared import SharedField

_PROMISE = re.compile(r"\s*promise(?:\s*:|\s)\s*(?P<what>\S.*)", re.IGNORECASE | re.DOTALL)
_HANDLES = UUID("6f1d3c1e-6f0b-5c8e-9a53-0b5d0b6c2f7a")


@dataclass(frozen=True, slots=True)
class Offer:
    """One item that could be agreed.

    Attributes:
        key: names this offer among all of the session; the same each time offers are made.
        about: the part's handle in what is shared; empty for what is not about a part.
        position: the order in which the parts came forward, from 0.
        value: the words that would go home.
        origin: the entry it would be copied from.
        elapsed_seconds: from the first dose, for words; None where there is no dose.
    """

    key: str
    about: str
    position: int
    field: SharedField
    value: str
    origin: str
    elapsed_seconds: float | None = None

    def reworded(self, value: str) -> "Offer":
        """The same offer in the words the client would rather have."""
        return replace(self, value=value)


@dataclass(frozen=True, slots=True)
class PartOffers:
    """What could be agreed about one part: `part` is its id in the notebook, for the screen alone."""

    part: str
    label: str
    role: Role
    items: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """All that could be agreed, parts in the order they came forward."""

    parts: tuple[PartOffers, ...] = ()
    own_words: tuple[Offer, ...] = ()
    self_energy: tuple[Offer, ...] = ()
    promises: tuple[Offer, ...] = ()

    def __iter__(self) -> Iterator[Offer]:
        for part in self.parts:
            yield from part.items
        yield from (*self.own_words, *self.self_energy, *self.promises)


def offers(
    entries: Sequence[Entry],
    parts: Mapping[str, Part],
    *,
    label: Callable[[Part], str] = lambda part: part.name,
    seconds_from_dose: Callable[[int], float | None] = lambda _: None,
) -> Offers:
    """What of these entries could be agreed.

    Args:
        entries: the session's current readings, in the order of the session.
        parts: the client's parts by id, those merged into others included.
        label: how a part is called on the screen.
        seconds_from_dose: `elapsed_ms` to seconds from the first dose, None where there is none.
    """
    return Offers(
        parts=tuple(_parts(entries, parts, label, seconds_from_dose)),
        own_words=tuple(_own_words(entries, seconds_from_dose)),
        self_energy=tuple(_self_energy(entries)),
        promises=tuple(_promises(entries)),
    )


def handle(session: str, part: str) -> str:
    """What a part is called in the shared rows of one session.

    The same each time, but nobody can tell from it which part it is in another session.
    """
    return str(uuid5(_HANDLES, f"{session} {part}"))


def _parts(
    entries: Sequence[Entry],
    parts: Mapping[str, Part],
    label: Callable[[Part], str],
    seconds_from_dose: Callable[[int], float | None],
) -> Iterator[PartOffers]:
    came_forward: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind is EntryKind.PART and entry.part is not None and entry.part in parts:
            came_forward.setdefault(_merged(entry.part, parts), []).append(entry)
    for position, (part_id, sightings) in enumerate(came_forward.items()):
        part = parts[part_id]
        about = handle(sightings[0].session, part_id)
        items = tuple(_about_part(part, about, position, sightings, seconds_from_dose))
        yield PartOffers(part_id, label(part), part.role, items)


def _merged(part_id: str, parts: Mapping[str, Part]) -> str:
    seen: set[str] = set()
    while part_id not in seen:
        seen.add(part_id)
        into = parts[part_id].merged_into
        if into is None or into not in parts:
            break
        part_id = into
    return part_id


def _about_part(
    part: Part,
    about: str,
    position: int,
    sightings: Sequence[Entry],
    seconds_from_dose: Callable[[int], float | None],
) -> Iterator[Offer]:
    first = sightings[0].id
    if part.name.strip():
        yield Offer(f"{about} name", about, position, SharedField.NAME, part.name, first)
    if part.role is not Role.UNKNOWN:
        yield Offer(f"{about} role", about, position, SharedField.ROLE, part.role.value, first)
    places: set[str] = set()
    said: set[str] = set()
    for entry in sightings:
        if not isinstance(entry.detail, PartDetail):
            continue
        for number, place in enumerate(entry.detail.body):
            if fold(place) not in places:
                places.add(fold(place))
                key = f"{about} body {entry.id} {number}"
                yield Offer(key, about, position, SharedField.BODY, place, entry.id)
        for number, words in enumerate(entry.detail.words):
            if words.strip() and words not in said:
                said.add(words)
                seconds = seconds_from_dose(entry.elapsed_ms)
                key = f"{about} words {entry.id} {number}"
                yield Offer(key, about, position, SharedField.WORDS, words, entry.id, seconds)


def _own_words(entries: Sequence[Entry], seconds_from_dose: Callable[[int], float | None]) -> Iterator[Offer]:
    for entry in entries:
        if isinstance(entry.detail, QuoteDetail):
            for number, words in enumerate(entry.detail.words):
                if words.strip():
                    seconds = seconds_from_dose(entry.elapsed_ms)
                    key = f"own words {entry.id} {number}"
                    yield Offer(key, "", 0, SharedField.WORDS, words, entry.id, seconds)


def _self_energy(entries: Sequence[Entry]) -> Iterator[Offer]:
    """The strongest level of each quality that the facilitator saw."""
    strongest: dict[Quality, tuple[int, str]] = {}
    for entry in entries:
        if isinstance(entry.detail, SelfDetail) and entry.detail.by is Rater.FACILITATOR:
            for quality, level in entry.detail.qualities.items():
                if level > strongest.get(quality, (0, ""))[0]:
                    strongest[quality] = (level, entry.id)
    for quality in Quality:
        if quality in strongest:
            level, origin = strongest[quality]
            yield Offer(f"self {quality.value}", "", 0, SharedField.SELF, f"{quality.value} {level}", origin)


def _promises(entries: Sequence[Entry]) -> Iterator[Offer]:
    for entry in entries:
        match = _PROMISE.fullmatch(entry.text) if entry.kind is EntryKind.NOTE else None
        if match:
            what = match["what"].strip()
            yield Offer(f"promise {entry.id}", "", 0, SharedField.PROMISE, what, entry.id)
