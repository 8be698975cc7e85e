"""An adverse event line: its term, how severe, and what was done.

The severity is the first of mild, moderate, severe; where none is written, the first 1, 2 or 3. The term
is the first phrase: up to the severity, a comma or a semicolon; behind the severity where that comes first.
"""

from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import MARKS, trimmed
from kap_companion.vocabulary.details import AdverseEventDetail
from kap_companion.vocabulary.kinds import EntryKind

SEVERITIES = ("mild", "moderate", "severe")
_BY_WORD = {word: number for number, word in enumerate(SEVERITIES, 1)}
_BY_NUMBER = {str(number): number for number in range(1, len(SEVERITIES) + 1)}


def read_event(line: str) -> Body:
    """The adverse event entry of a line without its kind."""
    words = line.split()
    place, severity = _severity(words, _BY_WORD) or _severity(words, _BY_NUMBER) or (None, None)
    if place is None:
        term, rest = _first_phrase(words)
    elif place == 0:
        term, rest = _first_phrase(words[1:])
    else:
        term, rest = _first_phrase(words[:place])
        rest += words[place + 1 :]
    detail = AdverseEventDetail(term=trimmed(" ".join(term)), severity=severity)
    return Body(EntryKind.ADVERSE_EVENT, detail, " ".join(rest))


def render_event(detail: AdverseEventDetail, text: str) -> str:
    """Severity, term, a comma, free text."""
    pieces = [SEVERITIES[detail.severity - 1]] if detail.severity else []
    pieces += [f"{detail.term},", text] if text else [detail.term]
    return " ".join(pieces)


def _severity(words: list[str], scale: dict[str, int]) -> tuple[int, int] | None:
    for i, word in enumerate(words):
        severity = scale.get(word.rstrip(MARKS).casefold())
        if severity is not None:
            return i, severity
    return None


def _first_phrase(words: list[str]) -> tuple[list[str], list[str]]:
    end = next((i + 1 for i, word in enumerate(words) if word.endswith((",", ";"))), len(words))
    return words[:end], words[end:]
