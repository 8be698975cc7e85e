"""How a client's parts stand to each other now."""

from collections.abc import Collection, Iterable

from kap_companion.vocabulary.links import UNDIRECTED, LinkKind
from kap_companion.vocabulary.part import PartLink


def current_links(links: Iterable[PartLink], current: Collection[str]) -> tuple[PartLink, ...]:
    """The links that count, each once, by the entry that first said it, in the order said.

    A link counts while the entry that said it is current.

    Args:
        links: as stored, in the order said.
        current: ids of current entries.
    """
    found: dict[tuple[LinkKind, str, str], PartLink] = {}
    for link in links:
        if link.entry in current:
            found.setdefault(_key(link), link)
    return tuple(found.values())


def _key(link: PartLink) -> tuple[LinkKind, str, str]:
    from_part, to_part = link.from_part, link.to_part
    if link.kind in UNDIRECTED and to_part < from_part:
        from_part, to_part = to_part, from_part
    return link.kind, from_part, to_part
