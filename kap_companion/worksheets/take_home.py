"""From a session to the worksheet: what can be offered, what was agreed, and the page made of that alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from kap_companion.parts.client_parts import read_client_parts
from kap_companion.records.readers import ReviewReader
from kap_companion.records.record import Record
from kap_companion.vocabulary.entry import Addition
from kap_companion.vocabulary.people import Person
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import SharedField, SharedItem
from kap_companion.worksheets.consent import agree, agreed, promise, take_back
from kap_companion.worksheets.offers import Offers, offers
from kap_companion.worksheets.prompts import load


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked the client, and when."""

    author: Person
    at: datetime


def session_offers(reader: ReviewReader, session: Session) -> Offers:
    """What of a session could go home, as far as who asks may see it; shares nothing.

    Another person's notebook offers nothing, and whoever has none is offered what the record holds.
    """
    parts = read_client_parts(reader, session.client)
    links = load(reader.client(session.client).language or "en").links
    return offers(parts, session.id, links, reader.shared(session.id))


def ticked(offered: Offers, shared: Iterable[SharedItem]) -> frozenset[str]:
    """The keys of the offers that are agreed already."""
    standing = {(item.about, item.field, item.value) for item in agreed(shared)}
    return frozenset(offer.key for offer in offered if offer.said in standing)


def own_promises(shared: Iterable[SharedItem]) -> tuple[str, ...]:
    """Promises written for the worksheet itself, as they stand agreed."""
    return tuple(i.value for i in agreed(shared) if i.field is SharedField.PROMISE and not i.origin)


def share(
    record: Record,
    session: Session,
    offered: Offers,
    choices: Collection[str],
    asked: Asked,
    promises: Collection[str] | None = None,
) -> None:
    """Make exactly the choices, and the promises written by hand, what is agreed.

    `promises` None leaves those written by hand as they are. What somebody else asked for, out of a notebook
    that cannot be seen here, was not offered to be unchosen: it stays agreed. After the session was signed
    the rows are late ones.

    Raises:
        StorageError: nothing of it was saved.
    """
    before = record.shared(session.id)
    author, at = asked.author.id, asked.at
    seen = {offer.said for offer in offered}
    in_reach = tuple(
        item
        for item in before
        if item.author == author or item.withdraws or (item.about, item.field, item.value) in seen
    )
    rows = list(
        agree(
            offered, choices, client=session.client, session=session.id, author=author, at=at, before=in_reach
        )
    )
    if promises is not None:
        standing = [i for i in agreed(before) if i.field is SharedField.PROMISE and not i.origin]
        rows += [take_back(i, author=author, at=at) for i in standing if i.value not in promises]
        known = {i.value for i in standing}
        rows += [
            promise(text, client=session.client, session=session.id, author=author, at=at)
            for text in promises
            if text not in known
        ]
    if rows:
        late = _addition(record.session(session.id))
        record.share(*(row.model_copy(update={"addition": late}) for row in rows))


def _addition(session: Session) -> Addition | None:
    return Addition.LATE if session.state is SessionState.SIGNED else None
