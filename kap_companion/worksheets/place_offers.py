"""Where the parts of a session stand on its map: where they were put, else where the map has them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kap_companion.parts.client_parts import ClientParts
from kap_companion.parts.map_layout import layout
from kap_companion.parts.map_lettering import Lettering
from kap_companion.parts.map_scene import MapScene
from kap_companion.parts.map_sessions import map_of
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.part_act import Placed

# A window of a usual size, and names of a usual length: what is offered must not depend on a screen.
_ROOM = (900.0, 700.0)
_LABEL = Lettering(("",), 90.0, 18.0)


@dataclass(frozen=True, slots=True)
class OnMap:
    """A place on the map, Self at (0, 0) and the outermost ring at distance 1.

    Attributes:
        act: the id of the act by which somebody put the part there; empty where nobody did.
    """

    x: float
    y: float
    act: str = ""


def places_on_map(parts: ClientParts, session: str, wanted: Sequence[Part]) -> dict[str, OnMap]:
    """Where these parts stand on the map of a session, by their ids.

    A part that nobody put anywhere has its place around Self among those who were known by then.
    """
    scene = map_of(parts, session)
    by_hand = {part: OnMap(x, y, _put_by(parts, part, x, y)) for part, (x, y) in scene.placed.items()}
    if all(part.id in by_hand for part in wanted):
        return by_hand
    return _around_self(scene) | by_hand


def _around_self(scene: MapScene) -> dict[str, OnMap]:
    known = [part.id for part in scene.shown]
    links = [(link.from_part, link.to_part) for link in scene.links]
    labels = dict.fromkeys(known, _LABEL)
    placed = {part: at for part, at in scene.placed.items() if part in labels}
    made = layout(known, links, placed, labels, _ROOM)
    return {spot.part: OnMap(spot.x / made.ring, spot.y / made.ring) for spot in made.spots}


def _put_by(parts: ClientParts, part: str, x: float, y: float) -> str:
    """The newest act that put a part there."""
    for act in reversed(parts.family.acts):
        deed = act.deed
        if (
            isinstance(deed, Placed)
            and (deed.x, deed.y) == (x, y)
            and parts.family.about(act.id, deed.part) == part
        ):
            return act.id
    return ""
