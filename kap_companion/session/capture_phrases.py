"""First words, lists of names and phrases: what the lines about the session itself are made of."""

import re
from collections.abc import Collection

from kap_companion.session.capture_words import MARKS, joined, trimmed

# These words go on about a name and are no part of it: "by Ana if asked", "Marta at five".
GOES_ON = frozenset(
    {"about", "after", "as", "at", "because", "before", "but", "except", "from", "if", "not", "only"}
    | {"that", "unless", "until", "when", "while"}
)
_ENDS = (",", ";")
# "50 mg" and "2" are no names, "5-HTP" is one.
_NUMBER = re.compile(r"[0-9](?![0-9]*-[^\W\d_])")


def key_of(word: str) -> str:
    """A word without the sentence marks behind it, in one case."""
    return word.rstrip(MARKS).casefold()


def first_word(text: str) -> tuple[str, str]:
    """The key of the first word, and the text behind it."""
    word, rest = (*text.split(maxsplit=1), "", "")[:2]
    return key_of(word), rest.strip()


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list with commas or semicolons between them."""
    names = (joined(name) for name in text.replace(";", ",").split(","))
    return tuple(name for name in names if name)


def name_and_rest(text: str, stops: Collection[str] = GOES_ON) -> tuple[str, str]:
    """The name a text begins with, and what is said of it.

    The name ends behind a comma or a semicolon, and before a number or one of `stops`. It is empty where
    the text does not begin with one.
    """
    words = text.split()
    end = 0
    while end < len(words) and key_of(words[end]) not in stops and not _NUMBER.match(words[end]):
        end += 1
        if words[end - 1].endswith(_ENDS):
            break
    return trimmed(" ".join(words[:end])), " ".join(words[end:])


def with_rest(head: str, rest: str, joint: str = ", ") -> str:
    """A phrase and what is said of it, so that reading them takes them apart at the same place."""
    return f"{head}{joint}{rest}" if rest else head
