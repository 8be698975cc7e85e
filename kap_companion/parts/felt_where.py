"""Where in the body a client's parts were felt: in one session or in all, one part or all of them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kap_companion.family.observations import Observation
from kap_companion.parts.body_places import Place, place_of
from kap_companion.parts.body_spots import Spot
from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.observation import PartField


@dataclass(frozen=True, slots=True)
class FeltPlace:
    """A place where something was felt.

    Attributes:
        place: as it was written last.
        spots: where it lies on the figure; empty for words that name no place of the body.
        readings: who was felt there and when, the newest first; never empty.
        earlier: True where nothing was felt there the last time that anything was felt anywhere.
    """

    place: str
    spots: tuple[Spot, ...]
    readings: tuple[Observation, ...]
    earlier: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the parts that were felt there, each once, the one felt last first."""
        return tuple(dict.fromkeys(reading.part for reading in self.readings))


def felt_where(
    parts: ClientParts, *, session: str | None = None, part: str | None = None
) -> tuple[FeltPlace, ...]:
    """The places, in the order they first came up; different words for one place are one.

    Args:
        parts: all that is known of a client's parts.
        session: only what was felt in that session; None for all of them.
        part: only what was felt of that part, by its id; None for all of them.
    """
    wanted = None if part is None else parts.family.itself(part)
    readings = [
        reading
        for reading in parts.observations
        if reading.field is PartField.BODY
        and reading.value.strip()
        and (session is None or reading.session == session)
        and (wanted is None or reading.part == wanted)
    ]
    return places_of(readings)


def places_of(readings: Iterable[Observation]) -> tuple[FeltPlace, ...]:
    """The places of readings that tell of the body, given by time."""
    by_place: dict[tuple[bool, str], list[Observation]] = {}
    spots: dict[tuple[bool, str], tuple[Spot, ...]] = {}
    known_by_words: dict[str, Place | None] = {}
    last: str | None = None
    for reading in readings:
        if reading.value not in known_by_words:
            known_by_words[reading.value] = place_of(reading.value)
        known = known_by_words[reading.value]
        key = (True, known.key) if known else (False, fold(reading.value))
        by_place.setdefault(key, []).append(reading)
        spots[key] = known.spots if known else ()
        last = _sitting(reading)
    return tuple(
        FeltPlace(
            place=said[-1].value,
            spots=spots[key],
            readings=tuple(reversed(said)),
            earlier=all(_sitting(reading) != last for reading in said),
        )
        for key, said in by_place.items()
    )


def _sitting(reading: Observation) -> str:
    """What was felt together: in one session, or on one day between the sessions."""
    return reading.session or reading.at.date().isoformat()
