"""The words a dose line knows: routes, forms, places of injection, and where a name in it ends."""

import re

from kap_companion.session.capture_quantity import quantity_at
from kap_companion.session.capture_words import trimmed
from kap_companion.vocabulary.routes import Route

ROUTES = {route.value: route for route in Route}
_FORM_WORDS = ("lozenge", "troche", "tablet", "vial", "device", "spray")
FORMS = frozenset({*_FORM_WORDS, *(f"{form}s" for form in _FORM_WORDS)})
WORDS = frozenset(
    {
        "booster",
        "exp",
        "expiry",
        "form",
        "lot",
        "ordered",
        "prepared",
        "site",
        "wasted",
        "witness",
        *ROUTES,
        *FORMS,
    }
)
_SIDES = frozenset({"left", "right"})
_PLACES = frozenset({"deltoid", "gluteal", "gluteus", "thigh", "vastus", "ventrogluteal"})
_MUSCLES = frozenset({"lateralis", "maximus", "medius"})
_MONTH = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"[0-9]{4}")


def site_at(words: list[str], keys: list[str], i: int) -> tuple[str, int]:
    """A known place of injection at `i`, with its side where one is said, and how many words it takes."""
    start = i
    if keys[i] in _SIDES and trimmed(words[i]) == words[i]:
        i += 1
    if i >= len(keys) or keys[i] not in _PLACES:
        return "", 0
    end = i + 1
    if end < len(keys) and keys[end] in _MUSCLES and trimmed(words[i]) == words[i]:
        end += 1
    return trimmed(" ".join(words[start:end])), end - start


def phrase_end(words: list[str], keys: list[str], start: int, *, ends_at_site: bool) -> int:
    """Where a name or a place that begins at `start` ends.

    It ends behind a comma or a semicolon, and before the next word a dose line knows, a quantity or, where
    that is asked for, a known place of injection.
    """
    end = start
    while end < len(words) and keys[end] not in WORDS and not quantity_at(words, end):
        if ends_at_site and site_at(words, keys, end)[1]:
            break
        end += 1
        if words[end - 1].endswith((",", ";")):
            break
    return end


def expiry_at(words: list[str], i: int) -> tuple[str, int]:
    """What is printed as the expiry at `i`: one word, or a month's name and a year."""
    if i + 1 < len(words) and _MONTH.fullmatch(words[i]) and _YEAR.fullmatch(trimmed(words[i + 1])):
        return trimmed(f"{words[i]} {words[i + 1]}"), 2
    return (trimmed(words[i]), 1) if i < len(words) else ("", 0)
