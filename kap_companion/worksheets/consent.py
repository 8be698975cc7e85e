"""Agreeing, item by item, on what goes home; nothing is agreed that was not chosen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from kap_companion.ids import new_id
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.offer import Offer


def agreed(items: Iterable[SharedItem]) -> tuple[SharedItem, ...]:
    """What is agreed now: the rows that were not taken back, in the order they were agreed."""
    rows = tuple(items)
    taken_back = {row.withdraws for row in rows}
    return tuple(row for row in rows if row.withdraws is None and row.id not in taken_back)


def agree(
    offers: Iterable[Offer],
    choices: Collection[str],
    *,
    client: str,
    session: str,
    author: str,
    at: datetime,
    before: Sequence[SharedItem] = (),
) -> tuple[SharedItem, ...]:
    """The rows that make exactly the choices agreed: to be added to those from `before`.

    What was agreed before and is chosen again gets no second row. What was copied from an entry and is not
    chosen any more is taken back; what was written for the worksheet by hand stays until `take_back`.

    Args:
        offers: what could be agreed.
        choices: the keys of the offers that the client agreed to.
        client: the client's id.
        session: the session's id.
        author: the id of the person who asked.
        at: when the client agreed.
        before: all shared rows of the session so far, withdrawals too.
    """
    chosen = [offer for offer in offers if offer.key in choices]
    now = {offer.said for offer in chosen}
    standing = {_what(item): item for item in agreed(before)}
    no_longer = [item for what, item in standing.items() if what not in now and item.origin]
    # One item that two lines tell is agreed to once.
    fresh = {offer.said: offer for offer in reversed(chosen) if offer.said not in standing}
    return (
        *(take_back(item, author=author, at=at) for item in no_longer),
        *(
            agree_to(offer, client=client, session=session, author=author, at=at)
            for offer in reversed(fresh.values())
        ),
    )


def agree_to(offer: Offer, *, client: str, session: str, author: str, at: datetime) -> SharedItem:
    """The row by which one offer is agreed to."""
    return SharedItem(
        id=new_id(),
        client=client,
        session=session,
        about=offer.about,
        position=offer.position,
        field=offer.field,
        value=offer.value,
        origin=offer.origin,
        elapsed_seconds=offer.elapsed_seconds,
        agreed_at=at,
        author=author,
    )


def promise(text: str, *, client: str, session: str, author: str, at: datetime) -> SharedItem:
    """A promise written for the worksheet itself."""
    return SharedItem(
        id=new_id(),
        client=client,
        session=session,
        field=SharedField.PROMISE,
        value=text,
        agreed_at=at,
        author=author,
    )


def take_back(item: SharedItem, *, author: str, at: datetime) -> SharedItem:
    """The row that takes an agreed item back; it repeats none of its words."""
    return item.model_copy(
        update={
            "id": new_id(),
            "value": "",
            "origin": "",
            "elapsed_seconds": None,
            "agreed_at": at,
            "author": author,
            "withdraws": item.id,
        }
    )


def _what(item: SharedItem) -> tuple[str, SharedField, str]:
    return (item.about, item.field, item.value)
