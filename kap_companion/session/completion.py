"""Finishing a known part's name at the cursor."""

import re

from kap_companion.session.capture_kinds import ROLE_WORDS, kind_word
from kap_companion.session.capture_line import read
from kap_companion.session.capture_time import take_time
from kap_companion.session.capture_words import OPENERS, joined, take_quote
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Roster

_LINK_MARK = re.compile(r"(?<!\S)(?:->|<>|!>|&)(?=\S)")


def complete(text: str, cursor: int, roster: Roster) -> tuple[str, int] | None:
    """The line with the name before the cursor finished, and the new cursor; None where nothing fits.

    Names are finished where a part line or a line without a kind begins, and behind `->`, `<>`, `&` and
    `!>` in a part line. The first name of the roster that goes on from what was typed wins. What stands
    behind the cursor stays. The cursor counts characters (code points) of `text`.
    """
    cursor = max(0, min(cursor, len(text)))
    before = text[:cursor]
    start = _link_start(before, roster)
    if start is None:
        start = _head_start(before)
    if start is None or not before[start:].strip():
        return None
    name = _first_that_goes_on(before[start:], roster)
    if name is None or name == before[start:]:
        return None
    return before[:start] + name + text[cursor:], start + len(name)


def _first_that_goes_on(typed: str, roster: Roster) -> str | None:
    wanted, as_typed = fold(typed), joined(typed).casefold()
    names = [joined(name) for name, _ in roster.names()]
    going_on = [
        name
        for name in names
        if (wanted and fold(name).startswith(wanted)) or name.casefold().startswith(as_typed)
    ]
    longer = [name for name in going_on if fold(name) != wanted]
    return next(iter(longer or going_on), None)


def _head_start(before: str) -> int | None:
    """Where the name of a part line, or of a line without a kind, begins; None in any other line."""
    line = take_time(before.strip())[2]
    start = len(before.rstrip()) - len(line)
    kind = kind_word(before[start:])
    if kind is None:
        return None if before[start : start + 1] in (*OPENERS, ">") else start
    if kind.word not in ROLE_WORDS or kind.colon:
        return None
    behind = before[start + kind.end :]
    return len(before) - len(behind.lstrip())


def _link_start(before: str, roster: Roster) -> int | None:
    marks = list(_LINK_MARK.finditer(before))
    if not marks or _in_quotes(before, marks[-1].start()):
        return None
    is_about_a_part = read(before, roster).kind is EntryKind.PART
    return marks[-1].end() if is_about_a_part else None


def _in_quotes(line: str, position: int) -> bool:
    at = 0
    while at <= position:
        if at < len(line) and line[at] in OPENERS:
            _, end = take_quote(line, at)
            if at <= position < end:
                return True
            at = end
        else:
            at += 1
    return False
