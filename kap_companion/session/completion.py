"""Finishing a known part's name, or a `=word` of a part line, at the cursor."""

import re

from kap_companion.session.capture_kinds import ROLE_WORDS, kind_word
from kap_companion.session.capture_line import read
from kap_companion.session.capture_marks import KNOWN_WORDS, STATE_WORDS, STEP_WORDS
from kap_companion.session.capture_time import take_time
from kap_companion.session.capture_words import OPENERS, joined, take_quote
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Roster

_LINK_MARK = re.compile(r"(?<!\S)(?:->|<\?>|<>|!>|~>|&)(?=\S)")
_WORD_MARK = re.compile(r"(?<!\S)=([^\W\d_]*)\Z")
_WORDS = (*KNOWN_WORDS, *STEP_WORDS)


def complete(text: str, cursor: int, roster: Roster) -> tuple[str, int] | None:
    """The line with the name or `=word` before the cursor finished, and the new cursor; None for no fit.

    Names are finished where a part line or a line without a kind begins, and behind `->`, `<>`, `&` and
    `!>` in a part line. The first name of the roster that goes on from what was typed wins. What stands
    behind the cursor stays. The cursor counts characters (code points) of `text`.
    """
    words = complete_word(text, cursor, roster)
    if words:
        return words[0]
    cursor = max(0, min(cursor, len(text)))
    before = text[:cursor]
    if _WORD_MARK.search(before):
        return None
    start = _link_start(before, roster)
    if start is None:
        start = _head_start(before)
    if start is None or not before[start:].strip():
        return None
    name = _first_that_goes_on(before[start:], roster)
    if name is None or name == before[start:]:
        return None
    return before[:start] + name + text[cursor:], start + len(name)


def complete_word(text: str, cursor: int, roster: Roster) -> tuple[tuple[str, int], ...]:
    """The line with the `=word` before the cursor finished, once for each word that fits, and the new cursor.

    Words are finished in a part line, outside of quotes; those for how a link stands right behind one.
    """
    cursor = max(0, min(cursor, len(text)))
    before = text[:cursor]
    mark = _WORD_MARK.search(before)
    if mark is None or _in_quotes(before, mark.start()) or not _is_of_a_part(before[: mark.start()], roster):
        return ()
    typed = mark.group(1).casefold()
    words = (*STATE_WORDS, *_WORDS) if _ends_with_a_link(before[: mark.start()]) else _WORDS
    return tuple(
        (before[: mark.start()] + f"={word}" + text[cursor:], mark.start() + 1 + len(word))
        for word in words
        if word.startswith(typed) and word != typed
    )


def _is_of_a_part(before: str, roster: Roster) -> bool:
    return read(before, roster).kind is EntryKind.PART


def _ends_with_a_link(before: str) -> bool:
    marks = list(_LINK_MARK.finditer(before))
    return bool(marks) and not _in_quotes(before, marks[-1].start()) and "=" not in before[marks[-1].end() :]


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
