"""The time in front of a line: `@-2m`, `@-1m30s`, `@10:14`, `@10:14:30`."""

import re

from kap_companion.session.capture_reading import TimeShift
from kap_companion.session.capture_words import MARKS

_DAY_SECONDS = 86_400
_LOOKS_LIKE_TIME = re.compile(r"@(?=-|[0-9])\S++")
_BACK = re.compile(r"@-(?:([0-9]{1,5})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,5})s)?", re.IGNORECASE)
_CLOCK = re.compile(r"@([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


def take_time(line: str) -> tuple[TimeShift | None, str, str]:
    """The time that opens the line, the piece that only looked like one, and the line behind both."""
    word = _LOOKS_LIKE_TIME.match(line)
    if word is None:
        return None, "", line
    shift = _shift(word.group().rstrip(MARKS))
    rest = line[word.end() :].strip()
    return (shift, "", rest) if shift else (None, word.group(), rest)


def render_time(shift: TimeShift) -> str:
    """The time as it is typed: `@-1h2m3s` or `@09:05:00`."""
    if shift.clock is not None:
        return "@{:02}:{:02}:{:02}".format(*shift.clock)
    minutes, seconds = divmod(round(shift.seconds_back or 0), 60)
    hours, minutes = divmod(minutes, 60)
    spans = ((hours, "h"), (minutes, "m"), (seconds, "s"))
    return "@-" + ("".join(f"{count}{unit}" for count, unit in spans if count) or "0s")


def _shift(word: str) -> TimeShift | None:
    if back := _BACK.fullmatch(word):
        hours, minutes, seconds = (int(count or 0) for count in back.groups())
        total = hours * 3600 + minutes * 60 + seconds
        given = any(count is not None for count in back.groups())
        return TimeShift(seconds_back=float(total)) if given and total <= _DAY_SECONDS else None
    if clock := _CLOCK.fullmatch(word):
        hour, minute, second = (int(count or 0) for count in clock.groups())
        if hour < 24 and minute < 60 and second < 60:
            return TimeShift(clock=(hour, minute, second))
    return None
