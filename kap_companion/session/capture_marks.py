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
_ENDS = rf"[{MARKS}]*+(?=[\s{OPENERS}]|\Z)"
_SOMETHING = rf"(?=[^\s{OPENERS}]*[^\s{OPENERS}{MARKS}])"
_NUMBER = r"(?:10|[0-9])(?:/10)?"
_BARE = r"(?:#|->|<>|!>)"

PLACE = re.compile(rf"#{_SOMETHING}")
LINK = re.compile(rf"(->|<>|!>|&){_SOMETHING}")
BLENDING = re.compile(rf"([~^]){_ENDS}")
INTENSITY = re.compile(rf"(10|[0-9])(?:/10)?[{STOPS}]*+(?=[\s{OPENERS}]|\Z)")
LEADING_NUMBER = re.compile(rf"(?:the\s+)?{_NUMBER}(?!\S)", re.IGNORECASE)

_TAKEN = rf"#{_SOMETHING}|(?:->|<>|!>|&){_SOMETHING}|[~^]{_ENDS}"
_INTENSITY = rf"{INTENSITY.pattern}"
_STOPS = rf"{_BARE}{_ENDS}|[-–—](?!\S)|[0-9]{{2,}}/10{_ENDS}"

# Where an attribute begins; the same with what ends a name that has no colon; and without numbers,
# for the names of a line that already has its intensity.
ATTRIBUTE = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{_INTENSITY})")
NAME_ENDS = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{_INTENSITY}|{_STOPS})")
NAME_ENDS_NUMBERED = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{_STOPS})")
NOT_IN_A_NAME = NAME_ENDS_NUMBERED

# Runs of words that cannot be an attribute, to be passed over at once.
PLAIN = re.compile(rf"(?:\s*+[^\s{OPENERS}#~^&!<\-0-9][^\s{OPENERS}]*+)++")
PLAIN_NUMBERED = re.compile(rf"(?:\s*+[^\s{OPENERS}#~^&!<\-][^\s{OPENERS}]*+)++")

LOOKS_LIKE_ATTRIBUTE = re.compile(rf"(?<!\S)(?:{_BARE}[{MARKS}]*+|(?!10/)[0-9]{{2,}}/10[{MARKS}]*+)(?!\S)")
