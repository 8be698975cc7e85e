"""A dose line: what was given and how, what was ordered, prepared and wasted, by whom, and free text.

The first of each counts. `in` is the route only where no other route is named, because it is a word
too. A witness, a site and who ordered it go up to a comma, a semicolon, or the next word a dose line knows.
A form and a known place of injection need no word before them (`lozenge`, `left deltoid`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from kap_companion.session.capture_dose_words import FORMS, ROUTES, WORDS, expiry_at, phrase_end, site_at
from kap_companion.session.capture_quantity import as_figure, looks_like_amount, milligrams_at, quantity_at
from kap_companion.session.capture_reading import Body
from kap_companion.session.capture_words import MARKS, trimmed
from kap_companion.vocabulary.details import DoseDetail
from kap_companion.vocabulary.kinds import EntryKind
from kap_companion.vocabulary.routes import Route, Unit


def read_dose(line: str) -> Body:
    """The dose entry of a line without its kind; `drug` is left to the session's protocol."""
    scan = _Scan()
    words, before = line.split(), -1
    # Taking one thing out can bring the two words of another together; each can be taken only once.
    while len(words) != before:
        before = len(words)
        words = scan.left_of(words)
    text = " ".join(words)
    unread = looks_like_amount(text) if "amount" not in scan.found else ()
    return Body(EntryKind.DOSE, DoseDetail.model_validate(scan.found), text, not_understood=unread)


def render_dose(detail: DoseDetail, text: str) -> str:
    """The dose as it is typed, with its free text behind."""
    pieces = ["booster"] if detail.booster else []
    if detail.amount is not None and detail.unit is not None:
        pieces.append(f"{as_figure(detail.amount)} {detail.unit.value}")
    figures = (
        ("{} mg/ml", detail.concentration),
        ("{} ml", detail.volume_ml),
        ("prepared {} mg", detail.prepared_mg),
        ("wasted {} mg", detail.wasted_mg),
    )
    pieces += [detail.route.value] if detail.route is not None else []
    pieces += [said.format(as_figure(value)) for said, value in figures if value is not None]
    named = (("form", detail.form), ("lot", detail.lot), ("exp", detail.expiry))
    pieces += [f"{word} {value}" for word, value in named if value]
    phrases = [(word, value) for word, value in (("site", detail.site), ("witness", detail.witness)) if value]
    if detail.ordered_mg is not None:
        by = f" by {detail.ordered_by}" if detail.ordered_by else ""
        phrases.append(("ordered", f"{as_figure(detail.ordered_mg)} mg{by}"))
    elif detail.ordered_by:
        phrases.append(("ordered by", detail.ordered_by))
    pieces += [f"{word} {value}," for word, value in phrases]
    # A comma ends the last of them, so that it takes no word of the text.
    line = " ".join(pieces).removesuffix(",")
    return ", ".join(piece for piece in (line, text) if piece)


@dataclass(slots=True)
class _Scan:
    """What was found so far, by the field of the detail."""

    found: dict[str, object] = field(default_factory=dict)

    def left_of(self, words: list[str]) -> list[str]:
        """The words that this pass over them did not take."""
        keys = [word.rstrip(MARKS).casefold() for word in words]
        other_route = any(key in ROUTES and key != Route.IN for key in keys)
        left: list[str] = []
        i = 0
        while i < len(words):
            taken = self._take(words, keys, i, other_route=other_route)
            if not taken:
                left.append(words[i])
            i += taken or 1
        return left

    def _take(self, words: list[str], keys: list[str], i: int, *, other_route: bool) -> int:
        """How many words were taken at `i`; 0 for none."""
        key = keys[i]
        if key[:1].isdigit():
            return self._quantity(words, i)
        if key not in WORDS:
            site, taken = site_at(words, keys, i)
            return self._store("site", site, taken)
        if key in ROUTES:
            fits = key != Route.IN or not other_route
            return self._store("route", ROUTES[key], 1) if fits else 0
        if key in FORMS:
            return self._store("form", trimmed(words[i]), 1)
        return _TAKERS[key](self, words, keys, i)

    def _quantity(self, words: list[str], i: int) -> int:
        quantity = quantity_at(words, i)
        if quantity is None or quantity.value == 0:
            return 0
        if quantity.unit == "mg/ml":
            return self._store("concentration", quantity.value, quantity.words)
        if quantity.unit == "ml":
            return self._store("volume_ml", quantity.value, quantity.words)
        taken = self._store("amount", quantity.value, quantity.words)
        return taken and self._store("unit", Unit(quantity.unit), taken)

    def booster(self, words: list[str], keys: list[str], i: int) -> int:
        return self._store("booster", True, 1)

    def lot(self, words: list[str], keys: list[str], i: int) -> int:
        return self._store("lot", trimmed("".join(words[i + 1 : i + 2])), 2)

    def form(self, words: list[str], keys: list[str], i: int) -> int:
        return self._store("form", trimmed("".join(words[i + 1 : i + 2])), 2)

    def expiry(self, words: list[str], keys: list[str], i: int) -> int:
        expiry, taken = expiry_at(words, i + 1)
        return self._store("expiry", expiry, 1 + taken)

    def wasted(self, words: list[str], keys: list[str], i: int) -> int:
        quantity = milligrams_at(words, i + 1, least=-1)
        return self._store("wasted_mg", quantity.value, 1 + quantity.words) if quantity else 0

    def prepared(self, words: list[str], keys: list[str], i: int) -> int:
        quantity = milligrams_at(words, i + 1)
        return self._store("prepared_mg", quantity.value, 1 + quantity.words) if quantity else 0

    def ordered(self, words: list[str], keys: list[str], i: int) -> int:
        quantity = milligrams_at(words, i + 1)
        if quantity is None:
            return self._by(words, keys, i + 1, 1)
        taken = self._store("ordered_mg", quantity.value, 1 + quantity.words)
        if not taken or words[i + taken - 1].endswith(tuple(MARKS)):
            return taken
        return self._by(words, keys, i + taken, taken) or taken

    def _by(self, words: list[str], keys: list[str], i: int, before: int) -> int:
        if keys[i : i + 1] != ["by"]:
            return 0
        end = phrase_end(words, keys, i + 1, ends_at_site=True)
        return self._store("ordered_by", trimmed(" ".join(words[i + 1 : end])), before + end - i)

    def witness(self, words: list[str], keys: list[str], i: int) -> int:
        end = phrase_end(words, keys, i + 1, ends_at_site=True)
        return self._store("witness", trimmed(" ".join(words[i + 1 : end])), end - i)

    def site(self, words: list[str], keys: list[str], i: int) -> int:
        end = phrase_end(words, keys, i + 1, ends_at_site=False)
        return self._store("site", trimmed(" ".join(words[i + 1 : end])), end - i)

    def _store(self, name: str, value: object, taken: int) -> int:
        """How many words are taken: none where there is no value, or one was found before."""
        if name in self.found or value == "":
            return 0
        self.found[name] = value
        return taken


_TAKERS: dict[str, Callable[[_Scan, list[str], list[str], int], int]] = {
    "booster": _Scan.booster,
    "lot": _Scan.lot,
    "form": _Scan.form,
    "exp": _Scan.expiry,
    "expiry": _Scan.expiry,
    "wasted": _Scan.wasted,
    "prepared": _Scan.prepared,
    "ordered": _Scan.ordered,
    "witness": _Scan.witness,
    "site": _Scan.site,
}
