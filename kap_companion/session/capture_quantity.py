"""Numbers with a unit behind them, as dose and consent lines hold them."""

import re
from dataclasses import dataclass

from kap_companion.session.capture_words import MARKS

_NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,4})?)"
_UNITS = r"(mg/kg|mg/ml|mg|ml)"
_WITH_UNIT = re.compile(rf"{_NUMBER}{_UNITS}[{MARKS}]*", re.IGNORECASE)
_ALONE = re.compile(_NUMBER)
_UNIT = re.compile(rf"{_UNITS}[{MARKS}]*", re.IGNORECASE)
_LOOKS_LIKE_AMOUNT = re.compile(
    rf"(?<!\S)[0-9]++(?:[.,][0-9]++)?(?:mg(?:/kg)?)?[{MARKS}]*+(?!\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in lower case: mg, mg/kg, mg/ml or ml; and how many words it takes."""

    value: float
    unit: str
    words: int


def quantity_at(words: list[str], i: int) -> Quantity | None:
    """The number with its unit that begins with the word at `i`, in one word or two; or None."""
    whole = _WITH_UNIT.fullmatch(words[i]) if i < len(words) else None
    if whole:
        return Quantity(as_number(whole.group(1)), whole.group(2).lower(), 1)
    number = _ALONE.fullmatch(words[i]) if i + 1 < len(words) else None
    unit = _UNIT.fullmatch(words[i + 1]) if number else None
    if number and unit:
        return Quantity(as_number(number.group(1)), unit.group(1).lower(), 2)
    return None


def milligrams_at(words: list[str], i: int, *, least: float = 0) -> Quantity | None:
    """A number of mg that is more than `least`, at `i`; or None."""
    found = quantity_at(words, i)
    return found if found and found.unit == "mg" and found.value > least else None


def looks_like_amount(text: str) -> tuple[str, ...]:
    """The first piece of a text that looks like an amount that could not be read; one or none."""
    found = _LOOKS_LIKE_AMOUNT.search(text)
    return (found.group(),) if found else ()


def as_number(figure: str) -> float:
    """The number of a figure with a point or a comma in it."""
    return float(figure.replace(",", "."))


def as_figure(value: float) -> str:
    """The number as it is typed, without a needless ".0"."""
    return repr(value).removesuffix(".0")
