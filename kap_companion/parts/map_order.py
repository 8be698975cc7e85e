"""In which order parts stand around Self: those with a link between them beside each other. Pure."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

# Trying every swap grows with the square of the parts; beyond this the chains alone decide.
_MOST_TO_SWAP = 40
_ROUNDS = 3

Pair = tuple[str, str]


def around_self(parts: Sequence[str], links: Iterable[Pair]) -> tuple[str, ...]:
    """The parts as they stand around Self, the first at the top; the same for the same input.

    Args:
        parts: ids in the order made.
        links: the two ends of each; an end that is no part of these is left out.
    """
    return _around_self(tuple(parts), tuple(links))


# Every drag and every new size asks again for the same parts and links.
@lru_cache(maxsize=4)
def _around_self(parts: tuple[str, ...], links: tuple[Pair, ...]) -> tuple[str, ...]:
    near = _near(parts, links)
    circle = _in_chains(parts, near)
    if len(circle) <= _MOST_TO_SWAP:
        _swap_nearer(circle, near)
    start = circle.index(parts[0]) if parts else 0
    return tuple(circle[start:] + circle[:start])


def _near(parts: Sequence[str], links: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    near: dict[str, dict[str, None]] = {part: {} for part in parts}
    for one, other in links:
        if one != other and one in near and other in near:
            near[one][other] = near[other][one] = None
    return {part: tuple(others) for part, others in near.items()}


def _in_chains(parts: Sequence[str], near: dict[str, tuple[str, ...]]) -> list[str]:
    """Each part followed by those it has a link with; a chain begins at an end of it where it has one."""
    circle: dict[str, None] = {}
    for part in parts:
        if part in circle:
            continue
        together = _together(part, near)
        ends = [each for each in parts if each in together and len(near[each]) == 1]
        waiting = [ends[0] if ends else part]
        while waiting:
            here = waiting.pop()
            if here not in circle:
                circle[here] = None
                waiting += reversed([other for other in near[here] if other not in circle])
    return list(circle)


def _together(part: str, near: dict[str, tuple[str, ...]]) -> set[str]:
    found, waiting = {part}, [part]
    while waiting:
        others = [other for other in near[waiting.pop()] if other not in found]
        found.update(others)
        waiting += others
    return found


def _swap_nearer(circle: list[str], near: dict[str, tuple[str, ...]]) -> None:
    """Swap two parts wherever that brings the linked ones nearer to each other, until nothing does."""
    count = len(circle)
    place = {part: number for number, part in enumerate(circle)}
    linked = [part for part in circle if near[part]]

    def reach(part: str) -> int:
        here, total = place[part], 0
        for other in near[part]:
            gap = abs(here - place[other])
            total += min(gap, count - gap) ** 2
        return total

    for _ in range(_ROUNDS):
        swapped = False
        for one in linked:
            for other in circle[:]:
                first, second = place[one], place[other]
                before = reach(one) + reach(other)
                place[one], place[other] = second, first
                if reach(one) + reach(other) < before:
                    circle[first], circle[second] = other, one
                    swapped = True
                else:
                    place[one], place[other] = first, second
        if not swapped:
            return
