"""A scene laid out for a room of pixels: what the window, a file and a sheet of paper are painted from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kap_companion.parts.map_layout import MapLayout, Spot, layout
from kap_companion.parts.map_lines import Curve, Taken, curves
from kap_companion.parts.map_scene import MapPart, MapScene
from ui.parts.map_brushes import MapBrushes


@dataclass(frozen=True)
class MapPicture:
    """One scene and where everything of it stands, in pixels from the middle of Self."""

    scene: MapScene
    found: MapLayout
    spots: Mapping[str, Spot]
    curves: tuple[Curve, ...]
    taken: Taken

    @property
    def parts(self) -> tuple[tuple[MapPart, Spot], ...]:
        """The parts that are shown, with their places."""
        return tuple((part, self.spots[part.id]) for part in self.scene.shown)

    def about(self, part_id: str) -> tuple[Curve, ...]:
        """The curves that begin or end at a part."""
        return tuple(each for each in self.curves if part_id in (each.link.from_part, each.link.to_part))

    def moved(self, part_id: str, x: float, y: float) -> "MapPicture":
        """The same picture with one part and its label elsewhere; only its own curves are worked out anew."""
        spot = self.spots[part_id]
        box = spot.label
        label = replace(box, left=box.left + x - spot.x, top=box.top + y - spot.y)
        there = Spot(part_id, x, y, label, spot.lines)
        spots = {**self.spots, part_id: there}
        found = replace(self.found, spots=tuple(spots.values()))
        # A curve passes its own ends anyway, so what the part took before is in nobody's way.
        anew = {each.link: each for each in curves((e.link for e in self.about(part_id)), found, self.taken)}
        drawn = tuple(anew.get(each.link, each) for each in self.curves)
        return MapPicture(self.scene, found, spots, drawn, self.taken)


def pictured(scene: MapScene, brushes: MapBrushes, room: tuple[float, float]) -> MapPicture:
    """Lay a scene out for a room of pixels."""
    found = layout(
        [part.id for part in scene.parts],
        [(link.from_part, link.to_part) for link in scene.links],
        scene.placed,
        {part.id: brushes.lettered(part) for part in scene.parts},
        room,
        brushes.unit,
    )
    taken = Taken(found, (part.id for part in scene.shown))
    spots = {spot.part: spot for spot in found.spots}
    return MapPicture(scene, found, spots, curves(scene.links, found, taken), taken)
