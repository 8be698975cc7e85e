"""The marks of a part line: what is an attribute, and what a name therefore ends at."""

import re

from kap_companion.session.capture_words import MARKS, OPENERS, STOPS
from kap_companion.vocabulary.links import LinkKind

LINK_MARKS: dict[str, LinkKind] = {
    "->": LinkKind.PROTECTS,
    "<>": LinkKind.POLARISED,
    "&": LinkKind.ALLIED,
    "!>": LinkKind.TRIGGERS,
}

# A word stops at white space or at a quote; sentence marks behind an attribute belong to it.
WORD = re.compile(rf"[^\s{OPENERS}]++")
_BEHIND = rf"[{MARKS}]*+(?=[\s{OPENERS}]|\Z)"
_SOMETHING = rf"(?=[^\s{OPENERS}]*[^\s{OPENERS}{MARKS}])"
_NUMBER = r"(?:10|[0-9])(?:/10)?"
_BARE = r"(?:#|->|<>|!>)"

PLACE = re.compile(rf"#{_SOMETHING}")
LINK = re.compile(rf"(->|<>|!>|&){_SOMETHING}")
BLENDING = re.compile(rf"(?:([~^]){_BEHIND}\s*+)++")
INTENSITY = re.compile(rf"(10|[0-9])(?:/10)?[{STOPS}]*+(?=[\s{OPENERS}]|\Z)")
LEADING_NUMBER = re.compile(rf"(?:the\s+)?{_NUMBER}(?!\S)", re.IGNORECASE)

_TAKEN = rf"#{_SOMETHING}|(?:->|<>|!>|&){_SOMETHING}|[~^]{_BEHIND}"
_UNREAD = rf"{_BARE}{_BEHIND}|[-–—](?!\S)|[0-9]{{2,}}/10{_BEHIND}"

# Where an attribute begins; the same with what ends a name that has no colon; and without numbers,
# for the names of a line that already has its intensity.
ATTRIBUTE = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{INTENSITY.pattern})")
NAME_ENDS = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{INTENSITY.pattern}|{_UNREAD})")
NAME_ENDS_NUMBERED = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{_UNREAD})")
NOT_IN_A_NAME = NAME_ENDS_NUMBERED

# Runs of words that cannot be an attribute, to be passed over at once; "-" alone may be one at the end.
_PLAIN = rf"[^\s{OPENERS}#~^&!<\-0-9][^\s{OPENERS}]*+|(?:{_BARE}|[-&!<])(?=\s)"
PLAIN = re.compile(rf"(?:\s*+(?:{_PLAIN}))++")
PLAIN_NUMBERED = re.compile(rf"(?:\s*+(?:{_PLAIN}|[0-9][^\s{OPENERS}]*+))++")

LOOKS_LIKE_ATTRIBUTE = re.compile(rf"(?<!\S)(?:{_BARE}[{MARKS}]*+|(?!10/)[0-9]{{2,}}/10[{MARKS}]*+)(?!\S)")

_PHRASE_LENGTH = 600


def phrase_at(line: str, start: int) -> str:
    """The words from `start` on that could be a known name: up to the next mark, and not for ever."""
    stop = NOT_IN_A_NAME.search(line, start, start + _PHRASE_LENGTH)
    return line[start : stop.start() if stop else start + _PHRASE_LENGTH]
