"""Finding known names at a place in a line, and the name that a part line begins with."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kap_companion.session.capture_marks import ATTRIBUTE, LEADING_NUMBER, NAME_ENDS, NOT_IN_A_NAME
from kap_companion.session.capture_words import COLONS, after_marks, joined, trimmed
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.part import Part, Roster

# Longer names are recognised before a colon only, so that looking one up stays quick anywhere in a line.
_LONGEST = 300
_SEGMENT = re.compile(r"\s*+(?:[\w]{1,200}+|[^\w\s])")
_GOES_ON = re.compile(r"\w|['’/-]\w")
# "10:14" is a time, not a name and its observation.
_NAME_COLON = re.compile(rf"(?<![0-9])[{COLONS}]|[{COLONS}](?![0-9])")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that can be recognised anywhere in a line, longest first, ignoring case, accents and "the".

    Attributes:
        spelled: the name as it is known, by its folded form.
        ordered: the folded forms, sorted.
    """

    spelled: Mapping[str, str]
    ordered: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> "KnownNames":
        """The names; of those that fold alike the first one's spelling is kept."""
        spelled: dict[str, str] = {}
        for name in names:
            if len(name) <= _LONGEST and _can_stand_in_a_line(name):
                spelled.setdefault(fold(name), name)
        return cls(spelled, tuple(sorted(spelled)))

    def length_in(self, phrase: str) -> int:
        """How much of the phrase is the longest known name it begins with, ending with a word; 0 for none."""
        if not self.ordered:
            return 0
        phrase = phrase[: 2 * _LONGEST]
        end = length = 0
        while segment := _SEGMENT.match(phrase, end):
            end = segment.end()
            if _goes_on(phrase, end):
                continue
            folded = fold(phrase[:end])
            known = folded in self.spelled
            if known:
                length = end
            if folded not in ("", "the") and not self._begins_a_longer_name(folded, known=known):
                break
        return length

    def _begins_a_longer_name(self, folded: str, *, known: bool) -> bool:
        place = bisect_left(self.ordered, folded) + known
        return place < len(self.ordered) and self.ordered[place].startswith(folded)


@dataclass(frozen=True, slots=True)
class Head:
    """What a part line is about: the known part if it is one, its name, and the rest of the line."""

    part: Part | None
    name: str
    rest: str


def take_head(line: str, roster: Roster, names: KnownNames) -> Head:
    """The name a part line begins with: before the colon, or a known one, or up to the first attribute.

    A colon ends the name only before any attribute: `watchman 4 says: no` is about the watchman. A
    number that the name begins with belongs to it (`6 year old: …`).
    """
    if before := _before_colon(line):
        written, rest = before
        part = roster.find(written)
        return Head(part, _head_name(part, written, roster, names) if part else joined(written), rest)
    if known := take_known(line, roster, names):
        return known
    end = NAME_ENDS.search(line)
    cut = end.start() if end else len(line)
    written = trimmed(line[:cut])
    part = roster.find(written)
    return Head(part, _head_name(part, written, roster, names) if part else written, line[cut:])


def take_known(line: str, roster: Roster, names: KnownNames) -> Head | None:
    """The known part whose name the line begins with, or None: what a line without a kind is about."""
    if before := _before_colon(line):
        written, rest = before
        if part := roster.find(written):
            return Head(part, _head_name(part, written, roster, names), rest)
    end = names.length_in(line)
    part = roster.find(line[:end])
    if part is None:
        return None
    name = _head_name(part, line[:end], roster, names)
    return Head(part, name, line[after_marks(line, end) :].strip())


def known_name(written: str, roster: Roster, names: KnownNames) -> str:
    """The name under which a known part is mentioned in a link, spelled as known."""
    part = roster.find(written)
    if part is None:
        return joined(written)
    for name in _spellings(part, written):
        if names.length_in(name) == len(name) and roster.find(name) is part:
            return joined(name)
    return joined(written)


def _head_name(part: Part, written: str, roster: Roster, names: KnownNames) -> str:
    # A name that is not read back as this part (it holds a colon, or is another part's alias) would
    # turn an amended line into one about somebody else.
    return next((n for n in _spellings(part, written) if _leads_to(part, n, roster, names)), joined(written))


def _leads_to(part: Part, name: str, roster: Roster, names: KnownNames) -> bool:
    line = f"{name}: "
    before = _before_colon(line)
    if before is not None:
        return joined(before[0]) == name and roster.find(name) is part
    return names.length_in(line) == len(name) and roster.find(name) is part


def _spellings(part: Part, written: str) -> Iterable[str]:
    yield joined(part.name)
    yield from (joined(name) for name in Roster.names_of(part) if name == written.strip())
    yield from (joined(name) for name in Roster.names_of(part) if fold(name) == fold(written))


def _before_colon(line: str) -> tuple[str, str] | None:
    colon = _NAME_COLON.search(line)
    if colon is None:
        return None
    number = LEADING_NUMBER.match(line)
    attribute = ATTRIBUTE.search(line, number.end() if number else 0)
    if attribute is not None and attribute.start() < colon.start():
        return None
    return line[: colon.start()].strip(), line[colon.end() :].strip()


def _goes_on(phrase: str, end: int) -> bool:
    if end >= len(phrase):
        return False
    return _GOES_ON.match(phrase, end) is not None or unicodedata.category(phrase[end]).startswith("M")


def _can_stand_in_a_line(name: str) -> bool:
    folded = fold(name)
    return bool(trimmed(folded)) and not any(
        NOT_IN_A_NAME.search(form) or any(colon in form for colon in COLONS)
        for form in (name.strip(), folded)
    )
