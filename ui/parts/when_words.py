"""When something was seen of a client's parts, in the fewest words that say it."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kap_companion.family.observations import Observation
from kap_companion.parts.client_parts import ClientParts
from kap_companion.session.timeline import seconds_from_dose
from kap_companion.vocabulary.session import Session
from ui.home.session_words import day_words
from ui.words import clock_time, t_plus

translate = QCoreApplication.translate


def newest_year(parts: ClientParts) -> int:
    """The year that need not be said: that of the newest session, or of the client's own row."""
    return (parts.sessions[-1].anchor if parts.sessions else parts.client.made_at).year


def session_day(session: Session, this_year: int) -> str:
    """The day a session began: "21 Nov"."""
    return day_words(session.anchor.date(), this_year)


def session_choice(session: Session, this_year: int) -> str:
    """A session as one of several to choose from: "Session 2 · 21 Nov"."""
    said = translate("When", "Session {number} · {day}")
    return said.format(number=session.number, day=session_day(session, this_year))


def moment_in(parts: ClientParts, session_id: str, at_ms: int, at: datetime | None = None) -> str:
    """A moment of a session: from the first dose ("T+0:33"), else by the wall's clock, else nothing."""
    seconds = seconds_from_dose(parts.timelines[session_id], at_ms)
    if seconds is not None:
        return t_plus(seconds, with_seconds=False)
    return clock_time(at) if at is not None else ""


def reading_when(parts: ClientParts, reading: Observation) -> str:
    """When a reading was given: "21 Nov, T+0:33", or the day with "between the sessions"."""
    day = day_words(reading.at.date(), newest_year(parts))
    if reading.session is None or reading.session not in parts.timelines:
        return translate("When", "{day}, between the sessions").format(day=day)
    if reading.elapsed_ms is None:
        return day
    moment = moment_in(parts, reading.session, reading.elapsed_ms, reading.at)
    return translate("When", "{day}, {moment}").format(day=day, moment=moment)
