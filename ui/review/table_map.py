"""The table as a map: the parts at the distance that was felt, Self in the middle."""

from kap_companion.parts.map_scene import MapLink, MapPart, MapScene, Seen
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.worksheets.on_the_table import Table
from ui.review.item_words import called


def scene_of(table: Table) -> MapScene:
    """The map of what lies on the table; parts are told by their handles."""
    qualities = (Quality(offer.value.partition(" ")[0]) for offer in table.self_energy)
    return MapScene(
        parts=tuple(
            MapPart(part.about, called(part), part.role, Seen.HERE if part.is_here else Seen.ABSENT)
            for part in table.parts
        ),
        links=tuple(MapLink(each.kind, each.from_part, each.to_part, each.state) for each in table.links),
        placed={part.about: part.place for part in table.parts if part.place is not None},
        self_qualities=tuple(dict.fromkeys(qualities)),
        role_words=not table.glyphs_only,
        in_session=True,
    )
