"""Parts whose names differ by case, accent or a leading "the" alone: offered as one, never merged. Pure."""

from collections.abc import Iterator
from itertools import combinations

from kap_companion.family.members import Family
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Part, Roster


def alike(family: Family) -> tuple[tuple[Part, Part], ...]:
    """Pairs of parts that share a name, the one made first first, in the order made.

    Args:
        family: who is who; only parts that stand for themselves are compared, by their aliases too.
    """
    place = {part.id: number for number, part in enumerate(family.parts)}
    sharing: dict[str, list[Part]] = {}
    for part in family.parts:
        for name in {fold(name) for name in Roster.names_of(part)} - {""}:
            sharing.setdefault(name, []).append(part)
    pairs = dict.fromkeys(_pairs(sharing))
    by_id = {part.id: part for part in family.parts}
    in_order = sorted(pairs, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return tuple((by_id[one], by_id[other]) for one, other in in_order)


def _pairs(sharing: dict[str, list[Part]]) -> Iterator[tuple[str, str]]:
    for parts in sharing.values():
        yield from combinations([part.id for part in parts], 2)
