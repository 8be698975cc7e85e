"""A dose line: amount and unit, route, booster, lot, what was wasted, who witnessed it, and free text.

The first of each counts. `in` is the route only where no other route is named, because it is a word
too. A witness is a name: it goes up to a comma, a semicolon, or the next word a dose line knows.
"""

import re
from dataclasses import dataclass

from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import MARKS, trimmed
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.routes import Route, Unit

_ROUTES = {route.value: route for route in Route}
_WORDS = frozenset({"lot", "wasted", "witness", "booster", *_ROUTES})
_NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,4})?)"
_WITH_UNIT = re.compile(rf"{_NUMBER}(mg(?:/kg)?)[{MARKS}]*", re.IGNORECASE)
_ALONE = re.compile(_NUMBER)
_UNIT = re.compile(rf"(mg(?:/kg)?)[{MARKS}]*", re.IGNORECASE)
_LOOKS_LIKE_AMOUNT = re.compile(
    rf"(?<!\S)[0-9]++(?:[.,][0-9]++)?(?:mg(?:/kg)?)?[{MARKS}]*+(?!\S)", re.IGNORECASE
)


def read_dose(line: str) -> Body:
    """The dose entry of a line without its kind; `drug` is left to the session's protocol."""
    scan = _Scan()
    words, before = line.split(), -1
    # Taking one thing out can bring the two words of another together; each can be taken only once.
    while len(words) != before:
        before = len(words)
        words = scan.left_of(words)
    text = " ".join(words)
    unread = _LOOKS_LIKE_AMOUNT.search(text) if scan.amount is None else None
    detail = DoseDetail(
        amount=scan.amount,
        unit=scan.unit,
        route=scan.route,
        booster=scan.booster,
        lot=scan.lot,
        wasted_mg=scan.wasted_mg,
        witness=scan.witness,
    )
    return Body(EntryKind.DOSE, detail, text, not_understood=(unread.group(),) if unread else ())


def render_dose(detail: DoseDetail, text: str) -> str:
    """The dose as it is typed, with its free text behind."""
    pieces = ["booster"] if detail.booster else []
    if detail.amount is not None and detail.unit is not None:
        pieces.append(f"{_figure(detail.amount)} {detail.unit.value}")
    if detail.route is not None:
        pieces.append(detail.route.value)
    if detail.lot:
        pieces.append(f"lot {detail.lot}")
    if detail.wasted_mg is not None:
        pieces.append(f"wasted {_figure(detail.wasted_mg)} mg")
    if detail.witness:
        pieces.append(f"witness {detail.witness}{',' if text else ''}")
    return " ".join([*pieces, text] if text else pieces)


@dataclass(slots=True)
class _Scan:
    amount: float | None = None
    unit: Unit | None = None
    route: Route | None = None
    booster: bool = False
    lot: str = ""
    wasted_mg: float | None = None
    witness: str = ""

    def left_of(self, words: list[str]) -> list[str]:
        """The words that this pass over them did not take."""
        keys = [_key(word) for word in words]
        other_route = any(key in _ROUTES and key != Route.IN for key in keys)
        left: list[str] = []
        i = 0
        while i < len(words):
            key = keys[i]
            known = key in _WORDS or (self.amount is None and key[:1].isdigit())
            taken = self._take(key, words, i, other_route=other_route) if known else 0
            if not taken:
                left.append(words[i])
            i += taken or 1
        return left

    def _take(self, key: str, words: list[str], i: int, *, other_route: bool) -> int:
        if key not in _WORDS:
            return self._take_amount(words, i)
        if key == "lot":
            return self._take_lot(words, i)
        if key == "wasted":
            return self._take_wasted(words, i)
        if key == "witness":
            return self._take_witness(words, i)
        if key == "booster":
            taken, self.booster = not self.booster, True
            return int(taken)
        if self.route is not None or (key == Route.IN and other_route):
            return 0
        self.route = _ROUTES[key]
        return 1

    def _take_amount(self, words: list[str], i: int) -> int:
        value, unit, taken = _quantity(words, i)
        if self.amount is not None or not taken or value == 0:
            return 0
        self.amount, self.unit = value, unit
        return taken

    def _take_lot(self, words: list[str], i: int) -> int:
        value = trimmed(words[i + 1]) if i + 1 < len(words) else ""
        if self.lot or not value:
            return 0
        self.lot = value
        return 2

    def _take_wasted(self, words: list[str], i: int) -> int:
        value, unit, taken = _quantity(words, i + 1)
        if self.wasted_mg is not None or not taken or unit is not Unit.MG:
            return 0
        self.wasted_mg = value
        return 1 + taken

    def _take_witness(self, words: list[str], i: int) -> int:
        if self.witness:
            return 0
        end = i + 1
        while end < len(words) and _key(words[end]) not in _WORDS and not _quantity(words, end)[2]:
            end += 1
            if words[end - 1].endswith((",", ";")):
                break
        self.witness = trimmed(" ".join(words[i + 1 : end]))
        return end - i if self.witness else 0


def _quantity(words: list[str], i: int) -> tuple[float, Unit, int]:
    """A number with its unit at `i`, and how many words it takes: 0 where there is none."""
    whole = _WITH_UNIT.fullmatch(words[i]) if i < len(words) else None
    if whole:
        return _value(whole.group(1)), Unit(whole.group(2).lower()), 1
    number = _ALONE.fullmatch(words[i]) if i + 1 < len(words) else None
    unit = _UNIT.fullmatch(words[i + 1]) if number else None
    if number and unit:
        return _value(number.group(1)), Unit(unit.group(1).lower()), 2
    return 0, Unit.MG, 0


def _value(figure: str) -> float:
    return float(figure.replace(",", "."))


def _figure(value: float) -> str:
    return repr(value).removesuffix(".0")


def _key(word: str) -> str:
    return word.rstrip(MARKS).casefold()
