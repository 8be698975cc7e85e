"""What of a session could go home with the client: offered item by item, chosen by nobody yet."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kap_companion.parts.client_parts import ClientParts
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.vocabulary.details import QuoteDetail, SelfDetail
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.self_energy import Quality, Rater
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agreed
from kap_companion.worksheets.offer import Offer, handle
from kap_companion.worksheets.part_offers import PartOffers, part_offers
from kap_companion.worksheets.prompts import LinkWords

__all__ = ["Offer", "Offers", "PartOffers", "handle", "offers"]

_PROMISE = re.compile(r"\s*promise(?:\s*:|\s)\s*(?P<what>\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Offers:
    """All that could be agreed, parts in the order they came forward."""

    parts: tuple[PartOffers, ...] = ()
    own_words: tuple[Offer, ...] = ()
    self_energy: tuple[Offer, ...] = ()
    promises: tuple[Offer, ...] = ()

    def __iter__(self) -> Iterator[Offer]:
        for part in self.parts:
            yield from part.items
        yield from (*self.own_words, *self.self_energy, *self.promises)


def offers(parts: ClientParts, session: str, words: LinkWords, shared: Iterable[SharedItem] = ()) -> Offers:
    """What of a session could be agreed.

    Args:
        parts: all that is known of the client's parts, as they are called now.
        session: the session's id.
        words: how links are told on paper.
        shared: what was agreed in the session so far. What still stands of it about these parts is offered
            too where nothing known says it any more, so that it can be taken back.
    """
    timeline = parts.timelines[session]
    entries = timeline.entries

    def seconds(entry: Entry) -> float | None:
        return seconds_from_dose(timeline, entry.elapsed_ms)

    return Offers(
        parts=_with_agreed(parts, session, part_offers(parts, session, words), tuple(shared)),
        own_words=tuple(
            Offer(f"own words {entry.id} {number}", "", 0, SharedField.WORDS, words, entry.id, seconds(entry))
            for entry in entries
            if isinstance(entry.detail, QuoteDetail)
            for number, words in enumerate(entry.detail.words)
            if words.strip()
        ),
        self_energy=tuple(_self_energy(entries)),
        promises=tuple(_promises(entries)),
    )


def _with_agreed(
    parts: ClientParts, session: str, offered: tuple[PartOffers, ...], shared: tuple[SharedItem, ...]
) -> tuple[PartOffers, ...]:
    """The same with what was agreed of these parts before and is known otherwise by now."""
    own = {handle(session, part.id): part for part in parts.parts}
    seen = {offer.said for part in offered for offer in part.items}
    left = [item for item in agreed(shared) if item.about in own]
    left = [item for item in left if (item.about, item.field, item.value) not in seen]
    if not left:
        return offered
    at = {part.about: part for part in offered}
    for item in left:
        part = own[item.about]
        before = at.get(item.about) or PartOffers(part.id, item.about, parts.label(part.id), part.role, ())
        at[item.about] = replace(before, items=(*before.items, still_agreed(item)))
    return tuple(at.values())


def still_agreed(item: SharedItem) -> Offer:
    """An item that was agreed, as an offer to be taken back."""
    return Offer(
        f"agreed {item.id}",
        item.about,
        item.position,
        item.field,
        item.value,
        item.origin,
        item.elapsed_seconds,
    )


def _self_energy(entries: Sequence[Entry]) -> Iterator[Offer]:
    """The strongest level of each quality that the facilitator saw."""
    strongest: dict[Quality, tuple[int, str]] = {}
    for entry in entries:
        if isinstance(entry.detail, SelfDetail) and entry.detail.by is Rater.FACILITATOR:
            for quality, level in entry.detail.qualities.items():
                if level > strongest.get(quality, (0, ""))[0]:
                    strongest[quality] = (level, entry.id)
    for quality in Quality:
        if quality in strongest:
            level, origin = strongest[quality]
            key, value = f"self {quality.value}", f"{quality.value} {level}"
            yield Offer(key, "", 0, SharedField.SELF, value, origin, by=Rater.FACILITATOR)


def _promises(entries: Sequence[Entry]) -> Iterator[Offer]:
    for entry in entries:
        what = _promised(entry)
        if what:
            yield Offer(f"promise {entry.id}", "", 0, SharedField.PROMISE, what, entry.id)


def _promised(entry: Entry) -> str:
    """What the client promised in this entry; empty where it is about something else."""
    if entry.kind is EntryKind.PROMISE:
        return entry.text.strip()
    match = _PROMISE.fullmatch(entry.text) if entry.kind is EntryKind.NOTE else None
    return match["what"].strip() if match else ""
