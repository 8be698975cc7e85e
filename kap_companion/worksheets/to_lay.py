"""What could be put on the table in a review, and what lies there at first. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kap_companion.parts.client_parts import ClientParts
from kap_companion.vocabulary.roles import Role
from kap_companion.vocabulary.self_energy import Rater
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.offer import Offer, handle
from kap_companion.worksheets.offers import Offers, PartOffers, offers, still_agreed
from kap_companion.worksheets.prompts import LinkWords


@dataclass(frozen=True, slots=True)
class ToLay:
    """What could be put on the table, for the eyes of its author alone.

    Attributes:
        offers: what of the session could be agreed, others' shared items included.
        absent: the names of known parts that did not come, each with its role and how it stands to others;
            their `position` is behind those who came.
        at_first: the keys of what lies there unless the author says otherwise.
    """

    offers: Offers
    absent: tuple[PartOffers, ...]
    at_first: frozenset[str]

    def __iter__(self) -> Iterator[Offer]:
        yield from self.offers
        for part in self.absent:
            yield from part.items


def to_lay(
    parts: ClientParts, session: str, words: LinkWords, shared: Mapping[str, Iterable[SharedItem]]
) -> ToLay:
    """What could be put on the table in a review of a session.

    Args:
        parts: all that is known of the client's parts.
        session: the session's id.
        words: how links are told.
        shared: what was agreed and taken back, by session.
    """
    now = tuple(shared.get(session, ()))
    offered = offers(parts, session, words, now)
    offered = replace(offered, parts=(*offered.parts, *_of_others(parts, session, offered, now)))
    absent = tuple(_absent(parts, session, offered))
    named_before = {
        handle(session, part.id)
        for part in parts.parts
        for other, items in shared.items()
        for item in agreed(items)
        if item.field is SharedField.NAME and item.about == handle(other, part.id)
    }
    standing = {(item.about, item.field, item.value) for item in agreed(now)}
    # Withdrawals repeat no words: what they took back is looked up by the id they name.
    withdrawn = {item.withdraws for item in now}
    taken_back = {(item.about, item.field, item.value) for item in now if item.id in withdrawn} - standing
    at_first = {
        offer.key
        for offer in offered
        if offer.said in standing or (_was_said_by_client(offer) and offer.said not in taken_back)
    }
    at_first |= {part.items[0].key for part in absent if part.about in named_before}
    return ToLay(offered, absent, frozenset(at_first))


def _was_said_by_client(offer: Offer) -> bool:
    """What the client said or was told; a burden, a guess and what was only seen stay off."""
    return offer.by is Rater.CLIENT and offer.field is not SharedField.BURDEN


def _of_others(
    parts: ClientParts, session: str, offered: Offers, shared: tuple[SharedItem, ...]
) -> Iterator[PartOffers]:
    """What was agreed of parts that only another's notebook knows."""
    own = {handle(session, part.id) for part in parts.parts}
    by_part: dict[str, list[SharedItem]] = {}
    for item in agreed(shared):
        if item.about and item.about not in own:
            by_part.setdefault(item.about, []).append(item)
    for about, items in by_part.items():
        made = tuple(replace(still_agreed(item), position=len(offered.parts)) for item in items)
        name = next((item.value for item in items if item.field is SharedField.NAME), "")
        role = next((Role(item.value) for item in items if item.field is SharedField.ROLE), Role.UNKNOWN)
        yield PartOffers("", about, name, role, made)


def _absent(parts: ClientParts, session: str, offered: Offers) -> Iterator[PartOffers]:
    came = {part.part for part in offered.parts}
    position = len(offered.parts)
    for part in parts.parts:
        if part.id in came or not part.name.strip():
            continue
        about = handle(session, part.id)
        items = [Offer(f"{about} name", about, position, SharedField.NAME, part.name, "")]
        if part.role is not Role.UNKNOWN:
            role = Offer(f"{about} role", about, position, SharedField.ROLE, part.role.value, "")
            items.append(replace(role, by=Rater.FACILITATOR))
        yield PartOffers(part.id, about, parts.label(part.id), part.role, tuple(items))
