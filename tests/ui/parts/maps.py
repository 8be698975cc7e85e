"""Maps to look at in tests."""

import random

from kap_companion.parts.map_scene import MapLink, MapPart, MapScene, Point, Seen
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.roles import Role

NAMES = ("The Planner", "Go-Numb", "The Watchman", "the little one", "grief by the window", "Ash", "Bear")


def a_map(count: int = 5, *links: MapLink, **placed: Point) -> MapScene:
    """A map of parts p0, p1 …; every fifth was not here."""
    roles = tuple(Role)
    parts = tuple(
        MapPart(
            f"p{n}",
            NAMES[n] if n < len(NAMES) else f"{NAMES[n % len(NAMES)]} {n}",
            roles[n % len(roles)],
            Seen.ABSENT if n % 5 == 4 else Seen.HERE,
        )
        for n in range(count)
    )
    return MapScene(parts, links, placed, in_session=True)


def a_crowd(count: int) -> MapScene:
    """A map of many parts with links of every kind and state."""
    chosen = random.Random(count)
    ends = [tuple(chosen.sample(range(count), 2)) for _ in range(count)]
    kinds, states = tuple(LinkKind), tuple(LinkState)
    links = [
        MapLink(kinds[n % len(kinds)], f"p{one}", f"p{other}", states[n % len(states)])
        for n, (one, other) in enumerate(ends)
    ]
    return a_map(count, *links)


def protects(one: str, other: str, state: LinkState = LinkState.ACTIVE) -> MapLink:
    return MapLink(LinkKind.PROTECTS, one, other, state)
