"""The map as it was agreed, and an empty one to draw. Pure."""

from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.compose_agreed import AgreedPart
from kap_companion.worksheets.compose_making import Making
from kap_companion.worksheets.compose_said import called
from kap_companion.worksheets.map_place import place_on_map
from kap_companion.worksheets.sentences import ours, own
from kap_companion.worksheets.sheet import Landscape, Mark, Said

MAP = "map"
EMPTY_MAP = "map-empty"
LINKS = "links"


def landscape(making: Making) -> tuple[Landscape, ...]:
    """The map with who was agreed to stand on it; none where nobody was and nothing of it is told."""
    words, parts = making.words.landscape, making.parts
    placed = [(part, at) for part in parts if (at := _place(part)) is not None]
    marks = tuple(_mark(making, part, *at) for part, at in placed)
    on_it = {part.about for part, _ in placed}
    to_place = tuple(
        Said(part.naming.id, own(part.name))
        for part in parts
        if part.naming is not None and part.about not in on_it
    )
    links = tuple(_link(making, part, item) for part in parts for item in part.of(SharedField.LINK))
    if not (marks or to_place or links):
        return ()
    found = Landscape(
        key=MAP,
        heading=making.heading(MAP, words.heading),
        lead=words.lead,
        self_name=words.self_name,
        marks=marks,
        to_place=to_place,
        to_place_heading=words.to_place,
        links=links,
        links_heading=making.heading(LINKS, words.links),
    )
    return (found,)


def empty_landscape(making: Making) -> Landscape:
    """A map with Self alone."""
    words = making.words.landscape
    return Landscape(
        key=EMPTY_MAP,
        heading=making.heading(EMPTY_MAP, words.empty_heading),
        lead=words.empty_lead,
        self_name=words.self_name,
        marks=(),
        to_place=(),
        to_place_heading="",
        links=(),
        links_heading="",
    )


def _place(part: AgreedPart) -> tuple[SharedItem, tuple[float, float]] | None:
    """Where it was agreed to stand; None for a part that was agreed to stand nowhere."""
    places = ((item, place_on_map(item.value)) for item in part.of(SharedField.PLACE))
    return next(((item, at) for item, at in places if at is not None), None)


def _mark(making: Making, part: AgreedPart, item: SharedItem, at: tuple[float, float]) -> Mark:
    return Mark(item.id, called(part, making.words), part.role, *at)


def _link(making: Making, part: AgreedPart, item: SharedItem) -> Said:
    return Said(item.id, called(part, making.words) + ours(": ") + own(item.value))
