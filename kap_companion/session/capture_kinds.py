"""The first word of a line: which kind of entry it is."""

import re
from dataclasses import dataclass

from kap_companion.session.capture_words import COLONS
from kap_companion.vocabulary.details import PlainDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.roles import Role

ROLE_WORDS: dict[str, Role] = {
    "m": Role.MANAGER,
    "f": Role.FIREFIGHTER,
    "e": Role.EXILE,
    "p": Role.UNKNOWN,
}
PLAIN_WORDS: dict[str, tuple[EntryKind, PlainDetail]] = {
    "n": (EntryKind.NOTE, PlainDetail(kind="note")),
    "h": (EntryKind.HYPOTHESIS, PlainDetail(kind="hypothesis")),
    "x": (EntryKind.EXPECTED_EFFECT, PlainDetail(kind="expected_effect")),
    "?": (EntryKind.BOOKMARK, PlainDetail(kind="bookmark")),
}
_KIND = re.compile(rf"(ae|[mfepsqvdxnh?])(?:([{COLONS}])|(?=\s)|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KindWord:
    """The kind's word in lower case, whether a colon stood directly behind it, and where the rest begins."""

    word: str
    colon: bool
    end: int


def kind_word(line: str) -> KindWord | None:
    """The kind the line begins with, or None; `>` and quote marks are no words and are not among them."""
    match = _KIND.match(line)
    return KindWord(match.group(1).lower(), match.group(2) is not None, match.end()) if match else None
