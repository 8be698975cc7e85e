"""What stands on the pages that arrived at a printer, read from the PDF itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
_FILLS = frozenset({b"f", b"F", b"f*"})
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_COLOURS = frozenset({b"rg", b"g", b"k", b"scn", b"sc"})


@dataclass(frozen=True)
class Mark:
    """One filled or stroked path: where it begins, in points from the lower left corner, and its colour."""

    x: float
    y: float
    colour: tuple[float, ...]
    stroked: bool


def marks(pdf: bytes, place: int = 0) -> list[Mark]:
    """Everything that is painted on one page as a path."""
    page = PdfReader(BytesIO(pdf)).pages[place]
    content = page.get_contents()
    return [] if content is None else list(_marks(page, content, _AS_IT_IS))


def pictures(pdf: bytes) -> int:
    """How many pictures made of dots there are on all pages."""
    return sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages)


def _marks(within: DictionaryObject, content: ContentStream, now: Matrix) -> Iterator[Mark]:
    kept: list[tuple[Matrix, tuple[float, ...]]] = []
    colour: tuple[float, ...] = ()
    begins: tuple[float, float] | None = None
    for given, operator in content.operations:
        if operator == b"q":
            kept.append((now, colour))
        elif operator == b"Q":
            now, colour = kept.pop()
        elif operator == b"cm":
            now = _after(tuple(float(one) for one in given), now)
        elif operator in _COLOURS:
            colour = tuple(float(one) for one in given)
        elif operator in {b"m", b"re"}:
            begins = begins or (float(given[0]), float(given[1]))
        elif operator in _FILLS | _STROKES and begins is not None:
            x, y = begins
            a, b, c, d, e, f = now
            yield Mark(a * x + c * y + e, b * x + d * y + f, colour, operator in _STROKES)
            begins = None
        elif operator == b"n":
            begins = None
        elif operator == b"Do":
            resources = cast("DictionaryObject", within["/Resources"].get_object())
            forms = cast("DictionaryObject", resources["/XObject"].get_object())
            form = cast("StreamObject", forms[given[0]].get_object())
            if str(form["/Subtype"]) == "/Form":
                turned = tuple(float(one) for one in form.get("/Matrix", _AS_IT_IS))
                yield from _marks(form, ContentStream(form, None), _after(turned, now))


def _after(first: tuple[float, ...], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
