"""A part line: whose it is, where it is felt, how strongly, its words, its links, and what was seen.

`-` settles only as the last word of the line. Of `~` and `^` the last one counts, of the numbers the
first. Links attach to their mark: `-> name` with a space is text and shown as not understood. What stands
behind a `=word` is that word's value (`capture_known`).
"""

from dataclasses import dataclass, field

from kap_companion.session import capture_marks as marks
from kap_companion.session.capture_known import take_known_mark, take_state
from kap_companion.session.capture_names import Head, KnownNames, known_name
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import (
    MARKS,
    OPENERS,
    after_marks,
    joined,
    take_quote,
    trimmed,
)
from kap_companion.vocabulary.body import KNOWN_PLACES
from kap_companion.vocabulary.details import LinkMention, PartDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.links import LinkKind, LinkState
from kap_companion.vocabulary.names import fold
from kap_companion.vocabulary.observation import Known, StepTaken
from kap_companion.vocabulary.part import Roster
from kap_companion.vocabulary.roles import Role

_PLACES = KnownNames.of(KNOWN_PLACES)


def read_part(role: Role, head: Head, roster: Roster, names: KnownNames) -> Body:
    """The part entry of a line whose name was already taken off."""
    scan = _Scan(head.rest.strip(), roster, names)
    scan.run()
    text = joined(" ".join(scan.text))
    detail = PartDetail(
        name=head.name,
        role=role,
        intensity=scan.intensity,
        body=tuple(scan.body),
        words=tuple(scan.words),
        blended=scan.blended,
        settled=scan.settled,
        links=tuple(
            LinkMention(kind=kind, name=name, state=state) for (kind, name), state in scan.links.items()
        ),
        known=tuple(scan.known),
        steps=tuple(scan.steps),
    )
    not_understood = tuple(marks.LOOKS_LIKE_ATTRIBUTE.findall(text))
    return Body(EntryKind.PART, detail, text, head.part.id if head.part else None, not_understood)


@dataclass(slots=True)
class _Scan:
    line: str
    roster: Roster
    names: KnownNames
    at: int = 0
    text: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    # Dicts as ordered sets: a place or link said twice is said once.
    body: dict[str, None] = field(default_factory=dict)
    links: dict[tuple[LinkKind, str], LinkState | None] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    steps: list[StepTaken] = field(default_factory=list)
    # What a phrase was found to begin with, so that a line of the same words a million times stays quick.
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    names_found: dict[str, tuple[str, int]] = field(default_factory=dict)
    intensity: int | None = None
    blended: bool | None = None
    settled: bool = False

    def run(self) -> None:
        while self.at < len(self.line):
            pattern = marks.PLAIN if self.intensity is None else marks.PLAIN_NUMBERED
            if run := pattern.match(self.line, self.at):
                self.text.append(run.group())
                self.at = run.end()
            elif not self._take(self.line[self.at]):
                self._word()

    def _take(self, first: str) -> bool:
        if first.isspace():
            self.at += 1
            return True
        if first in OPENERS:
            return self._quote()
        if first == "#":
            return self._place()
        if first == "=":
            return self._told()
        if first.isdigit():
            return self._number()
        return self._blending() or self._link() or self._settles()

    def _word(self) -> None:
        word = marks.WORD.match(self.line, self.at)
        end = word.end() if word else self.at + 1
        self.text.append(self.line[self.at : end])
        self.at = end

    def _quote(self) -> bool:
        words, self.at = take_quote(self.line, self.at)
        self.words.extend([words] if words else [])
        return True

    def _place(self) -> bool:
        mark = marks.PLACE.match(self.line, self.at)
        if mark is None:
            return False
        phrase = marks.phrase_at(self.line, mark.end())
        place, length = self.places.get(phrase) or self.places.setdefault(phrase, _place_in(phrase))
        if not length:
            word = marks.WORD.match(self.line, mark.end())
            written = word.group() if word else ""
            place, length = written.rstrip(MARKS), len(written)
        self.body[place] = None
        self.at = after_marks(self.line, mark.end() + length)
        return True

    def _link(self) -> bool:
        mark = marks.LINK.match(self.line, self.at)
        if mark is None:
            return False
        start = mark.end()
        phrase = marks.phrase_at(self.line, start)
        name, length = self.names_found.get(phrase) or self.names_found.setdefault(
            phrase, self._name_in(phrase)
        )
        if not length:
            stops = marks.NAME_ENDS if self.intensity is None else marks.NAME_ENDS_NUMBERED
            stop = stops.search(self.line, start)
            length = (stop.start() if stop else len(self.line)) - start
            name = trimmed(self.line[start : start + length])
        self.at = after_marks(self.line, start + length)
        link = (marks.LINK_MARKS[mark.group(1)], name)
        self.links.setdefault(link, None)
        if stands := take_state(self.line, self.at):
            self.links[link], self.at = stands
        return True

    def _name_in(self, phrase: str) -> tuple[str, int]:
        length = self.names.length_in(phrase)
        return (known_name(phrase[:length], self.roster, self.names) if length else ""), length

    def _blending(self) -> bool:
        if mark := marks.BLENDING.match(self.line, self.at):
            self.blended = mark.group(1) == "~"
            self.at = mark.end()
        return mark is not None

    def _told(self) -> bool:
        mark = take_known_mark(self.line, self.at)
        if mark is None:
            return False
        if isinstance(mark.told, Known):
            self.known.append(mark.told)
        else:
            self.steps.append(mark.told)
        self.at = mark.end
        return True

    def _number(self) -> bool:
        number = marks.INTENSITY.match(self.line, self.at) if self.intensity is None else None
        if number is not None:
            self.intensity = int(number.group(1))
            self.at = number.end()
        return number is not None

    def _settles(self) -> bool:
        if self.at != len(self.line) - 1 or self.line[self.at] != "-":
            return False
        self.settled = True
        self.at += 1
        return True


def _place_in(phrase: str) -> tuple[str, int]:
    length = _PLACES.length_in(phrase)
    return (_PLACES.spelled[fold(phrase[:length])] if length else ""), length
