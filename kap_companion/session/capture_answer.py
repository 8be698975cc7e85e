"""What a person answers: to what is due, to a point of the gate, to what is open; and what is promised.

What a line does not name is left empty: the session knows which is due first and which came last.
"""

import re
from collections.abc import Callable

from kap_companion.session.capture_event import SEVERITIES
from kap_companion.session.capture_kept import read_kept
from kap_companion.session.capture_phrases import first_word, key_of, name_and_rest, with_rest
from kap_companion.session.capture_quantity import as_figure, as_number
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import COLONS, MARKS, joined, trimmed
from kap_companion.vocabulary.concerns import ActionDetail, ActionWhat
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.facts import OverrideDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.prompting import PromptDetail, PromptOutcome

_OUTCOMES = {
    "done": PromptOutcome.DONE,
    "snooze": PromptOutcome.SNOOZED,
    "skip": PromptOutcome.SKIPPED,
}
_WORD_OF_OUTCOME = {outcome: word for word, outcome in _OUTCOMES.items()}
_DUE = re.compile(r"(?:vitals|recheck|hold|rest|check_in):\S+|mask|discharge", re.IGNORECASE)
_MINUTES = re.compile(
    rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?)(?: ?(?:minutes?|mins?|m))?[{MARKS}]*(?!\S)", re.IGNORECASE
)
_LONGEST_MINUTES = 1440
_ACTIONS = {"action": ActionWhat.DONE, "told": ActionWhat.TOLD, "resolved": ActionWhat.RESOLVED}
_WORD_OF_ACTION = {what: word for word, what in _ACTIONS.items()}
_NUMBER = re.compile(rf"#([1-9][0-9]{{0,2}})[{MARKS}]*")
_SEVERITY_OF = {
    **{word: number for number, word in enumerate(SEVERITIES, 1)},
    **{str(number): number for number in range(1, len(SEVERITIES) + 1)},
}
# "10:30" does not end a name.
_COLON = re.compile(rf"(?<![0-9])[{COLONS}]|[{COLONS}](?![0-9])")


def read_answer(word: str, rest: str) -> Body | None:
    """The answer of a line behind `>`: its first word and the rest; None for another line."""
    if word in _OUTCOMES:
        return _prompt(_OUTCOMES[word], joined(rest))
    if word in _ACTIONS:
        return _action(_ACTIONS[word], rest.split())
    reader = _READERS.get(word)
    return reader(rest) if reader else None


def render_prompt(detail: PromptDetail, text: str) -> str:
    """`> snooze vitals:15 10 min`."""
    minutes = f"{as_figure(detail.minutes)} min" if detail.minutes is not None else ""
    return _spaced(">", _WORD_OF_OUTCOME[detail.outcome], detail.key, minutes, text)


def render_action(detail: ActionDetail, text: str) -> str:
    """`> told #2 severity moderate Dr. Okafor, by phone`."""
    number = f"#{detail.number}" if detail.number is not None else ""
    severity = f"severity {SEVERITIES[detail.severity - 1]}" if detail.severity is not None else ""
    said = with_rest(detail.who, text) if detail.what is ActionWhat.TOLD else text
    return _spaced(">", _WORD_OF_ACTION[detail.what], number, severity, said)


def render_override(detail: OverrideDetail, text: str) -> str:
    """`> override ride by Dr. Okafor: a friend walks them home`."""
    return f"> override {detail.key} by {detail.by}: {text}"


def _prompt(outcome: PromptOutcome, text: str) -> Body:
    first, _, rest = text.partition(" ")
    key = first.rstrip(MARKS)
    if _DUE.fullmatch(key):
        text, key = rest, key.lower()
    else:
        key = ""
    found = _MINUTES.match(text) if outcome is PromptOutcome.SNOOZED else None
    if found is None:
        return Body(EntryKind.PROMPT, PromptDetail(key=key, outcome=outcome), text)
    minutes = as_number(found.group(1))
    if not 0 < minutes <= _LONGEST_MINUTES:
        unread = (found.group(),)
        return Body(EntryKind.PROMPT, PromptDetail(key=key, outcome=outcome), text, not_understood=unread)
    detail = PromptDetail(key=key, outcome=outcome, minutes=minutes)
    return Body(EntryKind.PROMPT, detail, text[found.end() :].lstrip())


def _action(what: ActionWhat, words: list[str]) -> Body | None:
    number = _NUMBER.fullmatch(words[0]) if words else None
    left, severity = _severity(words[1:] if number else words)
    who, text = "", " ".join(left)
    if what is ActionWhat.TOLD:
        who, text = name_and_rest(text)
        if not who:
            return None
    if what is ActionWhat.DONE and not text and severity is None:
        return None
    found = ActionDetail(
        what=what, who=who, number=int(number.group(1)) if number else None, severity=severity
    )
    return Body(EntryKind.ACTION, found, text)


def _severity(words: list[str]) -> tuple[list[str], int | None]:
    """The words without the first `severity 2` or `severity moderate` among them, and how severe that is."""
    for i, word in enumerate(words[:-1]):
        severity = _SEVERITY_OF.get(key_of(words[i + 1])) if word.casefold() == "severity" else None
        if severity is not None:
            return words[:i] + words[i + 2 :], severity
    return words, None


def _override(rest: str) -> Body | None:
    """A point is overridden by somebody, for a reason; without one of the three it is not."""
    key, behind = first_word(joined(rest))
    by, said = first_word(behind)
    colon = _COLON.search(said)
    if by != "by" or colon is None:
        return None
    name, reason = trimmed(said[: colon.start()]), said[colon.end() :].strip()
    if not key or not name or not reason:
        return None
    return Body(EntryKind.OVERRIDE, OverrideDetail(key=key, by=name), reason)


def _promise(rest: str) -> Body | None:
    return Body(EntryKind.PROMISE, PlainDetail(kind="promise"), rest) if rest else None


def _spaced(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)


_READERS: dict[str, Callable[[str], Body | None]] = {
    "override": _override,
    "promise": _promise,
    "kept": read_kept,
}
