"""The marks of a part line: what is an attribute, and what a name therefore ends at."""

import re

from kap_companion.session.capture_words import MARKS, OPENERS, STOPS
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.observation import PartField, PathStep

LINK_MARKS: dict[str, LinkKind] = {
    "->": LinkKind.PROTECTS,
    "<>": LinkKind.POLARISED,
    "&": LinkKind.ALLIED,
    "!>": LinkKind.TRIGGERS,
    "~>": LinkKind.CONCERNED_ABOUT,
    "<?>": LinkKind.NOT_SURE,
}
KNOWN_WORDS: dict[str, PartField] = {
    "feels": PartField.FEELINGS,
    "believes": PartField.BELIEFS,
    "image": PartField.IMAGE,
    "age": PartField.AGE,
    "thinks": PartField.AGE_OF_CLIENT,
    "job": PartField.JOB,
    "long": PartField.HOW_LONG,
    "fears": PartField.FEARS,
    "protects": PartField.PROTECTS_FROM,
    "needs": PartField.NEEDS,
    "burden": PartField.BURDEN,
    "from": PartField.BURDEN_FROM,
    "gift": PartField.GIFT,
    "toward": PartField.TOWARD,
    "trust": PartField.TRUST,
    "return": PartField.MAY_RETURN,
}
STEP_WORDS: dict[str, PathStep] = {
    "found": PathStep.FOUND,
    "focused": PathStep.FOCUSED,
    "fleshed": PathStep.FLESHED_OUT,
    "felt": PathStep.FELT_TOWARD,
    "befriended": PathStep.BEFRIENDED,
    "heard": PathStep.FEARS_HEARD,
    "asked": PathStep.PERMISSION_ASKED,
    "granted": PathStep.PERMISSION_GIVEN,
    "refused": PathStep.PERMISSION_REFUSED,
    "met": PathStep.MET,
    "witnessed": PathStep.WITNESSED,
    "retrieved": PathStep.RETRIEVED,
    "unburdened": PathStep.UNBURDENED,
    "invited": PathStep.INVITED,
    "integrated": PathStep.INTEGRATED,
    "unresolved": PathStep.UNRESOLVED,
    "next": PathStep.BECAME_NEXT,
}
STATE_WORDS: dict[str, LinkState] = {state.value: state for state in LinkState}

# A word stops at white space or at a quote; sentence marks behind an attribute belong to it.
WORD = re.compile(rf"[^\s{OPENERS}]++")
_BEHIND = rf"[{MARKS}]*+(?=[\s{OPENERS}]|\Z)"
_SOMETHING = rf"(?=[^\s{OPENERS}]*[^\s{OPENERS}{MARKS}])"
_NUMBER = r"(?:10|[0-9])(?:/10)?"
_BARE = r"(?:#|->|<\?>|<>|!>|~>)"
_MARK = r"(?:->|<\?>|<>|!>|~>|&)"
_KNOWN = rf"(?ai:{'|'.join(KNOWN_WORDS)})"
_STEP = rf"(?ai:{'|'.join(STEP_WORDS)})"
_STATE = rf"(?ai:{'|'.join(STATE_WORDS)})"

PLACE = re.compile(rf"#{_SOMETHING}")
LINK = re.compile(rf"({_MARK}){_SOMETHING}")
KNOWN_MARK = re.compile(rf"=(?:({_KNOWN})(\??)|({_STEP})){_BEHIND}")
LINK_STATE = re.compile(rf"\s*+=({_STATE}){_BEHIND}")
TRUST = re.compile(rf"\s*+(10|[0-9])(?:/10)?{_BEHIND}")
BLENDING = re.compile(rf"(?:([~^]){_BEHIND}\s*+)++")
INTENSITY = re.compile(rf"(10|[0-9])(?:/10)?[{STOPS}]*+(?=[\s{OPENERS}]|\Z)")
LEADING_NUMBER = re.compile(rf"(?:the\s+)?{_NUMBER}(?!\S)", re.IGNORECASE)

_TOLD = rf"=(?:{_KNOWN}\??|{_STEP}|{_STATE}){_BEHIND}"
_TAKEN = rf"#{_SOMETHING}|{_MARK}{_SOMETHING}|[~^]{_BEHIND}|{_TOLD}"
_UNREAD = rf"{_BARE}{_BEHIND}|[-–—](?!\S)|[0-9]{{2,}}/10{_BEHIND}"

# Where an attribute begins; the same with what ends a name that has no colon; and without numbers,
# for the names of a line that already has its intensity.
ATTRIBUTE = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{INTENSITY.pattern})")
NAME_ENDS = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{INTENSITY.pattern}|{_UNREAD})")
NAME_ENDS_NUMBERED = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|{_UNREAD})")
NOT_IN_A_NAME = NAME_ENDS_NUMBERED
# Where the value of a known word ends; a quote mark is looked at, and only an empty pair ends it.
VALUE_ENDS = re.compile(rf"[{OPENERS}]|(?<!\S)(?:{_TAKEN}|-\Z)")
BARE_KNOWN = re.compile(rf"(?<!\S)={_KNOWN}\??[{MARKS}]*+(?!\S)")

# Runs of words that cannot be an attribute, to be passed over at once; "-" alone may be one at the end.
_PLAIN = rf"[^\s{OPENERS}#~^&!<=\-0-9][^\s{OPENERS}]*+|(?:{_BARE}|[-&!<=])(?=\s)"
PLAIN = re.compile(rf"(?:\s*+(?:{_PLAIN}))++")
PLAIN_NUMBERED = re.compile(rf"(?:\s*+(?:{_PLAIN}|[0-9][^\s{OPENERS}]*+))++")

LOOKS_LIKE_ATTRIBUTE = re.compile(
    rf"(?<!\S)(?:{_BARE}[{MARKS}]*+|=[^\W\d_]++\??[{MARKS}]*+|(?!10/)[0-9]{{2,}}/10[{MARKS}]*+)(?!\S)"
)

_PHRASE_LENGTH = 600


def phrase_at(line: str, start: int) -> str:
    """The words from `start` on that could be a known name: up to the next mark, and not for ever."""
    stop = NOT_IN_A_NAME.search(line, start, start + _PHRASE_LENGTH)
    return line[start : stop.start() if stop else start + _PHRASE_LENGTH]
