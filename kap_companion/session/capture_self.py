"""A Self line: pairs of a quality and a number 0 to 4, by the facilitator or by the client.

A number belongs to the quality before it once other pairs are taken out, so `calm curious 3 2` is
calm 2 and curious 3. Of two numbers for one quality the last counts. A quality without a number, or a
number behind another word, is text.
"""

import re
from itertools import pairwise

from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import COLONS, STOPS
from kap_companion.vocabulary.details import SelfDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.self_energy import STRONGEST, Quality, Rater

_FORMS: dict[Quality, tuple[str, ...]] = {
    Quality.CALM: ("calm", "calmness"),
    Quality.CURIOSITY: ("curiosity", "curious"),
    Quality.CLARITY: ("clarity", "clear"),
    Quality.COMPASSION: ("compassion", "compassionate"),
    Quality.CONFIDENCE: ("confidence", "confident"),
    Quality.COURAGE: ("courage", "courageous"),
    Quality.CREATIVITY: ("creativity", "creative"),
    Quality.CONNECTEDNESS: ("connectedness", "connected", "connection"),
    Quality.PRESENCE: ("presence", "present"),
    Quality.PATIENCE: ("patience", "patient"),
    Quality.PERSPECTIVE: ("perspective",),
    Quality.PERSISTENCE: ("persistence", "persistent"),
    Quality.PLAYFULNESS: ("playfulness", "playful"),
}
_FEWEST_LETTERS = 3
_BY_CLIENT = re.compile(rf"client\s*[{COLONS}]", re.IGNORECASE)
_NUMBER = re.compile(rf"([0-9]{{1,9}})[{STOPS}]*")


def _beginnings() -> dict[str, frozenset[Quality]]:
    found: dict[str, set[Quality]] = {}
    for quality, forms in _FORMS.items():
        for form in forms:
            for length in range(_FEWEST_LETTERS, len(form) + 1):
                found.setdefault(form[:length], set()).add(quality)
    return {beginning: frozenset(qualities) for beginning, qualities in found.items()}


_BEGINNINGS = _beginnings()


def read_self(line: str) -> Body:
    """The Self entry of a line without its kind."""
    by_client = _BY_CLIENT.match(line)
    words = (line[by_client.end() :] if by_client else line).split()
    qualities: dict[Quality, int] = {}
    left: list[str] = []
    for word in words:
        level = _level(word)
        meant = _meant(left[-1]) if left and level is not None else frozenset()
        if level is not None and level <= STRONGEST and len(meant) == 1:
            qualities[next(iter(meant))] = level
            left.pop()
        else:
            left.append(word)
    unread = tuple(f"{a} {b}" for a, b in pairwise(left) if _level(b) is not None and _meant(a))
    rater = Rater.CLIENT if by_client else Rater.FACILITATOR
    return Body(
        EntryKind.SELF,
        SelfDetail(by=rater, qualities=qualities),
        " ".join(left),
        not_understood=unread,
    )


def _level(word: str) -> int | None:
    number = _NUMBER.fullmatch(word) if word[0].isdigit() else None
    return int(number.group(1)) if number else None


def _meant(word: str) -> frozenset[Quality]:
    return _BEGINNINGS.get(word.rstrip(f"={COLONS}").casefold(), frozenset())
