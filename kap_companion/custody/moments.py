"""When something is written into a session that is no longer on the screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kap_companion.clock import Moment
from kap_companion.errors import SessionError
from kap_companion.session.placing import When
from kap_companion.session.session_clock import SessionClock
from kap_companion.vocabulary.entry import Entry
from kap_companion.vocabulary.session import Session


def written_now(session: Session, rows: Sequence[Entry], moment: Moment) -> When:
    """Now, as the session counts: it never goes back behind the rows that are there.

    Args:
        session: the one written to.
        rows: all of its rows that the writer can read, in the order written.
        moment: now.
    """
    elapsed_ms = SessionClock.resumed(session.anchor, rows, moment).elapsed_ms(moment)
    typed_ms = max([elapsed_ms, *(row.typed_ms for row in rows)])
    return When(moment.at, elapsed_ms, moment.at, typed_ms)


def of_entry(entry: Entry, now: When) -> When:
    """The time of an entry that is copied or answered; it is written now."""
    return replace(now, at=entry.at, elapsed_ms=entry.elapsed_ms)


def happened_at(at: datetime, session: Session, now: When) -> When:
    """A time given by hand for something that happened in the session; it is written now.

    Raises:
        SessionError: it lies before the session began, or in the future.
    """
    elapsed_ms = (at - session.anchor) // timedelta(milliseconds=1)
    if elapsed_ms < 0:
        raise SessionError("That time lies before the session began.")
    if at > now.typed_at:
        raise SessionError("That time is still to come.")
    return replace(now, at=at, elapsed_ms=elapsed_ms)
