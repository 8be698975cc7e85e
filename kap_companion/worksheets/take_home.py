"""From a session to the worksheet: what can be offered, what was agreed, and the page made of that alone."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from kap_companion.ids import new_id
from kap_companion.parts.roster import label
from kap_companion.records.notebook import Notebook
from kap_companion.records.record import Record
from kap_companion.session.timeline import project, seconds_from_dose
from kap_companion.vocabulary.part import Part
from kap_companion.vocabulary.people import Client, Person
from kap_companion.vocabulary.session import Session
from kap_companion.vocabulary.shared import KeptWorksheet, SharedField, SharedItem
from kap_companion.worksheets.compose import compose
from kap_companion.worksheets.consent import agree, agreed, promise, take_back
from kap_companion.worksheets.offers import Offers, offers
from kap_companion.worksheets.page import Page
from kap_companion.worksheets.prompts import load
from kap_companion.worksheets.typeset import Paper, Typeset


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked the client, and when."""

    author: Person
    at: datetime


def session_offers(record: Record, notebook: Notebook, session: Session) -> Offers:
    """What of a session could go home; reads the author's own notebook to offer it, and shares nothing."""
    timeline = project((*record.entries(session.id), *notebook.entries(session.id)))
    parts = {part.id: part for part in notebook.parts(session.client)}

    def called(part: Part) -> str:
        return label(part, timeline.entries)

    return offers(
        timeline.entries,
        parts,
        label=called,
        seconds_from_dose=lambda elapsed_ms: seconds_from_dose(timeline, elapsed_ms),
    )


def ticked(offered: Offers, shared: Iterable[SharedItem]) -> frozenset[str]:
    """The keys of the offers that are agreed already."""
    standing = {(item.about, item.field, item.value) for item in agreed(shared)}
    return frozenset(o.key for o in offered if (o.about, o.field, o.value) in standing)


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

    `promises` None leaves those written by hand as they are.

    Raises:
        StorageError: nothing of it was saved.
    """
    before = record.shared(session.id)
    author, at = asked.author.id, asked.at
    rows = list(
        agree(
            offered, choices, client=session.client, session=session.id, author=author, at=at, before=before
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
        record.share(*rows)


def worksheet_page(items: Iterable[SharedItem], client: Client, session: Session, practice: str) -> Page:
    """The worksheet of a session, from its shared rows and nothing else of it."""
    return compose(
        tuple(items),
        client_name=client.name,
        session_date=session.anchor.date(),
        practice=practice,
        prompts=load(),
    )


def kept(
    items: Iterable[SharedItem], made: Typeset, paper: Paper, session: Session, asked: Asked
) -> KeptWorksheet:
    """What the record keeps of a worksheet that was saved: who, when, from which rows, and its SHA-256."""
    return KeptWorksheet(
        id=new_id(),
        session=session.id,
        made_at=asked.at,
        author=asked.author.id,
        paper=paper.value,
        sha256=hashlib.sha256(made.pdf).hexdigest(),
        items=tuple(item.id for item in agreed(items)),
    )
