"""When they last ate or drank: a clock time, or how long ago."""

import re
from dataclasses import dataclass

from kap_companion.session.capture_phrases import key_of
from kap_companion.session.capture_quantity import as_figure, as_number
from kap_companion.session.capture_words import MARKS
from kap_companion.vocabulary.facts import FactDetail

_END = rf"[{MARKS}]*(?!\S)"
_CLOCK = re.compile(
    rf"(?:([01]?[0-9]|2[0-3]):([0-5][0-9])|(?=[0-9]{{1,2}} ?[ap])(1[0-2]|0?[1-9]))(?: ?([ap])\.?m)?{_END}",
    re.IGNORECASE,
)
_LEAD = re.compile(r"at (?=[0-9])|(?:(nothing since|since) )(?=[0-9])", re.IGNORECASE)
_SPAN = re.compile(
    r"([0-9]{1,5}(?:[.,][0-9]{1,2})?) ?(days?|d|hours?|hrs?|h|minutes?|mins?|min|m)(?![^\W\d_])",
    re.IGNORECASE,
)
_AGO = re.compile(rf" ?ago{_END}", re.IGNORECASE)
_MINUTES = {"d": 1440, "h": 60, "m": 1}
_LONGEST_MINUTES = 14 * 1440
_LOOKS_LIKE = re.compile(
    r"(?<!\S)(?:[0-9]{1,2}:[0-9]{1,2}\S*|[0-9]{1,4}\S{0,12} ?\S{0,12} ago)(?!\S)", re.IGNORECASE
)
# The clock of another day is nothing to count from.
_ANOTHER_DAY = frozenset({"yesterday"})


@dataclass(frozen=True, slots=True)
class Since:
    """A clock time or minutes ago, at most one of them, and the rest of the text."""

    clock: tuple[int, int] | None
    minutes_ago: float | None
    rest: str


def take_since(text: str) -> Since:
    """When, at the beginning of a text with single spaces; both None where it does not say."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    kept = (lead.group(1) or "") if lead else ""
    if clock := _CLOCK.match(text, start):
        rest = text[clock.end() :].lstrip()
        time = _hour_and_minute(clock)
        if time is not None and key_of("".join(rest.split(maxsplit=1)[:1])) not in _ANOTHER_DAY:
            return Since(time, None, f"{kept} {rest}".strip())
    minutes, end = _ago(text, start)
    if end:
        return Since(None, minutes, f"{kept} {text[end:].lstrip()}".strip())
    return Since(None, None, text)


def looks_like_since(text: str) -> tuple[str, ...]:
    """The first piece that looks like a time that could not be read, as a tuple of one or none."""
    found = _LOOKS_LIKE.search(text)
    return (found.group(),) if found else ()


def render_since(detail: FactDetail) -> str:
    """`07:30`, or `90 min ago`; empty where it was not said."""
    if detail.clock is not None:
        return clock_text(detail.clock)
    return f"{as_figure(detail.minutes_ago)} min ago" if detail.minutes_ago is not None else ""


def clock_text(clock: tuple[int, int]) -> str:
    """An hour and minute as they are typed: `07:30`."""
    return "{:02}:{:02}".format(*clock)


def _hour_and_minute(clock: re.Match[str]) -> tuple[int, int] | None:
    hour, minute, half = int(clock.group(1) or clock.group(3)), int(clock.group(2) or 0), clock.group(4)
    if half is None:
        return (hour, minute) if clock.group(1) else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.lower() == "p" else 0), minute


def _ago(text: str, start: int) -> tuple[float, int]:
    """Minutes ago, and where the text goes on; 0 where nothing of the kind stands there."""
    minutes, at = 0.0, start
    for _ in _MINUTES:
        span = _SPAN.match(text, at)
        if span is None:
            break
        minutes += as_number(span.group(1)) * _MINUTES[span.group(2)[0].lower()]
        at = span.end()
        at += text[at : at + 1] == " " and text[at + 1 : at + 2].isdecimal()
    ago = _AGO.match(text, at) if at > start else None
    minutes = round(minutes, 2)
    return (minutes, ago.end()) if ago and minutes <= _LONGEST_MINUTES else (0.0, 0)
