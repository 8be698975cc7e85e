"""The words of the visit page: when it is, whom an answer is kept with, what was promised when."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from kap_companion.session.promises import Promise
from kap_companion.vocabulary.self_energy import Quality
from kap_companion.vocabulary.session import Session
from kap_companion.worksheets.brought_back import BroughtBack
from ui import words
from ui.one_line import one_line

translate = QCoreApplication.translate
LONGEST_NAME = 60
# What a button can hold without pushing its neighbour away.
LONGEST_IN_A_BUTTON = 28
LONGEST_PROMISE = 400


def long_day(at: date) -> str:
    """A day without its year, its month in full: "21 November"."""
    return f"{at.day} {QLocale().monthName(at.month, QLocale.FormatType.LongFormat)}"


def visit_line(visit: Session, after: Session | None) -> str:
    """When a visit is, and how long after a session: "22 November, 10:00 · one day after session 3"."""
    at = translate("Visit", "{day}, {time}").format(
        day=long_day(visit.anchor), time=words.clock_time(visit.anchor)
    )
    return at if after is None else f"{at} · {_after(visit, after)}"


def _after(visit: Session, session: Session) -> str:
    days = (visit.anchor.date() - session.anchor.date()).days
    said = translate("Visit", "{days} days after session {n}")
    if days <= 0:
        said = translate("Visit", "the same day as session {n}")
    elif days == 1:
        said = translate("Visit", "one day after session {n}")
    return said.format(days=days, n=session.number)


def worksheet_line(brought: BroughtBack) -> str:
    """Where a question stands: "from the worksheet of 21 November"."""
    day = long_day(brought.session.anchor)
    return translate("Visit", "from the worksheet of {day}").format(day=day)


def keep_words(name: str) -> str:
    """The button that keeps an answer with a part: "Keep with the Watchman"."""
    called = one_line(name, LONGEST_IN_A_BUTTON)
    if not called:
        return translate("Visit", "Keep with this part")
    # An article inside a sentence is not a capital.
    if called.startswith("The "):
        called = "t" + called[1:]
    return translate("Visit", "Keep with {part}").format(part=called)


def kept_words(at: datetime, *, shared: bool) -> str:
    """That an answer was kept: "Kept at 10:12 · goes home"."""
    said = translate("Visit", "Kept at {time}").format(time=words.clock_time(at))
    return f"{said} · {translate('Visit', 'shared')}" if shared else said


def promise_words(promise: Promise) -> str:
    """A promise in its own words."""
    return one_line(promise.words, LONGEST_PROMISE)


def kept_line(promise: Promise) -> str:
    """The line that says that a promise was kept."""
    return f"> kept #{promise.number} {promise_words(promise)}".rstrip()


def rating_words(levels: dict[Quality, int]) -> str:
    """What the client rated themselves: "calm 3 · curiosity 2"."""
    return " · ".join(
        translate("Visit", "{quality} {level}").format(
            quality=words.quality_word(quality).lower(), level=levels[quality]
        )
        for quality in Quality
        if quality in levels
    )
