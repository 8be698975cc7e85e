"""Which sessions wait for a sheet on paper: something was agreed, and nothing was printed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kap_companion.records.readers import WorksheetReader
from kap_companion.vocabulary.composition import SheetKind
from kap_companion.vocabulary.people import Client
from kap_companion.vocabulary.session import Session, SessionState
from kap_companion.vocabulary.shared import Handed, KeptWorksheet, SharedItem
from kap_companion.worksheets.consent import agreed

DAYS: Final = 7
_OVER: Final = frozenset({SessionState.ENDED, SessionState.SIGNED})


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A session that waits for a sheet.

    Attributes:
        client: whose it is.
        day: on which it began, where it was held.
        ago: how many days that is ago; 0 is today.
        sheet: the one this client was given last, by itself the first of the library.
    """

    session: Session
    client: Client
    day: date
    ago: int
    sheet: SheetKind


def to_print(reader: WorksheetReader, now: datetime) -> tuple[ToPrint, ...]:
    """The sessions of the last days that wait, those of today first, each day in the order they began.

    Args:
        reader: for what was agreed, and nothing else.
        now: the time, with its offset.
    """
    found = [
        each
        for session in reader.sessions()
        if session.state in _OVER
        and 0 <= _ago(session, now) < DAYS
        and (each := _waiting(reader, session, now)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.ago, each.session.anchor, each.session.id)))


def is_waiting(shared: Iterable[SharedItem], worksheets: Iterable[KeptWorksheet]) -> bool:
    """Whether something is agreed that no printed sheet came after."""
    newest = max((row.agreed_at for row in agreed(shared)), default=None)
    if newest is None:
        return False
    return not any(sheet.handed is Handed.PRINTED and sheet.made_at >= newest for sheet in worksheets)


def _waiting(reader: WorksheetReader, session: Session, now: datetime) -> ToPrint | None:
    if not is_waiting(reader.shared(session.id), reader.worksheets(session.id)):
        return None
    return ToPrint(
        session=session,
        client=reader.client(session.client),
        day=session.anchor.date(),
        ago=_ago(session, now),
        sheet=_usual(reader, session.client),
    )


def _usual(reader: WorksheetReader, client_id: str) -> SheetKind:
    made = [
        (sheet.made_at, sheet.id, sheet.composition.sheet)
        for session in reader.sessions(client_id)
        for sheet in reader.worksheets(session.id)
        if sheet.composition is not None
    ]
    return max(made)[-1] if made else SheetKind.MEETING


def _ago(session: Session, now: datetime) -> int:
    return (now.astimezone(session.anchor.tzinfo).date() - session.anchor.date()) // timedelta(days=1)
