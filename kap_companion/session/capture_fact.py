"""Facts for before the first dose and for leaving: food, drink, weight, medicines, ride, escort, checks.

Food and drink begin with when: `7:30`, `at 7 pm`, `3h ago`, `2 h 15 min ago`; `nothing since 22:00` keeps
its words. A name ends at a comma or before a number. "No", "none", "nobody" are nobody's name.
"""

import re
from collections.abc import Callable
from datetime import date

from kap_companion.session.capture_phrases import GOES_ON, first_word, key_of, name_and_rest, with_rest
from kap_companion.session.capture_quantity import as_figure, as_number
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_since import looks_like_since, render_since, take_since
from kap_companion.session.capture_words import MARKS, joined
from kap_companion.vocabulary.facts import FactDetail, FactKind
from kap_companion.vocabulary.kinds import EntryKind

# Only what no grown person weighs is refused; what is surprising is somebody else's to ask about.
_LIGHTEST_KG, _HEAVIEST_KG = 10, 650
_KG_A_POUND = 0.45359237
_WEIGHT = re.compile(
    rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?) ?(kg|kilos?|lbs?|pounds?)[{MARKS}]*(?!\S)", re.IGNORECASE
)
_WEIGHED = re.compile(rf"(?<!\S)weighed ([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[{MARKS}]*(?!\S)", re.IGNORECASE)
_NOBODY = frozenset({"no", "nobody", "none", "not"})
_ARRIVED = frozenset({"arrived", "here"})
_ANSWERS = {"yes": True, "y": True, "no": False, "n": False}


def read_fact(word: str, rest: str) -> Body | None:
    """The fact of a line behind `>`: its first word and the rest; None for another line."""
    reader = _READERS.get(word)
    return reader(joined(rest)) if reader else None


def render_fact(detail: FactDetail, text: str) -> str:
    """`> ate 07:30 toast`, `> weight 68 kg`, `> escort Marta arrived, with the aftercare sheet`."""
    match detail.what:
        case FactKind.ATE | FactKind.DRANK:
            line = _spaced(detail.what.value, render_since(detail), text)
        case FactKind.WEIGHT:
            kg = f"{as_figure(detail.kg)} kg" if detail.kg is not None else ""
            weighed = f"weighed {detail.weighed_on.isoformat()}" if detail.weighed_on else ""
            line = _spaced("weight", kg, weighed, text)
        case FactKind.MEDICINE:
            word = "held" if detail.answer is False else "took"
            line = with_rest(f"{word} {detail.name}", text)
        case FactKind.CHECK:
            answer = {True: "yes", False: "no", None: ""}[detail.answer]
            line = _spaced("check", detail.key, answer, text)
        case FactKind.RIDE | FactKind.ESCORT:
            arrived = {True: "arrived", False: "not arrived", None: ""}[detail.answer]
            head = _spaced(detail.name, arrived)
            line = f"{detail.what.value} {with_rest(head, text) if head else text}"
        case FactKind.SPAT | FactKind.SWALLOWED:
            line = _spaced(detail.what.value, text)
    return f"> {line}"


def _eaten(what: FactKind, text: str) -> Body:
    since = take_since(text)
    detail = FactDetail(what=what, clock=since.clock, minutes_ago=since.minutes_ago)
    taken = since.clock is not None or since.minutes_ago is not None
    return Body(EntryKind.FACT, detail, since.rest, not_understood=() if taken else looks_like_since(text))


def _weight(text: str) -> Body | None:
    found = _WEIGHT.match(text)
    if found is None:
        return None
    factor = 1 if found.group(2).lower().startswith("k") else _KG_A_POUND
    kg = round(as_number(found.group(1)) * factor, 2)
    if not _LIGHTEST_KG <= kg <= _HEAVIEST_KG:
        return None
    rest = text[found.end() :].lstrip()
    for weighed in _WEIGHED.finditer(rest):
        try:
            day = date.fromisoformat(weighed.group(1))
        except ValueError:
            continue
        rest = joined(f"{rest[: weighed.start()]} {rest[weighed.end() :]}")
        return Body(EntryKind.FACT, FactDetail(what=FactKind.WEIGHT, kg=kg, weighed_on=day), rest)
    unread = tuple(each.group() for each in _WEIGHED.finditer(rest))
    return Body(EntryKind.FACT, FactDetail(what=FactKind.WEIGHT, kg=kg), rest, not_understood=unread)


def _medicine(text: str, *, taken: bool) -> Body | None:
    name, rest = name_and_rest(text, ())
    detail = FactDetail(what=FactKind.MEDICINE, answer=taken, name=name)
    return Body(EntryKind.FACT, detail, rest) if name else None


def _ride(text: str) -> Body | None:
    name, rest = name_and_rest(text)
    if first_word(text)[0] in _NOBODY:
        name, rest = "", text
    elif not name:
        return None
    return Body(EntryKind.FACT, FactDetail(what=FactKind.RIDE, name=name), rest)


def _escort(text: str) -> Body | None:
    name, behind = name_and_rest(text, GOES_ON | _ARRIVED | {"has", "is"})
    arrived, rest = _arrival(behind)
    if (name or arrived is None) and first_word(text)[0] in _NOBODY:
        name, arrived, rest = "", None, text
    elif arrived is None and not name:
        return None
    return Body(EntryKind.FACT, FactDetail(what=FactKind.ESCORT, name=name, answer=arrived), rest)


def _arrival(text: str) -> tuple[bool | None, str]:
    """Whether the text begins with somebody's having come, or not having come; and what follows."""
    words = text.split()
    at = 1 if words and key_of(words[0]) in ("has", "is") else 0
    absent = at < len(words) and key_of(words[at]) == "not"
    at += absent
    if at == len(words) or key_of(words[at]) not in _ARRIVED:
        return None, text
    at += 1
    if absent and key_of(words[at - 1]) == words[at - 1].casefold():
        at += at < len(words) and key_of(words[at]) == "yet"
    return not absent, " ".join(words[at:])


def _check(text: str) -> Body | None:
    key, rest = first_word(text)
    if not key:
        return None
    word, behind = first_word(rest)
    answer = _ANSWERS.get(word)
    text = rest if answer is None else behind
    return Body(EntryKind.FACT, FactDetail(what=FactKind.CHECK, key=key, answer=answer), text)


def _mouth(what: FactKind, text: str) -> Body:
    return Body(EntryKind.FACT, FactDetail(what=what), text)


def _spaced(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)


_READERS: dict[str, Callable[[str], Body | None]] = {
    "ate": lambda text: _eaten(FactKind.ATE, text),
    "drank": lambda text: _eaten(FactKind.DRANK, text),
    "weight": _weight,
    "took": lambda text: _medicine(text, taken=True),
    "held": lambda text: _medicine(text, taken=False),
    "ride": _ride,
    "escort": _escort,
    "check": _check,
    "spat": lambda text: _mouth(FactKind.SPAT, text),
    "swallowed": lambda text: _mouth(FactKind.SWALLOWED, text),
}
