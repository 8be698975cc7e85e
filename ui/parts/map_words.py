"""The map in words: how parts stand to each other, and what a screen reader hears of each."""

from PySide6.QtCore import QCoreApplication

from kap_companion.parts.map_scene import MapLink, MapPart, MapScene, Seen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role
from ui.one_line import one_line
from ui.words import role_word

translate = QCoreApplication.translate

LONGEST_NAME = 300


def kind_word(kind: LinkKind) -> str:
    """A kind of link as the legend and the buttons say it."""
    return {
        LinkKind.PROTECTS: translate("Map", "protects"),
        LinkKind.TRIGGERS: translate("Map", "triggers"),
        LinkKind.CONCERNED_ABOUT: translate("Map", "is concerned about"),
        LinkKind.POLARISED: translate("Map", "polarised with"),
        LinkKind.ALLIED: translate("Map", "allied with"),
        LinkKind.NOT_SURE: translate("Map", "not sure yet"),
    }[kind]


def state_word(state: LinkState) -> str:
    """How a link stands by now."""
    return {
        LinkState.ACTIVE: translate("Map", "active"),
        LinkState.EASING: translate("Map", "easing"),
        LinkState.RESOLVED: translate("Map", "resolved"),
    }[state]


def part_words(part: MapPart, scene: MapScene) -> str:
    """A part's name, its role where it is known and may be named, and whether it came in the session."""
    said = [name_of(part)]
    if scene.role_words and part.role is not Role.UNKNOWN:
        said.append(role_word(part.role).lower())
    if part.seen is Seen.ABSENT:
        said.append(translate("Map", "known, not here in this session"))
    return ", ".join(said)


def links_words(part: MapPart, scene: MapScene) -> str:
    """How a part stands to the others, each link seen from this part."""
    said = [_link_words(link, part, scene) for link in scene.links_of(part.id)]
    return "; ".join(words for words in said if words)


def map_words(scene: MapScene) -> str:
    """What the whole map shows, in a sentence or two."""
    shown = scene.shown
    if not shown:
        return translate("Map", "Self is in the middle. No part is on the map yet.")
    if len(shown) == 1:
        return translate("Map", "Self is in the middle. %n part is on the map.", "", len(shown))
    return translate("Map", "Self is in the middle. %n parts are on the map.", "", len(shown))


def name_of(part: MapPart) -> str:
    """What a part is called, on one line."""
    return one_line(part.label, LONGEST_NAME)


def _link_words(link: MapLink, part: MapPart, scene: MapScene) -> str:
    begins = link.from_part == part.id
    other = scene.part(link.to_part if begins else link.from_part)
    if other is None:
        return ""
    words = (_outward(link.kind) if begins else _inward(link.kind)).format(name=name_of(other))
    if link.state is LinkState.ACTIVE:
        return words
    return translate("Map", "{link} ({state})").format(link=words, state=state_word(link.state))


def _outward(kind: LinkKind) -> str:
    return {
        LinkKind.PROTECTS: translate("Map", "protects {name}"),
        LinkKind.TRIGGERS: translate("Map", "triggers {name}"),
        LinkKind.CONCERNED_ABOUT: translate("Map", "is concerned about {name}"),
        LinkKind.POLARISED: translate("Map", "polarised with {name}"),
        LinkKind.ALLIED: translate("Map", "allied with {name}"),
        LinkKind.NOT_SURE: translate("Map", "a link with {name}, not sure yet which"),
    }[kind]


def _inward(kind: LinkKind) -> str:
    return {
        LinkKind.PROTECTS: translate("Map", "{name} protects it"),
        LinkKind.TRIGGERS: translate("Map", "{name} triggers it"),
        LinkKind.CONCERNED_ABOUT: translate("Map", "{name} is concerned about it"),
    }.get(kind) or _outward(kind)
