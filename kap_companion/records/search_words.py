"""What counts as a word in searching, the same for what is kept and for what is typed into a search field.

Case and accents do not matter. In scripts that put no space between words each character is a word, and so is
each emoji. Changing this changes the index: it needs a step that fills it anew.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

_LONGEST_WORD: Final = 64
_LONGEST_QUESTION: Final = 1_000
_MOST_TERMS: Final = 32

_SCRIPTS_WITHOUT_SPACES: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3040, 0x312F),  # kana, bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_PLAIN: Final = re.compile(r"[0-9a-z]+")


def words_of(text: str) -> list[str]:
    """The words of a text, in their order; each at most 64 characters. Never raises."""
    if text.isascii():
        words = _PLAIN.findall(text.lower())
    else:
        words = "".join(map(_folded, unicodedata.normalize("NFC", text))).split()
    return [word[:_LONGEST_WORD] for word in words]


class Question(NamedTuple):
    """What somebody looks for: all of it must be there, in any order; the last word may go on.

    Attributes:
        terms: the words that were typed without a space between them, which must stand together.
    """

    terms: tuple[tuple[str, ...], ...]

    @property
    def match(self) -> str:
        """Its words in the language of FTS5, wherever they stand; empty where there is none."""
        return f"{_all_of(self._words)}*" if self.terms else ""

    def match_ending_in(self, endings: Iterable[str]) -> str:
        """The same with these words alone, at least one, for the last word and all that begin with it."""
        any_ending = " OR ".join(f'"{word}"' for word in endings)
        return " AND ".join(each for each in (_all_of(self._words[:-1]), f"({any_ending})") if each)

    @property
    def last(self) -> str:
        """The word that may go on; empty where there is none."""
        return self.terms[-1][-1] if self.terms else ""

    @property
    def _words(self) -> list[str]:
        return [word for term in self.terms for word in term]

    @property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """The terms of several words."""
        return tuple(term for term in self.terms if len(term) > 1)

    def is_together(self, term: tuple[str, ...], text: str) -> bool:
        """Whether a term stands in a text, its words one behind the other."""
        # Nearly always a text is out at a glance; to put its words in order takes far longer.
        if text.isascii() and not may_hold(text, term):
            return False
        words = f" {' '.join(words_of(text))} "
        goes_on = "" if term == self.terms[-1] else " "
        return f" {' '.join(term)}{goes_on}" in words


def _all_of(words: Iterable[str]) -> str:
    # No word has a quotation mark in it, so none can leave its quotes.
    return " ".join(f'"{word}"' for word in words)


def question_of(typed: str) -> Question:
    """What somebody typed as a question; of a long text its beginning."""
    terms = [tuple(words) for chunk in typed[:_LONGEST_QUESTION].split() if (words := words_of(chunk))]
    return Question(tuple(terms[:_MOST_TERMS]))


def holds_words(text: str, typed: str) -> bool:
    """Whether a text would be found by what somebody typed; False where there is no word in that."""
    question = question_of(typed)
    return bool(question.terms) and all(question.is_together(term, text) for term in question.terms)


def may_hold(text: str, term: tuple[str, ...]) -> bool:
    """Whether the letters of each word are in a text of plain letters at all."""
    lower = text.lower()
    return all(word in lower for word in term)


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    """One character as it goes into a word; a space where it ends one, nothing where it is an accent."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    if not bare:
        return ""
    number = ord(character)
    category = unicodedata.category(character)
    if any(first <= number <= last for first, last in _SCRIPTS_WITHOUT_SPACES):
        # Some are of several characters, such as Lao ho no, or have a mark that does not count as combining.
        apart = " ".join(each for each in bare if unicodedata.category(each)[0] in "LN")
        return f" {apart} " if category[0] in "LN" else ("" if category[0] == "M" else " ")
    if category == "So":
        return f" {character} "
    if category[0] in "LNM":
        # A character of several may decompose to more than letters, such as "½".
        spaced = (each if unicodedata.category(each)[0] in "LNM" else " " for each in bare)
        return unicodedata.normalize("NFC", "".join(spaced))
    # What joins emoji or shades them, and marks of direction, is no word and ends none.
    return "" if category in ("Cf", "Sk") else " "
